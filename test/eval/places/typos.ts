/** Slips of the finger as people make them, drawn by a seeded chance. Each changes one syllable; null = this syllable offers no such slip. */
type Slip = (syllable: string, chance: () => number) => string | null;

const beside: Readonly<Record<string, string>> = {
  a: "sq",
  b: "vn",
  c: "xv",
  d: "sf",
  e: "wr",
  g: "fh",
  h: "gj",
  i: "uo",
  k: "jl",
  l: "k",
  m: "n",
  n: "bm",
  o: "ip",
  p: "o",
  q: "w",
  r: "et",
  s: "ad",
  t: "ry",
  u: "yi",
  v: "cb",
  x: "zc",
  y: "tu",
};
function pick<Each>(chance: () => number, from: readonly Each[]): Each {
  const found = from[Math.floor(chance() * from.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
}

const tones = ["\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
const tone = /[\u0300\u0301\u0303\u0309\u0323]/u;

/** Letters with all their marks, so that a slip never tears a mark off by chance. */
const lettersOf = (syllable: string): readonly string[] => syllable.normalize("NFC").split("");
const isMarked = (letter: string): boolean => letter.normalize("NFD").length > 1 || letter === "đ";

/** The mark goes where the old one was, behind the mark of the vowel. */
function retoned(syllable: string, mark: string): string {
  return lettersOf(syllable)
    .map((letter) => {
      const apart = letter.normalize("NFD");
      return tone.test(apart) ? `${apart.replace(tone, "")}${mark}`.normalize("NFC") : letter;
    })
    .join("");
}

const swapStart =
  (...pairs: readonly (readonly [string, string])[]): Slip =>
  (syllable) => {
    for (const [from, to] of pairs) if (syllable.startsWith(from)) return to + syllable.slice(from.length);
    return null;
  };
const swapEnd =
  (...pairs: readonly (readonly [string, string])[]): Slip =>
  (syllable) => {
    for (const [from, to] of pairs) if (syllable.endsWith(from)) return syllable.slice(0, -from.length) + to;
    return null;
  };

export const slips = {
  missing: (syllable, chance) => {
    const letters = lettersOf(syllable);
    if (letters.length < 3) return null;
    const at = Math.floor(chance() * letters.length);
    return letters.toSpliced(at, 1).join("");
  },
  doubled: (syllable, chance) => {
    const letters = lettersOf(syllable);
    const plain = letters.flatMap((letter, at) => (isMarked(letter) ? [] : [at]));
    if (plain.length === 0) return null;
    const at = pick(chance, plain);
    return letters.toSpliced(at, 0, letters[at] ?? "").join("");
  },
  swapped: (syllable, chance) => {
    const letters = lettersOf(syllable);
    if (letters.length < 3) return null;
    const at = Math.floor(chance() * (letters.length - 1));
    return letters.toSpliced(at, 2, letters[at + 1] ?? "", letters[at] ?? "").join("");
  },
  "neighbour key": (syllable, chance) => {
    const letters = lettersOf(syllable);
    const plain = letters.flatMap((letter, at) => (beside[letter] ? [at] : []));
    if (letters.length < 3 || plain.length === 0) return null;
    const at = pick(chance, plain);
    return letters.toSpliced(at, 1, pick(chance, (beside[letters[at] ?? ""] ?? "").split(""))).join("");
  },
  "wrong tone": (syllable, chance) => {
    const apart = syllable.normalize("NFD");
    const own = apart.match(tone)?.[0];
    if (own === undefined) return null;
    return retoned(
      syllable,
      pick(
        chance,
        tones.filter((other) => other !== own),
      ),
    );
  },
  "hỏi and ngã": (syllable) => {
    const apart = syllable.normalize("NFD");
    if (!/[\u0303\u0309]/u.test(apart)) return null;
    return retoned(syllable, apart.includes("\u0303") ? "\u0309" : "\u0303");
  },
  "n and ng": swapEnd(["ng", "n"], ["n", "ng"]),
  "t and c": swapEnd(["t", "c"], ["ch", "t"], ["c", "t"]),
  "i and y": (syllable) =>
    /[iy]$/u.test(syllable) ? syllable.slice(0, -1) + (syllable.endsWith("i") ? "y" : "i") : null,
  "s and x": swapStart(["s", "x"], ["x", "s"]),
  "tr and ch": swapStart(["tr", "ch"], ["ch", "tr"]),
  "d, gi and v": (syllable, chance) =>
    syllable.startsWith("di") || syllable.startsWith("vi")
      ? null
      : swapStart(["gi", "d"], ["d", "gi"], ["v", "d"])(syllable, chance),
} as const satisfies Readonly<Record<string, Slip>>;

export type SlipName = keyof typeof slips;
export const slipNames = Object.keys(slips) as readonly SlipName[];
