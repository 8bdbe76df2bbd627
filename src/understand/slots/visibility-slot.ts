/** Whether a giver's name may be shown: the last of the words for it that is meant, and what "đừng" and "bỏ" before it turn round. */
import type { Slots } from "../../model/frame.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt } from "../tokens.ts";
import { endOf } from "./own-words.ts";

type Named = Extract<Entity, { type: "named" }>;
type Visibility = NonNullable<Slots["visibility"]>;

export type VisibilityIn = (sentence: ReadText, named: readonly Named[]) => Visibility | undefined;

/** "do not want to show …" */
const longestNegation = 4;
/** "ẩn danh chứ không để tên", "named instead of anonymous": what stands behind is not meant. */
const contrast = /^(?:vì|vi|chứ|chớ|không|khong|hông|phải|phai|of|than|not|từ|tu|from)$/u;
/** "hồi đầu để ẩn danh", "lỡ ghi tên", "it was anonymous": how it stood until now. */
const outdated =
  /^(?:đầu|dau|trước|truoc|hồi|hoi|bữa|bua|ngoái|ngoai|đang|dang|lỡ|lo|cũ|was|were|originally|currently|first)$/u;
const clauseReach = 4;
const choice = /^(?:hay|or)$/u;

/** "bỏ chế độ ẩn danh", "đừng để CK26-045 ẩn danh nữa": what puts an end to it, and small words between. */
const ending =
  /^(?:đừng|khỏi|bỏ|gỡ|tắt|ngưng|hết|không|khong|hông|hổng|chẳng|ko|khoi|bo|go|tat|hong|not|never|stop|remove|don)$/u;
const between =
  /^(?:cần|can|phải|phai|để|de|cho|giữ|giu|chế|che|độ|do|muốn|muon|còn|con|là|la|chữ|mục|be|keep|keeping|to|it|longer|need|stay|staying)$/u;
const mostBetween = 5;

export function createVisibility(told: Lexicon["told"]): VisibilityIn {
  const negations = listOf(told.negations);

  const valueOf = (sentence: ReadText, { value, start }: Named): Visibility => {
    if (value === "initials") return value;
    if (value === "anonymous") return isEnded(sentence, start) ? "named" : value;
    // "dung ten cong ty" uses the name; "đừng" has a verb behind it, or the marks.
    const isUse = fullAt(sentence.tokens, start - 1) === "dung" && bareAt(sentence.tokens, start) === "ten";
    return endsBehind(negations, sentence, start) && !isUse ? "anonymous" : "named";
  };

  return (sentence, named) => {
    const said = named
      .filter((each) => each.slot === "visibility" && !isSigningUp(sentence, each))
      .map((each) => ({ value: valueOf(sentence, each), start: each.start }));
    // "ghi tên viết tắt" shows a name, and only its letters.
    if (said.some(({ value }) => value === "initials")) return "initials";
    // "đang ghi tên hay ẩn danh vậy" asks which of them it is.
    if (said.some(({ start }, i) => i > 0 && choice.test(fullAt(sentence.tokens, start - 1)))) return undefined;
    const meant = said.filter(({ start }) => !isOutdated(sentence, start));
    return meant.at(-1)?.value ?? said[0]?.value;
  };
}

/** Whether one of the words ends where something begins. */
export function endsBehind(words: Phrases<true>, sentence: ReadText, start: number): boolean {
  for (let at = start - 1; at >= Math.max(0, start - longestNegation); at -= 1)
    if (endOf(words, sentence, at) === start) return true;
  return false;
}

/** "đừng ẩn danh", "no need to keep CK26-045 anonymous"; a mark or any other word between parts them. */
function isEnded({ tokens, cover }: ReadText, start: number): boolean {
  for (let at = start - 1; at >= Math.max(0, start - 1 - mostBetween); at -= 1) {
    const covered = cover[at];
    const full = fullAt(tokens, at);
    // "don't": the mark inside a word ends nothing.
    if (covered?.type === "code" || /^['’]$/u.test(full)) continue;
    if (ending.test(full) || (full === "dung" && !covered) || (full === "no" && fullAt(tokens, at + 1) === "need"))
      return covered === null || covered === undefined;
    if (covered || !(between.test(full) || full === "t")) return false;
  }
  return false;
}

/** "ghi tên 2 triệu" only signs up. */
function isSigningUp(sentence: ReadText, { end, value }: Named): boolean {
  const next = sentence.cover[end];
  return (
    value === "named" &&
    next?.start === end &&
    (next.type === "money" || (next.type === "goods" && next.quantity !== null))
  );
}

/** "hồi đầu để ẩn danh, nay muốn công khai tên" */
function isOutdated({ tokens, cover }: ReadText, start: number): boolean {
  if (contrast.test(fullAt(tokens, start - 1))) return true;
  for (let at = start - 1; at >= Math.max(0, start - clauseReach) && tokens[at]?.kind !== "mark"; at -= 1)
    if (cover[at]?.type !== "code" && outdated.test(fullAt(tokens, at))) return true;
  return false;
}
