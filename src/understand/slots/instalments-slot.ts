/** Reads how a promise is split: "làm 3 đợt", "mỗi tháng … trong 6 tháng", "500k/tháng trong một năm", "in four instalments". */
import type { Entity } from "../entities/entity.ts";
import { createReadNumber, type ReadNumber } from "../entities/number.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";

export interface Instalments {
  readonly count: number;
  /** The quantity was said for each of them: "mỗi đợt 50 bộ". */
  readonly each: boolean;
  /** The token of the number; a time that covers it is a duration, not a deadline. */
  readonly at: number;
  /** The share that was said beside the whole: "150 bộ chia 3 đợt, mỗi đợt 50 bộ". */
  readonly share: Entity | null;
}

export type ReadInstalments = (sentence: ReadText) => Instalments | null;
type Period = Lexicon["chat"]["rhythm"][number]["id"];

/** Nobody gives in more parts; larger numbers are something else. */
const most = 60;
/** How many of a shorter period a longer one has. A month counts four weeks. */
const inside: Readonly<Partial<Record<Period, Readonly<Partial<Record<Period, number>>>>>> = {
  month: { week: 4 },
  quarter: { month: 3, week: 13 },
  year: { quarter: 4, month: 12, week: 52 },
};

const weighs = /^(?:nang|loai|can|bao|tui|goi|tai)$/u;

interface Rhythm {
  readonly of: Period | "part";
  readonly end: number;
}

/** "3 đợt": what stands behind a number. */
interface Span {
  readonly at: number;
  readonly count: number;
  readonly period: Period | "part";
}

export function createReadInstalments({ chat, numerals }: Lexicon): ReadInstalments {
  const both = ({ vi, en }: { vi: readonly string[]; en: readonly string[] }): readonly string[] => [...vi, ...en];
  const periods: Phrases<Period | "part"> = createPhrases<Period | "part">([
    ...both(chat.instalment).map((say): [string, "part"] => [say, "part"]),
    ...chat.rhythm.flatMap((period) => both(period).map((say): [string, Period] => [say, period.id])),
  ]);
  const each = listOf(chat.each);
  const readers = { vi: createReadNumber(numerals, null), en: createReadNumber(numerals, "en") };

  // "6 ban" are six friends, "sáu bận" six times.
  const periodAt = (tokens: readonly Token[], at: number) =>
    fullAt(tokens, at) === "ban" ? undefined : periods.from(tokens, at).find(({ wrong }) => wrong === 0);

  /** "mỗi tháng", "/tháng", "a month": the period that each share is for. */
  const rhythmOf = ({ tokens, language, cover }: ReadText): Rhythm | null => {
    for (let at = 0; at < tokens.length - 1; at += 1) {
      const slash = fullAt(tokens, at) === "/" && isGlued(tokens, at + 1);
      const article =
        language === "en" &&
        /^an?$/u.test(fullAt(tokens, at)) &&
        !/^(?:for|in|within|over)$/u.test(fullAt(tokens, at - 1));
      // "200 nghìn một tháng"
      const one = cover[at - 1]?.type === "money" && /^(?:một|mot|1)$/u.test(fullAt(tokens, at));
      const end = each.first(tokens, at)?.end ?? (slash || article || one ? at + 1 : null);
      const period = end === null ? undefined : periodAt(tokens, end);
      if (period) return { of: period.value, end: period.end };
      // "tháng nào cũng góp"
      const any = end === null && /^(?:nào|nao)$/u.test(fullAt(tokens, at + 1)) ? periodAt(tokens, at) : undefined;
      if (any) return { of: any.value, end: at + 2 };
    }
    return null;
  };

  const spansOf = ({ tokens, language, cover }: ReadText): readonly Span[] => {
    const readNumber: ReadNumber = readers[language ?? "vi"];
    const spans: Span[] = [];
    for (let at = 0; at < tokens.length - 1; at += 1) {
      const one =
        language === "en" && /^an?$/u.test(fullAt(tokens, at)) && /^(?:for|over)$/u.test(fullAt(tokens, at - 1));
      const number = one ? { value: 1, end: at + 1 } : readNumber(tokens, at);
      const entity = cover[at];
      // "2 bao gao 25 ky" weigh fifty kilos.
      if (entity?.type === "goods" && entity.unit === "kg") continue;
      // "thung hang nang 48 ky"
      if (weighs.test(bareAt(tokens, at - 1)) && fullAt(tokens, number?.end ?? at) === "ky") continue;
      const period = number && number.value > 0 && number.value <= most ? periodAt(tokens, number.end) : null;
      if (number && period) spans.push({ at, count: number.value, period: period.value });
    }
    return spans;
  };

  return (sentence) => {
    const rhythm = rhythmOf(sentence);
    for (const span of spansOf(sentence)) {
      const divided = isDivided(sentence.tokens, span.at);
      const count = timesOf(span, rhythm?.of ?? null, divided);
      if (count < 2 || count > most || !Number.isInteger(count)) continue;
      const shares = sentence.entities.filter(({ type }) => type === "money" || type === "goods");
      // "6 triệu chia 6 tháng, mỗi tháng 1 triệu": the whole was said as well as its parts.
      const later = rhythm ? shares.find(({ start }, i) => i > 0 && start >= rhythm.end) : undefined;
      const isPart = divided || shares.some((whole) => sizeOf(whole) === count * (sizeOf(later) ?? Number.NaN));
      const share = isPart ? later : null;
      return { count, each: rhythm !== null && !share, at: span.at, share: share ?? null };
    }
    return null;
  };
}

function sizeOf(entity: Entity | undefined): number | null {
  if (entity?.type === "money") return entity.amount?.value ?? null;
  return entity?.type === "goods" ? entity.quantity : null;
}

/** 0: no parts. */
function timesOf({ count, period }: Span, rhythm: Period | "part" | null, divided: boolean): number {
  if (period === "part") return count;
  if (rhythm === null || rhythm === "part") return divided ? count : 0;
  return rhythm === period ? count : count * (inside[period]?.[rhythm] ?? 0);
}

/** "chia đều ra 6 tháng": parts of the whole, though no word for parts is said. */
function isDivided(tokens: readonly Token[], at: number): boolean {
  // "paid over 5 months"
  if (fullAt(tokens, at - 1) === "over") return true;
  for (let from = at - 1; from >= at - 4; from -= 1)
    if (/^(?:chia|split|divided|spread)$/u.test(bareAt(tokens, from))) return true;
  return false;
}
