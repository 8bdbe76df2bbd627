/** Values that only measure another one ("hơn năm ngoái 2.000 hộp", "5 bồn kia xã tự lo"), and days of papers, which are no deadlines. */
import type { Intent } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { listOf, type Phrases } from "../phrases.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import { endOf } from "./own-words.ts";

export type WithoutCompared = (intent: Intent, sentence: ReadText) => ReadText;

/** Elsewhere a smaller number beside a larger one may be a part of it, or what arrived. */
const measured: ReadonlySet<string> = new Set(["need.create", "need.amend", "plan.target", "assessment.answer"]);
const year = /^20[1-4]\d$/u;
/** "cao hơn chỉ tiêu năm ngoái": words between the cue and the number. */
const reach = 5;
/** "công văn số 215 ngày 12/10" */
const paperReach = 7;

export function createWithoutCompared({ revisions }: Lexicon): WithoutCompared {
  const measuredBy = listOf(revisions.measured_by);
  const measuredByPast = listOf(revisions.measured_by_past);
  const differenceFrom = listOf(revisions.difference_from);
  const differs = listOf(revisions.differs);
  const otherOnes = listOf(revisions.other_ones);
  const papers = listOf(revisions.papers);

  /** Only a time, a year and no mark stand between the cue and the number. */
  const isMeasured = (sentence: ReadText, { start }: Entity): boolean => {
    let past = false;
    for (let at = start - 1; at >= Math.max(0, start - reach); at -= 1) {
      const token = sentence.tokens[at];
      if (!token || token.kind === "mark") return false;
      if (ends(measuredBy, sentence, at, start, past) || (past && ends(measuredByPast, sentence, at, start, past)))
        return true;
      past ||= sentence.cover[at]?.type === "time" || year.test(token.full);
    }
    return false;
  };

  const isDifference = (sentence: ReadText, { start, end }: Entity): boolean =>
    endOf(differenceFrom, sentence, end) !== null &&
    [1, 2].some((back) => endOf(differs, sentence, start - back) === start);

  /** "căn cứ công văn số 215 ngày 12/10", with no mark between. */
  const isOfPaper = (sentence: ReadText, entity: Entity): boolean => {
    if (entity.type !== "time" || entity.time.bound !== null) return false;
    for (let at = entity.start - 1; at >= Math.max(0, entity.start - paperReach); at -= 1) {
      if (sentence.tokens[at]?.kind === "mark") return false;
      if ((endOf(papers, sentence, at) ?? entity.end) <= entity.start) return true;
    }
    return false;
  };

  return ({ intent, slots }, sentence) => {
    const others = measured.has(intent)
      ? sentence.entities.filter(
          (each) =>
            isCount(each) &&
            (isMeasured(sentence, each) ||
              isDifference(sentence, each) ||
              endOf(otherOnes, sentence, each.end) !== null),
        )
      : [];
    const papers =
      "due" in slots && measured.has(intent) ? sentence.entities.filter((each) => isOfPaper(sentence, each)) : [];
    const left = sentence.entities.filter((each) => !others.includes(each));
    // What is measured must be told, too.
    const kept = others.length > 0 && left.some(isCount) ? left : sentence.entities;
    const entities = kept.filter((each) => !papers.includes(each));
    return entities.length === sentence.entities.length ? sentence : withEntities(sentence, entities);
  };
}

/** The cue ends right before the number, or before the time that stands there. */
function ends(cues: Phrases<true>, sentence: ReadText, at: number, start: number, past: boolean): boolean {
  const end = endOf(cues, sentence, at);
  return end !== null && (end === start || (past && end < start));
}

function isCount(entity: Entity): boolean {
  return (
    entity.type === "number" || entity.type === "children" || (entity.type === "goods" && entity.quantity !== null)
  );
}
