/** How many children are meant, where several numbers of them were said: a total, its parts, or those that something was counted for. */
import type { Entity } from "../entities/entity.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt } from "../tokens.ts";

/** "tổng cộng là 56 em", "ấp trên có 20 em": words between the cue and the number. */
const reach = 3;
const whole = /^(?:tong|cong|tat|total|altogether)$/u;
const part = /^(?:ap|dot|lop|khoi|diem|truong|nhom|to|xa|phuong|sang|chieu|class|school|hamlet|group|batch|round)$/u;

const ofWhole = /^(?:\/|tren|trong|so|of)$/u;
/** "trong đó 2 em nghỉ học": some of those before. */
const some = /^(?:trong (?:do|so)|of (?:whom|which)|ke ca|tinh ca|including .*)$/u;
/** "5 em chưa nhận", "vắng 3 em": who was not there got nothing, or somebody else took it. */
const absent = /^(?:chua|vang|absent|missing)$/u;
/** "3 em theo cha mẹ lên Bình Dương", "3 em nghỉ học": somebody else may have taken it. */
const away = /^(?:theo (?:cha|ba|gia|me)|bo hoc|chuyen (?:truong|di)|dau om|(?:nghi|om|benh|sick).*)$/u;
/** "phát được 42 em, 3 em nghỉ": those before these words are the ones who got something. */
const reached = /^(?:phat|duoc|cho|co|nhan|du|to|reached)$/u;
/** "3 lớp, mỗi lớp 20 em" */
const each = /^(?:moi|tung|every|each|per)$/u;
const lacking = /^(?:vang|thieu|hut|missing)$/u;
/** "mới có thêm 5 em chuyển về": why there are more. */
const arrived = /^(?:(?:moi )?(?:chuyen|doi) (?:ve|toi|den|truong|qua|sang)|moi (?:vao|ve|toi|sinh)|nhap hoc)/u;
const more = /^(?:them|new|more)$/u;

interface Told {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** `turns`: of what was handed on, and not of those who are there. */
export function childrenIn(
  { entities, tokens }: Pick<ReadText, "entities" | "tokens">,
  turns: boolean = false,
): number | null {
  const word = (at: number): string => bareAt(tokens, at);
  const isNew = ({ start, end }: Told): boolean =>
    more.test(word(start - 1)) && arrived.test([end, end + 1, end + 2].map(word).join(" "));
  const isAbsent = ({ start, end }: Told): boolean =>
    turns && (absent.test(word(end)) || lacking.test(word(start - 1)));
  const isAway = ({ end }: Told): boolean => turns && away.test(`${word(end)} ${word(end + 1)}`);
  const said = entities
    .flatMap((entity): readonly Told[] => {
      const count = countOf(entity);
      return count === null ? [] : [{ count, start: entity.start, end: entity.end }];
    })
    .filter((told) => !isNew(told))
    .flatMap((told) => {
      const groups = groupsOf(told, entities, word);
      return groups === null ? [] : [{ ...told, count: told.count * groups }];
    });
  const [first] = said;
  const isLedBy = (cue: RegExp, start: number): boolean =>
    tokens
      .slice(Math.max(0, start - reach), start)
      .some((_, i) => cue.test(bareAt(tokens, Math.max(0, start - reach) + i)));
  const isPart = ({ start, end }: Told): boolean => isLedBy(part, start) || part.test(word(end));
  /** "50 em lớp 4 và 50 em lớp 5" */
  const isRow = (): boolean =>
    new Set(said.map(({ end }) => `${word(end)} ${word(end + 1)}`)).size === said.length && said.every(isPart);
  if (!first || said.every(isAbsent)) return null;
  const gone = said.map((told) => String(isAway(told))).join();
  if (reached.test(word(first.start - 1)) && /^false(?:,true)+$/u.test(gone)) return first.count;
  if (said.every(({ count }) => count === first.count) && !isRow()) return first.count;
  // "45 em/50 em", "45 em trên tổng số 50 em"
  if (
    said.length === 2 &&
    said.every(({ count }) => count >= first.count) &&
    ofWhole.test(word((said[1]?.start ?? 0) - 1))
  )
    return first.count;
  const sum = said.reduce((all, { count }) => all + count, 0);
  const total = said.find(({ count, start }) => isLedBy(whole, start) || (said.length > 2 && 2 * count === sum));
  if (total) return total.count;
  // "ấp trên 20 em, ấp dưới 15 em"
  if (said.every(isPart)) return sum;
  const given = said.filter(({ count }) => entities.some((each) => each.type === "goods" && each.quantity === count));
  if (given.length === 1) return given[0]?.count ?? null;
  const isSome = (each: Told): boolean =>
    !isAbsent(each) && [each.start - 2, each.start - 3].some((at) => some.test(`${word(at)} ${word(at + 1)}`));
  return said.slice(1).every(isSome) ? first.count : null;
}

/** How many groups have so many each; 1 where no groups were told apart, null where nobody said how many there are. */
function groupsOf({ start }: Told, entities: readonly Entity[], word: (at: number) => string): number | null {
  const at = [start - 1, start - 2, start - 3].find((before) => each.test(word(before)) && part.test(word(before + 1)));
  if (at === undefined) return 1;
  const groups = entities.find(
    (entity) => entity.type === "number" && entity.end <= at && word(entity.end) === word(at + 1),
  );
  return groups?.type === "number" ? groups.value : null;
}

function countOf(entity: Entity): number | null {
  if (entity.type === "children") return entity.count;
  return entity.type === "goods" && entity.unit === "visit" ? entity.quantity : null;
}
