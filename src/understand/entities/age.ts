/** Reads ages: "6-8 tuổi", "từ 6 đến 8 tuổi", "5 tuổi", "ages 6 to 8", and school levels ("mầm non", "primary"). */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases } from "../phrases.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";
import type { ReadNumber } from "./number.ts";

export type ReadAge = (tokens: readonly Token[], at: number) => { band: string; end: number } | null;

const announced = /^(?:ages|aged|age|size|co|lua|do|tuoi)$/u;
const through = /^(?:-|den|to|toi|and)$/u;

export function createReadAge(bands: Lexicon["ageBands"], readNumber: ReadNumber): ReadAge {
  const levels = createPhrases(
    bands.flatMap(({ id, vi, en }) => [...vi, ...en].map((say): [string, string] => [say, id])),
  );

  const years = (tokens: readonly Token[], at: number): { value: number; end: number } | null => {
    const number = readNumber(tokens, at);
    return number && Number.isInteger(number.value) && number.value >= 0 && number.value <= 18 ? number : null;
  };

  return (tokens, at) => {
    const level = levels.from(tokens, at).find((match) => match.wrong === 0);
    if (level) return { band: level.value, end: level.end };
    const lead = readLead(tokens, at);
    const from = years(tokens, lead);
    if (!from) return null;
    const to = through.test(bareAt(tokens, from.end)) ? years(tokens, from.end + 1) : null;
    const end = to?.end ?? from.end;
    const word = /^(?:tuoi|year|years|yo|yrs)$/u.test(bareAt(tokens, end));
    if (!word && !(lead > at && to)) return null;
    if (to && to.value <= from.value) return null;
    const olds =
      fullAt(tokens, end + 1) === "old"
        ? end + 2
        : fullAt(tokens, end + 1) === "-" && fullAt(tokens, end + 2) === "old"
          ? end + 3
          : end + 1;
    return { band: to ? `${from.value}-${to.value}` : String(from.value), end: word ? olds : end };
  };
}

/** "lứa tuổi từ", "ages", "aged between", "size". */
function readLead(tokens: readonly Token[], at: number): number {
  let end = at;
  while (end - at < 3 && announced.test(bareAt(tokens, end))) end += 1;
  if (/^(?:tu|from|between)$/u.test(bareAt(tokens, end))) end += 1;
  return end;
}
