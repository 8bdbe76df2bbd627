/** The words that announce a place: its kind ("xã", "TT.", "commune of") and the small words before it ("ở", "cho", "in"). */
import { bareAt, fullAt, type Token } from "../tokens.ts";

export interface KindSaid {
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
  quan: ["quan"],
  "thanh pho": ["thanh-pho"],
  tp: ["thanh-pho"],
  "thi xa": ["thanh-pho"],
  tx: ["thanh-pho"],
  tinh: ["tinh"],
  commune,
  ward: ["phuong", "xa"],
  township: ["thi-tran"],
  hamlet: ["ap"],
  district: ["huyen", "thanh-pho"],
  province: ["tinh"],
};
const kindStarts = new Set(Object.keys(kindWords).map((words) => words.split(" ")[0]));
/** With diacritics these are other words: "xà", "áp", "hụyện", "quần". */
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
  "quận",
  "thành",
  "tỉnh",
]);
const short = new Set(["x", "p", "f", "tt", "h", "tp", "tx"]);
/** Typed without diacritics these are nearly always other words: "quan ao", "ap dung", "thon gon". */
const needMarks = new Set(["quan", "thon"]);
const afterName = /^(?:commune|ward|district|hamlet|township|province|town|city|village)$/u;

export function kindAt(tokens: readonly Token[], at: number): KindSaid | null {
  const first = tokens[at];
  if (first?.kind !== "word") return null;
  if (first.full !== first.bare && !spelled.has(first.full)) return null;
  if (!kindStarts.has(first.bare)) return null;
  const pair = kindWords[`${first.bare} ${bareAt(tokens, at + 1)}`];
  if (pair) return { kinds: pair, end: skip(tokens, at + 2) };
  const kinds = kindWords[first.bare];
  if (!kinds || (needMarks.has(first.full) && !tokens[at + 1]?.capital)) return null;
  if (isSociety(tokens, at)) return null;
  // Single letters announce a place only with a dot or before a capital: "x. Giang Thành", "P Rạch Sỏi".
  if (short.has(first.bare) && fullAt(tokens, at + 1) !== "." && tokens[at + 1]?.capital !== true) return null;
  return { kinds, end: skip(tokens, at + 1) };
}

/** "xã hội", "an sinh xã hội An Giang": society is no commune, Hội An is one. */
function isSociety(tokens: readonly Token[], at: number): boolean {
  if (bareAt(tokens, at) !== "xa" || bareAt(tokens, at + 1) !== "hoi" || tokens[at + 1]?.capital) return false;
  return bareAt(tokens, at + 2) !== "an" || /^(?:giang|sinh|toan|ninh)$/u.test(bareAt(tokens, at + 3));
}

/** "xã đảo Hòn Nghệ", "xã biên giới Vĩnh Điều", "commune of …", "xã: …". */
function skip(tokens: readonly Token[], at: number): number {
  if (/^(?:[.:"]|of)$/u.test(fullAt(tokens, at))) return at + 1;
  if (/^(?:đảo|nghèo|nhà)$/u.test(fullAt(tokens, at)) || (bareAt(tokens, at) === "dao" && tokens[at + 1]?.capital))
    return at + 1;
  return `${bareAt(tokens, at)} ${bareAt(tokens, at + 1)}` === "bien gioi" ? at + 2 : at;
}

/** English puts the kind behind: "Giang Thanh commune". */
export function kindAfter(tokens: readonly Token[], at: number): KindSaid | null {
  const word = bareAt(tokens, at);
  return afterName.test(word) ? { kinds: kindWords[word] ?? [...commune, "huyen", "thanh-pho"], end: at + 1 } : null;
}

/** Without diacritics "tới" and "đến" are more often other words. */
const cues = new Set([
  "cho",
  "ở",
  "ơ",
  "o",
  "tại",
  "tai",
  "về",
  "ve",
  "xuống",
  "xuong",
  "tới",
  "đến",
  "bên",
  "miền",
  "mien",
  "vùng",
  "vung",
  "in",
  "at",
  "for",
  "to",
  "from",
  "of",
  "around",
  "near",
  "does",
  "do",
]);
const where = new Set(["ở", "ơ", "o", "tại", "tai", "về", "ve", "xuống", "xuong", "in", "at", "near"]);

/** A word right before `at` after which a place is likely. */
export function placeCue(tokens: readonly Token[], at: number): boolean {
  return cues.has(fullAt(tokens, at - 1));
}

/** A word that says nothing but where. */
export function whereCue(tokens: readonly Token[], at: number): boolean {
  return where.has(fullAt(tokens, at - 1));
}

const needs = new Set([
  "can",
  "dang",
  "con",
  "thieu",
  "cung",
  "dc",
  "duoc",
  "need",
  "needs",
  "lack",
  "lacks",
  "require",
  "requires",
]);

/** What is asked about a place: "… cần gì", "… needs". */
export function needCue(tokens: readonly Token[], at: number): boolean {
  return needs.has(bareAt(tokens, at));
}

const titles = new Set(["anh", "chị", "cô", "chú", "bác", "ông", "bà", "thầy", "tên", "mr", "mrs", "ms", "miss"]);
const firms = /^(?:cty|tnhh|doanh nghiệp|công ty|ngân hàng|cửa hàng|tiệm|quán|chùa)$/u;
const families = new Set(
  "nguyen tran le pham huynh hoang vo vu phan truong bui dang do ho ngo duong ly danh thi van trinh dinh doan".split(
    " ",
  ),
);

/** Names of persons and firms are made of the same syllables: "anh Minh Hòa", "Nguyễn Minh Hòa", "công ty Phú Mỹ". */
export function namesSomebody(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before?.kind !== "word" || tokens[at]?.capital !== true) return false;
  return (
    titles.has(before.full) ||
    (before.capital && at > 0 && families.has(before.bare)) ||
    firms.test(before.full) ||
    firms.test(`${fullAt(tokens, at - 2)} ${before.full}`)
  );
}
