/** Finds the known words one slip away from a typed one, by the words that both become when one letter is left out. */
import { isOneEdit, sound } from "./syllable.ts";

export type Near = (typed: string) => readonly string[];

/** Chat repeats its words; what does not fit is simply looked up again. */
const mostKept = 4000;
/** No syllable is longer, and no name written in one word is. */
const longest = 24;

export function createNear(known: Iterable<string>): Near {
  const byRest = new Map<string, string[]>();
  const bySound = new Map<string, string[]>();
  for (const word of new Set(known)) {
    add(bySound, sound(word), word);
    for (const rest of rests(word)) add(byRest, rest, word);
  }
  const kept = new Map<string, readonly string[]>();

  return (typed) => {
    const before = kept.get(typed);
    if (before) return before;
    if (typed.length < 2 || typed.length > longest) return [];
    const found = new Set<string>(bySound.get(sound(typed)));
    for (const rest of rests(typed))
      for (const word of byRest.get(rest) ?? []) if (!found.has(word) && isOneEdit(word, typed)) found.add(word);
    found.delete(typed);
    const near = [...found];
    if (kept.size >= mostKept) kept.clear();
    kept.set(typed, near);
    return near;
  };
}

function rests(word: string): ReadonlySet<string> {
  const found = new Set([word]);
  for (let i = 0; i < word.length; i += 1) found.add(word.slice(0, i) + word.slice(i + 1));
  return found;
}

function add(map: Map<string, string[]>, key: string, word: string): void {
  const words = map.get(key);
  if (words) words.push(word);
  else map.set(key, [word]);
}
