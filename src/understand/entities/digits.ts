/** Reads a number written in digits: `80`, `1.500`, `1,5`, `1 500 000`, `,77`, `1e9`. */
import type { Language } from "../../model/message.ts";
import { fullAt, isGlued, type Token } from "../tokens.ts";

export interface NumberFound {
  readonly value: number;
  /** Index after the last token. */
  readonly end: number;
  /** Other values the same characters may mean: `1,500` in a Vietnamese message. */
  readonly others: readonly number[];
  /** `bare`: one number word that is as often another word ("năm", "ba"); `scaled`: "5 triệu", "500k"; both decide what it may become. */
  readonly form: "digits" | "words" | "bare" | "scaled";
  /** The scale it was said in: a million for "5 triệu". In "2-3 triệu" it holds for both numbers. */
  readonly factor: number;
}

/** Beyond this nothing is counted; it also keeps every value a safe integer in JSON. */
const ceiling = 1e15;
/** Up to 999.999.999.999.999.999. */
const mostGroups = 7;
/** Longer digit runs are read as the ceiling. */
const longestRun = 16;
/** Longer ones still are noise, no number. */
const absurdRun = 30;
/** What is counted or paid has no finer parts. */
const finest = 6;

export function readDigits(tokens: readonly Token[], at: number, language: Language | null): NumberFound | null {
  const first = tokens[at];
  if (first?.kind === "mark") return readLeadingMark(tokens, at, language);
  if (first?.kind !== "number" || first.full.length > absurdRun) return null;
  const grouped = readGroups(tokens, at, language);
  const exponent = readExponent(tokens, grouped.end);
  if (!exponent) return grouped;
  return { ...grouped, value: clamp(grouped.value * 10 ** exponent.value), end: exponent.end, form: "digits" };
}

/** `,77` in Vietnamese, `.77` in English; within a sentence the mark is more likely a slip. */
function readLeadingMark(tokens: readonly Token[], at: number, language: Language | null): NumberFound | null {
  const opens = at === 0 || (at === 1 && tokens[0]?.kind === "mark" && tokens[0].full === "-");
  if (!opens || fullAt(tokens, at) !== (language === "en" ? "." : ",")) return null;
  if (tokens[at + 1]?.kind !== "number" || !isGlued(tokens, at + 1)) return null;
  return found(decimal("0", fullAt(tokens, at + 1)), at + 2);
}

function readGroups(tokens: readonly Token[], at: number, language: Language | null): NumberFound {
  const head = fullAt(tokens, at);
  const groups = [head];
  let end = at + 1;
  const mark = fullAt(tokens, end);
  while (groups.length < mostGroups && groupFollows(tokens, end, mark)) {
    groups.push(fullAt(tokens, end + 1));
    end += 2;
  }
  if (groups.length === 1) return readSpaced(tokens, at) ?? found(parse(head), end);
  // A second kind of mark opens the decimals: 1.234,5 or 1,234.5. Three digits after it are a slip: 1.500,000.
  if (areThousands(groups) && groupFollows(tokens, end, mark === "." ? "," : ".")) {
    const rest = fullAt(tokens, end + 1);
    return rest.length === 3
      ? found(parse(groups.join("") + rest), end + 2)
      : found(decimal(groups.join(""), rest), end + 2);
  }

  const thousands = areThousands(groups);
  const joined = parse(groups.join(""));
  if (groups.length > 2) return thousands ? found(joined, end) : found(parse(head), at + 1);
  const fraction = decimal(head, groups[1] ?? "");
  if (!thousands) return found(fraction, end);
  // One group of three: Vietnamese "1.500" and English "1,500" are thousands. The other mark is as often a slip as a
  // decimal, and 1.5 sets are rare: read as thousands, but ask.
  const usual = (mark === ".") === (language !== "en");
  return found(joined, end, usual ? [] : [fraction]);
}

function groupFollows(tokens: readonly Token[], at: number, mark: string): boolean {
  const isMark = (mark === "." || mark === ",") && fullAt(tokens, at) === mark && isGlued(tokens, at);
  return isMark && tokens[at + 1]?.kind === "number" && isGlued(tokens, at + 1);
}

function areThousands([head = "", ...rest]: readonly string[]): boolean {
  return head.length <= 3 && head !== "0" && rest.every((group) => group.length === 3);
}

/** `1 500 000`: groups of three after single gaps, at least two of them, as printed forms write it; or the one of `500 000`. */
function readSpaced(tokens: readonly Token[], at: number): NumberFound | null {
  const head = fullAt(tokens, at);
  if (head.length > 3 || head.startsWith("0")) return null;
  let digits = head;
  let end = at + 1;
  while (digits.length < longestRun && tokens[end]?.kind === "number" && tokens[end]?.full.length === 3) {
    digits += fullAt(tokens, end);
    end += 1;
  }
  const printed = end - at >= 3 || (end - at === 2 && digits.endsWith("000"));
  return printed ? found(parse(digits), end) : null;
}

function readExponent(tokens: readonly Token[], at: number): { value: number; end: number } | null {
  const letter = tokens[at];
  const power = tokens[at + 1];
  if (!letter?.glued || letter.lower !== "e" || !power?.glued || power.kind !== "number") return null;
  return { value: Math.min(Number(power.full.slice(0, 3)), 20), end: at + 2 };
}

/** How far a list of bullets is looked along for its next line. */
const bulletsReach = 24;

/**
 * A minus stands before its number and after a gap: `6-8` and `NC26-012` have none. `- 50 áo ấm` and several `-5` are the
 * lines of a list.
 */
export function readMinus(tokens: readonly Token[], at: number): boolean {
  if (!opensNumber(tokens, at)) return false;
  const glued = tokens[at + 1]?.glued === true;
  if (!glued) return at === 0 && !tokens.some((token, i) => i > 0 && token.kind === "word" && !token.glued);
  for (let i = Math.max(0, at - bulletsReach); i < at + bulletsReach; i += 1)
    if (i !== at && opensNumber(tokens, i)) return false;
  return true;
}

function opensNumber(tokens: readonly Token[], at: number): boolean {
  if (fullAt(tokens, at) !== "-") return false;
  const apart = !tokens[at]?.glued || tokens[at - 1]?.kind === "mark";
  const decimals = fullAt(tokens, at + 1) === "," && tokens[at + 2]?.kind === "number";
  return apart && (decimals || tokens[at + 1]?.kind === "number");
}

export function clamp(value: number): number {
  return Math.min(Math.max(value, -ceiling), ceiling);
}

/** Digits after the mark, as the number they make. */
export function decimal(whole: string, digits: string): number {
  return Number(`${whole.slice(0, longestRun)}.${digits.slice(0, finest)}`);
}

function parse(digits: string): number {
  const kept = digits.replace(/^0+(?=\d)/u, "");
  return kept.length > longestRun ? ceiling : clamp(Number(kept));
}

function found(value: number, end: number, others: readonly number[] = []): NumberFound {
  return { value: clamp(value), end, others, form: "digits", factor: 1 };
}
