/** Slips of the finger, made on purpose: what is learned from clean examples only is lost with the first of them. */

/** Shorter words are rarely mistyped, and mean something else when they are. */
const shortest = 4;
const letters = "abcdeghiklmnopqrstuvxy";

/** The text with one slip in one of its longer words. `random` is in [0, 1). */
export function slip(text: string, random: () => number): string {
  const words = text.split(" ");
  const places = words.flatMap((word, i) => (word.length >= shortest && /^\p{L}+$/u.test(word) ? [i] : []));
  const place = places[Math.floor(random() * places.length)];
  if (place === undefined) return text;
  words[place] = slipIn(Array.from(words[place] ?? ""), random);
  return words.join(" ");
}

/** The first letter is typed with care. */
function slipIn(word: readonly string[], random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 1));
  const [before, here, after] = [word.slice(0, at), word[at] ?? "", word.slice(at + 1)];
  const kind = random();
  if (kind < 0.3 && after.length > 0) return [...before, after[0], here, ...after.slice(1)].join("");
  if (kind < 0.55) return [...before, ...after].join("");
  if (kind < 0.8) return [...before, here, here, ...after].join("");
  return [...before, letters[Math.floor(random() * letters.length)], ...after].join("");
}
