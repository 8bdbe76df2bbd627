/** What was given before is told to be polite: "hồi Trung thu tặng 60 lồng đèn rồi, giờ đăng ký thêm 70 phần quà Tết" is seventy gifts. */
import type { Intent } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import { bareAt, fullAt } from "../tokens.ts";
import { endOf } from "./own-words.ts";
import { listOf } from "../phrases.ts";

export type WithoutGivenBefore = (intent: Intent, sentence: ReadText) => ReadText;

/** Only what is offered or asked for now counts here; elsewhere the past is what is told. */
const offers: ReadonlySet<string> = new Set(["pledge.create", "need.create", "plan.target"]);
const values: ReadonlySet<Entity["type"]> = new Set([
  "goods",
  "number",
  "money",
  "time",
  "age",
  "children",
  "duration",
]);

export function createWithoutGivenBefore({ told }: Lexicon): WithoutGivenBefore {
  const before = listOf(told.given_before);
  const now = listOf(told.given_now);

  const isBefore = (sentence: ReadText, at: number): boolean => {
    const isThen = bareAt(sentence.tokens, at) === "hoi" && sentence.cover[at + 1]?.type === "time";
    return (isThen && fullAt(sentence.tokens, at) !== "hội") || endOf(before, sentence, at) !== null;
  };

  /** Back to today, behind a mark: "…, giờ". */
  const turnFrom = (sentence: ReadText, from: number): number | null => {
    for (let at = from; at < sentence.tokens.length; at += 1)
      if (sentence.tokens[at - 1]?.kind === "mark" && endOf(now, sentence, at) !== null) return at;
    return null;
  };

  // The day that leads back ("…, hôm nay đăng ký") is no deadline.
  return ({ intent }, sentence) => {
    if (!offers.has(intent) || sentence.entities.filter(isValue).length < 2) return sentence;
    const { tokens } = sentence;
    for (let at = 0; at < tokens.length; at += 1) {
      if (!isBefore(sentence, at)) continue;
      const turn = turnFrom(sentence, at + 1);
      if (turn === null || !sentence.entities.some((each) => isValue(each) && each.start >= turn)) return sentence;
      const entities = sentence.entities.filter(
        ({ type, start }) => !values.has(type) || start < at || start > turn || (start === turn && type !== "time"),
      );
      return withEntities(sentence, entities);
    }
    return sentence;
  };
}

function isValue({ type }: Entity): boolean {
  return type === "goods" || type === "number" || type === "money";
}
