/** What multiplies a number ("triệu", "ngàn", the "tr" of "1tr5"), and the rest that is said in units of it ("rưỡi", "… and a half"). */
import type { Language } from "../../model/message.ts";
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import type { NumberWords } from "./number-words.ts";

export interface Scale {
  readonly value: number;
  readonly end: number;
}

export interface Scales {
  after(tokens: readonly Token[], at: number): Scale | null;
  /** In units of the scale before it: 0.5 for "rưỡi", and for the 5 of "1tr5". */
  rest(tokens: readonly Token[], at: number): Scale;
  /** "triệu rưỡi", "tr2", "a thousand": a scale whose one is not said begins here, after an article perhaps. */
  startsAt(tokens: readonly Token[], at: number): number | null;
  /** "rưỡi", "and a half": where it ends. */
  half(tokens: readonly Token[], at: number): number | null;
}

/** "5 m" and "6 b" may be anything; these are a thousand or a million after a gap as well. */
const apart = /^(?:tr|trd|k|kd|trieu|ty|bn|mil|ng)$/u;

export function createScales(
  words: NumberWords,
  suffix: Readonly<Record<string, number>>,
  language: Language | null,
): Scales {
  const suffixes = new Map(Object.entries(suffix));

  const half: Scales["half"] = (tokens, at) => {
    if (words.as(tokens, at, "half")) return at + 1;
    const said = language === "en" && fullAt(tokens, at) === "and" && fullAt(tokens, at + 1) === "a";
    return said && fullAt(tokens, at + 2) === "half" ? at + 3 : null;
  };

  const word = (tokens: readonly Token[], at: number): Scale | null => {
    const found = words.as(tokens, at, "scale");
    return found && { value: found.value, end: at + 1 };
  };

  return {
    half,
    after: (tokens, at) => {
      const token = tokens[at];
      if (token?.kind !== "word") return null;
      const value =
        tokens[at - 1]?.kind === "number" ? (suffixes.get(token.raw) ?? suffixes.get(token.lower)) : undefined;
      if (isBareMillion(tokens, at)) return { value: 1_000_000, end: at + 1 };
      if (value !== undefined && (token.glued || apart.test(token.bare))) return { value, end: at + 1 };
      return word(tokens, at);
    },
    rest: (tokens, at) => {
      const halved = half(tokens, at);
      if (halved !== null) return { value: 0.5, end: halved };
      const digits = tokens[at]?.kind === "number" && isGlued(tokens, at) ? fullAt(tokens, at) : "";
      return digits !== "" && digits.length <= 3
        ? { value: Number(digits) / 10 ** digits.length, end: at + 1 }
        : { value: 0, end: at };
    },
    startsAt: (tokens, at) => {
      if (isBareMillion(tokens, at)) return at;
      const article = words.as(tokens, at, "article") ? 1 : 0;
      const scale = word(tokens, at + article);
      if (!scale) return null;
      const goesOn =
        half(tokens, scale.end) !== null ||
        words.as(tokens, scale.end, "unit") !== null ||
        words.as(tokens, scale.end, "tail");
      return article > 0 || goesOn || tokens.length === 1 ? at + article : null;
    },
  };
}

/** "tr2" is a million and two hundred thousand. */
function isBareMillion(tokens: readonly Token[], at: number): boolean {
  return bareAt(tokens, at) === "tr" && tokens[at + 1]?.kind === "number" && isGlued(tokens, at + 1);
}
