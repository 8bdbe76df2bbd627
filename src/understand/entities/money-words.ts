/** The words of money: currencies on either side of a number, slang for amounts, and what makes an amount a bound or an interval. */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Match, type Phrases } from "../phrases.ts";
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";

export interface Currency {
  /** As told by `--entities`. */
  readonly id: string;
  /** As kept; other currencies are never converted. */
  readonly as: "VND" | "USD" | null;
  /** Has hundredths that people say. */
  readonly cents: boolean;
  /** This word is also another word. */
  readonly loose: boolean;
}

export type Lead = "about" | "from" | "under" | "above";
type Slang = Lexicon["money"]["slang"][number];
type Find<T> = (tokens: readonly Token[], at: number) => Match<T> | null;

export interface MoneyWords {
  /** "$", "VND", "Rs.": a currency that stands before its number. */
  readonly before: Find<Currency>;
  /** `ends` tells whether a name ends before a token: "100 do cho" is dollars, "100 do am" clothes. */
  after(tokens: readonly Token[], at: number, value: number, ends: (at: number) => boolean): Match<Currency> | null;
  /** Spelled without its diacritics only where the amount ends: "5 cu", "2 lit nhe". */
  slang(tokens: readonly Token[], at: number, ends: (at: number) => boolean): Match<Slang> | null;
  readonly cash: Find<true>;
  readonly join: Find<true>;
  readonly lead: Find<Lead>;
  readonly to: Find<true>;
  readonly trail: Find<"under" | "above">;
  readonly notMoney: Find<true>;
}

/** Smaller sums of dong have no "đ" after a gap. */
const leastApart = 1000;

export function createMoneyWords(money: Lexicon["money"]): MoneyWords {
  const currencies = (pick: (each: Lexicon["money"]["currencies"][number]) => readonly [string, boolean][]) =>
    createPhrases(
      money.currencies.flatMap((each) =>
        pick(each).map(([say, loose]): [string, Currency] => [
          say,
          { id: each.id, as: each.as ?? null, cents: each.cents, loose },
        ]),
      ),
    );
  const firm = (say: readonly string[]): [string, boolean][] => say.map((word) => [word, false]);
  const before = currencies(({ say }) => firm(say));
  const after = currencies(({ say, after: more, loose }) => [
    ...firm([...say, ...more]),
    ...loose.map((word): [string, boolean] => [word, true]),
  ]);
  const tag = <T>(say: readonly string[], value: T): [string, T][] => say.map((word) => [word, value]);
  const slang = createPhrases(money.slang.flatMap((each) => tag(each.say, each)));
  const leads = createPhrases<Lead>([
    ...tag(money.about, "about" as const),
    ...tag(money.from, "from" as const),
    ...tag(money.under, "under" as const),
    ...tag(money.above, "above" as const),
  ]);
  const trails = createPhrases<"under" | "above">([
    ...tag(money.or_less, "under" as const),
    ...tag(money.or_more, "above" as const),
  ]);

  return {
    before: (tokens, at) => {
      const match = before.first(tokens, at);
      if (!match || match.cost > 0) return null;
      const dot = fullAt(tokens, match.end) === "." && isGlued(tokens, match.end);
      return dot ? { ...match, end: match.end + 1 } : match;
    },
    after: (tokens, at, value, ends) =>
      right(after, tokens, at)?.find((match) => {
        const [token, next] = [tokens[at], tokens[match.end]];
        if (match.end > at + 1) return true;
        // "d" and "đ" touch their number, or end an amount; "do" is the bare spelling of many words.
        if (token?.bare === "d")
          return token.glued || (value >= leastApart && (token.full === "đ" || !next || ends(match.end)));
        // "10 trieu do lai" is "đổ lại".
        if (match.cost > 0 && right(trails, tokens, at)?.[0]) return false;
        // "2 don't work"
        if (fullAt(tokens, match.end) === "not") return false;
        if (match.cost > 0 && token?.bare === "do")
          return !next || next.kind === "mark" || ends(match.end) || coins(tokens, match.end);
        return match.cost === 0 || token?.bare === "dong";
      }) ?? null,
    slang: (tokens, at, ends) =>
      right(slang, tokens, at)?.find(
        ({ cost, end }) =>
          cost === 0 ||
          (/^(?:cu|lit|xi)$/u.test(tokens[at]?.bare ?? "") &&
            (!tokens[end] ||
              tokens[end].kind === "mark" ||
              isNumber(tokens[end]) ||
              bareAt(tokens, end) === "ruoi" ||
              ends(end))),
      ) ?? null,
    cash: plain(money.cash),
    join: plain(money.joins),
    lead: (tokens, at) => right(leads, tokens, at)?.[0] ?? null,
    to: plain(money.to),
    trail: (tokens, at) => right(trails, tokens, at)?.[0] ?? null,
    notMoney: plain(money.not_money),
  };
}

function isNumber(token: Token | undefined): boolean {
  return token?.kind === "number";
}

/** "2 do 23 xu" */
function coins(tokens: readonly Token[], at: number): boolean {
  const lone = isNumber(tokens[at]) && at + 1 === tokens.length;
  return lone || (isNumber(tokens[at]) && /^(?:xu|xen|cents?)$/u.test(bareAt(tokens, at + 1)));
}

function right<T>(phrases: Phrases<T>, tokens: readonly Token[], at: number): readonly Match<T>[] | null {
  const matches = phrases.from(tokens, at);
  return matches.length > 0 ? matches.filter(({ wrong }) => wrong === 0) : null;
}

function plain(say: readonly string[]): Find<true> {
  const phrases = createPhrases(say.map((word): [string, true] => [word, true]));
  return (tokens, at) => right(phrases, tokens, at)?.[0] ?? null;
}
