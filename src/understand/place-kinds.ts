/** The words that announce a place: its kind ("xã", "TT.", "commune of") and the small words before it ("ở", "cho", "in"). */
import { bareAt, fullAt, type Token } from "./tokens.ts";

interface KindSaid {
  /** Kinds of `Area` that the word fits. */
  readonly kinds: readonly string[];
  readonly end: number;
}

/** A commune may have been a ward or township before, and a district town a city: the era decides, not the speaker. */
const commune = ["xa", "phuong", "thi-tran", "dac-khu"];
const kindWords: Readonly<Record<string, readonly string[]>> = {
  xa: ["xa"],
  x: ["xa"],
  phuong: ["phuong"],
  p: ["phuong"],
  f: ["phuong"],
  "thi tran": ["thi-tran"],
  tt: ["thi-tran"],
  "dac khu": ["dac-khu"],
  ap: ["ap"],
  thon: ["ap"],
  khom: ["ap"],
  "khu pho": ["ap"],
  phum: ["ap"],
  soc: ["ap"],
  huyen: ["huyen"],
  h: ["huyen"],
  "thanh pho": ["thanh-pho"],
  tp: ["thanh-pho"],
  "thi xa": ["thanh-pho"],
  tinh: ["tinh"],
  commune: commune,
  ward: ["phuong", "xa"],
  township: ["thi-tran"],
  hamlet: ["ap"],
  district: ["huyen", "thanh-pho"],
  province: ["tinh"],
};
/** With diacritics these are other words: "xà", "áp", "hụyện". */
const spelled = new Set([
  "xã",
  "phường",
  "thị",
  "đặc",
  "ấp",
  "thôn",
  "khóm",
  "khu",
  "phum",
  "sóc",
  "huyện",
  "thành",
  "tỉnh",
]);
const short = new Set(["x", "p", "f", "tt", "h", "tp"]);

export function kindAt(tokens: readonly Token[], at: number): KindSaid | null {
  const first = tokens[at];
  if (first?.kind !== "word") return null;
  if (first.full !== first.bare && !spelled.has(first.full)) return null;
  const pair = kindWords[`${first.bare} ${bareAt(tokens, at + 1)}`];
  if (pair) return { kinds: pair, end: skip(tokens, at + 2) };
  const kinds = kindWords[first.bare];
  if (!kinds) return null;
  // Single letters announce a place only with a dot or before a capital: "x. Giang Thành", "P Rạch Sỏi".
  if (short.has(first.bare) && fullAt(tokens, at + 1) !== "." && tokens[at + 1]?.capital !== true) return null;
  return { kinds, end: skip(tokens, at + 1) };
}

function skip(tokens: readonly Token[], at: number): number {
  return /^(?:[.:]|of)$/u.test(fullAt(tokens, at)) ? at + 1 : at;
}

const cues = new Set(
  "cho o tai ben ve xuong toi den vo vao cua ngoai trong qua mien mien vung dia ban in at for to from of around near".split(
    " ",
  ),
);

/** A word right before `at` after which a place is likely. */
export function placeCue(tokens: readonly Token[], at: number): boolean {
  return cues.has(bareAt(tokens, at - 1));
}
