/** A school that is named or counted is a place and no age: "tại trường tiểu học", "cho trường mầm non Tây Yên", "8 trường mẫu giáo". */
import type { Entity } from "../entities/entity.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, type Token } from "../tokens.ts";

const school = /^(?:truong|trg|school|schools)$/u;
/** What is numbered where there are several of one name. */
const site = /^(?:truong|school|ap|khom|khu|diem|to)$/u;
/** "trường tiểu học", "khu phố" and a name. */
const named = 4;
const where = /^(?:tai|o|tu|ve|toi|den|at|from)$/u;
/** "ở điểm trường mầm non": words between. */
const reach = 2;

export function withoutSchools(sentence: ReadText): ReadText {
  const { tokens, entities } = sentence;
  const kept = entities.filter((entity, i) => {
    if (isNumbered(sentence, entity, entities[i - 1])) return false;
    const start = entity.type === "age" ? schoolAt(tokens, entity) : null;
    if (start === null) return true;
    const [before, next] = [entities[i - 1], entities[i + 1]];
    const named = next?.type === "place" && next.start <= entity.end + 1;
    const counted = tokens[start - 1]?.kind === "number" || (before?.type === "number" && before.end === start);
    return !named && !counted && !isLocated(tokens, start);
  });
  return kept.length === entities.length ? sentence : { ...sentence, entities: kept };
}

/** "trường tiểu học Bình Giang 2, công trình …": the second school of that name. */
function isNumbered({ tokens }: ReadText, { type, start, end }: Entity, before: Entity | undefined): boolean {
  if (type !== "number" || before?.type !== "place" || before.end !== start) return false;
  const after = tokens[end];
  const isClosed = !after || after.kind === "mark";
  return (
    isClosed && tokens.slice(Math.max(0, before.start - named), before.start + 1).some(({ bare }) => site.test(bare))
  );
}

/** Where the school begins whose level was said. */
function schoolAt(tokens: readonly Token[], { start, end }: Entity): number | null {
  for (let at = start - 1; at < end; at += 1) if (school.test(bareAt(tokens, at))) return Math.min(at, start);
  return null;
}

function isLocated(tokens: readonly Token[], start: number): boolean {
  if (start === 0) return true;
  for (let at = start - 1; at >= Math.max(0, start - reach); at -= 1) if (where.test(bareAt(tokens, at))) return true;
  return false;
}
