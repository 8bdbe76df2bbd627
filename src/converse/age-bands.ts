/** "Mầm non 60, tiểu học 140": children by school level, the words for which live in locales/. */
import { plainWords } from "./prompt.ts";
import type { Turn } from "./turn.ts";

const levels = ["preschool", "primary", "lower_secondary"] as const;

/** Null when no level was named. */
export function readBands(turn: Turn, said: string): Readonly<Record<string, number>> | null {
  // 1.500 is one number.
  const words = plainWords(said.replaceAll(/(?<=\d)[.,](?=\d{3}(?!\d))/g, ""));
  const bands: Record<string, number> = {};
  for (const level of levels) {
    const names = turn.optionWords({ label: `band_${level}` }, turn.language).map(plainWords);
    const found = names.map((name) => numberBeside(words, name)).find((number) => number !== null);
    if (found !== undefined && found !== null) bands[level] = found;
  }
  return Object.keys(bands).length > 0 ? bands : null;
}

/** "tieu hoc 140", "tieu hoc la 140 em", "140 em tieu hoc": the number after a name, else the one before it. */
function numberBeside(words: string, name: string): number | null {
  const after = new RegExp(`(?:^| )${name}(?: (?:la|co|thi|is|are))? (\\d{1,7})(?: |$)`).exec(words)?.[1];
  const before = new RegExp(`(?:^| )(\\d{1,7})(?: (?:em|tre|chau|be|children|kids|in))* ${name}(?: |$)`).exec(
    words,
  )?.[1];
  const number = after ?? before;
  return number === undefined ? null : Number(number);
}
