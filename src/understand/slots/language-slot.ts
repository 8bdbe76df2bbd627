/** Which language is wanted where one or both are named: "tiếng Anh tôi đọc không hiểu" asks for the other one. */
import type { Language } from "../../model/message.ts";
import type { Entity } from "../entities/entity.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt } from "../tokens.ts";

type Named = Extract<Entity, { type: "named" }>;

/** Right before a language: the one that is left. */
const left = /^(?:tu|from|of|vi|not|khoi|than)$/u;
/** Right before a language: the one that is chosen. */
const chosen = /^(?:sang|qua|thanh|bang|lai|in|to|into|use|dung|speak|ve)$/u;
/** A few words before a language, in its clause. */
const refused =
  /^(?:khong|ko|hong|hok|k|chua|chang|thoi|sao|not|no|never|stop|don|dont|t|cannot|why|bo|tat|ngung|khoi|het)$/u;
/** Behind a language, in its clause: what somebody is told who cannot read it. */
const hard = /^(?:kho|hard|difficult|bad|poor|weak|terrible|rusty|kem|yeu)$/u;
/** Without their marks these are too many other words. */
const hardMarked = /^(?:dở|tệ|dỡ)$/u;
/** "thôi nói tiếng Việt cho dễ", "thôi tiếng Việt nhé": what is asked for kindly is not what is to end. */
const kind = /^(?:di|nha|nhe|nghen|hen|cho|please)$/u;
/** Several that are both welcome, or of which somebody asks, leave it open. */
const either = /^(?:hay|or|hoac|lan|va|and)$/u;
const denies = /^(?:khong|ko|hong|hok|k|chua|chang|not|t|cannot)$/u;
const masters = /^(?:hieu|biet|ranh|doc|noi|quen|gioi|tot|understand|read|speak|follow|mine|good)$/u;
const reach = 3;

interface Said {
  readonly language: Language;
  readonly isLed: boolean;
  readonly isRefused: boolean;
}

/** `named`: the languages that were named; none gives none. */
export function languageWanted(sentence: ReadText, named: readonly Named[]): Language | undefined {
  const said = named.map((each): Said => ({
    language: each.value === "en" ? "en" : "vi",
    isLed: chosen.test(bareAt(sentence.tokens, each.start - 1)),
    isRefused: isRefused(sentence, each) || isHard(sentence, each),
  }));
  const [one, other] = named;
  const isOpen = one && other && other.start === one.end + 1 && either.test(bareAt(sentence.tokens, one.end));
  if (isOpen && one.value !== other.value) return undefined;
  const open = said.filter((each) => !each.isRefused);
  const best = open.find(({ isLed }) => isLed) ?? open[0];
  if (best) return best.language;
  const [first] = said;
  return first && (first.language === "en" ? "vi" : "en");
}

function isRefused(sentence: ReadText, named: Named): boolean {
  const { tokens } = sentence;
  const { start } = named;
  if (left.test(bareAt(tokens, start - 1))) return true;
  for (let at = start - 1; at >= Math.max(0, start - reach); at -= 1) {
    // The mark inside "don't" ends no clause.
    if (tokens[at]?.kind === "mark" && tokens[at]?.glued !== true) return false;
    const full = fullAt(tokens, at);
    if (full === "thôi" || full === "thoi") return !isAsked(sentence, named);
    // "dung tieng anh" uses it, "dung noi tieng anh nua" does not.
    if (full === "đừng" || (full === "dung" && at < start - 1) || refused.test(bareAt(tokens, at))) return true;
  }
  return false;
}

function isAsked({ tokens }: ReadText, { end }: Named): boolean {
  return kind.test(bareAt(tokens, end));
}

function isHard({ tokens }: ReadText, { end }: Named): boolean {
  for (let at = end; at < tokens.length && tokens[at]?.kind !== "mark"; at += 1) {
    if (hard.test(bareAt(tokens, at)) || hardMarked.test(fullAt(tokens, at))) return true;
    if (denies.test(bareAt(tokens, at)) && masters.test(bareAt(tokens, at + 1))) return true;
  }
  return false;
}
