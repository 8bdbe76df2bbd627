/** The words for things and units, and the names of things that no list has. */
import type { Language } from "../../model/message.ts";
import type { Lexicon } from "../lexicon.ts";
import { type Both, createPhrases, listOf, type Match, type Phrases } from "../phrases.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";

export interface Unit {
  readonly id: string;
  readonly loose: boolean;
  readonly factor: number;
  readonly as_written: boolean;
}

export interface Thing {
  readonly id: string;
  readonly unit: string;
  readonly sector: string;
}

export interface FreeName {
  readonly name: string;
  readonly end: number;
  /** "nón bảo hiểm", "kệ sách truyện": a listed thing is a part of the name. */
  readonly holdsThing: boolean;
}

type At<T> = (tokens: readonly Token[], at: number) => T;

export interface GoodsWords {
  readonly unit: At<Match<Unit> | null>;
  /** Between a number and a thing even a wrongly accented unit is clear: "80 bô đo âm". */
  readonly misspeltUnit: At<Match<Unit> | null>;
  readonly thing: At<Match<Thing> | null>;
  /** A thing that the catalogue does not have, by its usual name. */
  readonly other: At<Match<string> | null>;
  /** The person's own words for a thing that is not listed. */
  readonly freeName: At<FreeName | null>;
  readonly isChild: At<boolean>;
  /** A word that makes the number before it something else: "3 ngày", "2 xã". */
  readonly isNoGoods: At<boolean>;
  readonly isAge: At<boolean>;
  /** Words that only begin like a number: "bà con" typed "ba con". */
  readonly isNoCount: At<boolean>;
  /** The name of a thing ends before this word. */
  readonly endsName: At<boolean>;
  /** After "of", "out of", "trên tổng số": where the whole begins. */
  readonly partOf: At<number | null>;
  /** After "số lượng", "khoảng" and the like, where the number of a thing named before begins. */
  readonly countLead: At<number>;
}

const noName = /^(?:nc|ck|gn|kk|lop|khoi|so|size|co|loai)$/u;
/** Longer names of unlisted things are sentences. */
const longestName = 4;

export function createGoodsWords(lexicon: Lexicon, language: Language | null): GoodsWords {
  const tongues = language === "en" ? (["en", "vi"] as const) : (["vi", "en"] as const);
  const units = createPhrases(
    tongues.flatMap((tongue) =>
      lexicon.units.flatMap((each) => each[tongue].map((say): [string, Unit] => [say, each])),
    ),
  );
  const things = createPhrases(
    lexicon.items.flatMap((item) =>
      tongues.flatMap((tongue) =>
        item[tongue].flatMap(({ say, unit: own }) =>
          (tongue === "en" ? withPlural(say) : [say]).map((word): [string, Thing] => [
            word,
            { ...item, unit: own ?? item.unit },
          ]),
        ),
      ),
    ),
  );
  const others = createPhrases(
    tongues.flatMap((tongue) =>
      lexicon.otherGoods[tongue].flatMap((say) =>
        (tongue === "en" ? withPlural(say) : [say]).map((word): [string, string] => [word, word]),
      ),
    ),
  );
  const says = (words: Both): At<boolean> => {
    const phrases = listOf(words);
    return (tokens, at) => phrases.first(tokens, at) !== null;
  };
  const ends = (words: readonly string[]): At<number | null> => {
    const phrases = createPhrases(words.map((say): [string, true] => [say, true]));
    return (tokens, at) => phrases.from(tokens, at).find((match) => match.wrong === 0)?.end ?? null;
  };
  const partOf = ends(lexicon.numerals.part_of);
  const countLead = ends(lexicon.numerals.count_lead);
  const notThings = listOf(lexicon.chat.not_things);
  const isOther = insideOf(notThings);
  const notCounts = listOf(lexicon.chat.not_counts);
  const isRead = (tokens: readonly Token[], found: Match<true>): boolean => found.cost === 0 || !isAccented(tokens);
  const isAdjective = says(lexicon.chat.goods_adjectives);
  const ending = listOf(lexicon.chat.goods_end);
  // "mũ len" among words with their marks is no "lên".
  const isEnd: At<boolean> = (tokens, at) => {
    const found = ending.first(tokens, at);
    return found !== null && (found.cost === 0 || !isAccented(tokens));
  };
  const isFault = faults(lexicon.chat.rejected);
  const endsName: GoodsWords["endsName"] = (tokens, at) => isEnd(tokens, at) || isFault(tokens, at);

  /** "không đường", "kéo dài": a longer word than the thing in it. */
  const isWithin = (tokens: readonly Token[], at: number, end: number): boolean =>
    notThings.from(tokens, at).some((match) => match.wrong === 0 && match.end > end) ||
    notThings.from(tokens, at - 1).some((match) => match.wrong === 0 && match.end >= end);

  const other: GoodsWords["other"] = (tokens, at) => {
    const found = others.from(tokens, at).find(({ wrong }) => wrong === 0);
    // "ta", "muoi", "duong": a lone syllable without its marks is another word.
    return found && (found.cost === 0 || found.end > at + 1) && !isWithin(tokens, at, found.end) ? found : null;
  };

  const thing: GoodsWords["thing"] = (tokens, at) => {
    const matches = isOther(tokens, at) ? [] : things.from(tokens, at);
    // "xe đạp năm tới": what is written as it is beats a longer name with other diacritics ("xe đạp nam").
    const found = matches.find(({ wrong }) => wrong === 0) ?? matches[0] ?? null;
    // "not 20 but 12": no pen in English.
    if (!found || found.cost === 0 || found.end > at + 1) return found;
    // "thuoc ke" is a ruler, and no medicine.
    return language === "en" || (other(tokens, at)?.end ?? 0) > found.end ? null : found;
  };
  // "chiếc xe" counts vehicles, but "chiếc" of "chiếc xe đạp" counts bicycles.
  const unit: GoodsWords["unit"] = (tokens, at) => {
    const found = units
      .from(tokens, at)
      .filter(({ wrong, cost, value }) => wrong === 0 && (cost === 0 || !value.as_written));
    const [longest] = found;
    return (
      found.find((match) => thing(tokens, match.end)) ??
      found.find((match) => match !== longest && other(tokens, match.end)) ??
      longest ??
      null
    );
  };

  const nameGoesOn = (tokens: readonly Token[], at: number): boolean => {
    if (tokens[at]?.kind !== "word" || endsName(tokens, at)) return false;
    // "28 bộ lớp 2", "đôi số 30": a label and its number.
    return !(noName.test(bareAt(tokens, at)) && tokens[at + 1]?.kind === "number");
  };

  return {
    unit,
    thing,
    other,
    misspeltUnit: (tokens, at) => {
      const token = tokens[at];
      const plain = token?.kind === "word" ? units.first([{ ...token, full: token.bare }], 0) : null;
      return plain && !plain.value.as_written && thing(tokens, at + 1) ? { ...plain, end: at + 1 } : null;
    },
    freeName: (tokens, at) => {
      if (thing(tokens, at) || isAdjective(tokens, at)) return null;
      let end = at;
      let holdsThing = false;
      while (end - at < longestName && nameGoesOn(tokens, end)) {
        const inner = thing(tokens, end);
        holdsThing ||= inner !== null && inner.cost === 0;
        end = inner?.cost === 0 ? inner.end : end + 1;
      }
      const words = Array.from({ length: end - at }, (_, i) => ownWord(tokens[at + i]));
      // "1m6", "bút chì 2B": measures and models.
      if (end === at + 1 && words[0]?.length === 1) return null;
      return end > at ? { name: words.join(" "), end, holdsThing } : null;
    },
    isChild: says(lexicon.chat.children),
    isNoGoods: says(lexicon.chat.not_goods),
    isAge: (tokens, at) => /^(?:tuoi|years?)$/u.test(bareAt(tokens, at)),
    isNoCount: (tokens, at) => {
      const found = notCounts.first(tokens, at);
      if (found !== null && isRead(tokens, found)) return true;
      // "tổ chức khám" is no ten of them.
      return notCounts.from(tokens, at - 1).some((match) => match.end > at && isRead(tokens, match));
    },
    endsName,
    partOf,
    countLead: (tokens, at) => {
      const lead = countLead(tokens, at) ?? at;
      return lead > at && fullAt(tokens, lead) === ":" ? lead + 1 : lead;
    },
  };
}

/** "nón bảo hiểm" is no insurance, and "bảo hiểm" in it none either. */
function insideOf(phrases: Phrases<true>): At<boolean> {
  return (tokens, at) =>
    phrases.from(tokens, at).some(({ wrong }) => wrong === 0) ||
    phrases.from(tokens, at - 1).some(({ wrong, end }) => wrong === 0 && end > at);
}

const typed = new WeakMap<readonly Token[], boolean>();

/** As typed, before abbreviations are spelled out; asked of every word, so it is found out once. */
function isAccented(tokens: readonly Token[]): boolean {
  let known = typed.get(tokens);
  if (known === undefined) typed.set(tokens, (known = tokens.some(({ raw }) => /[^ -~]/u.test(raw))));
  return known;
}

/** What is wrong with a thing is no part of its name; a lone word counts as written, since "vo" is also "vở". */
function faults(words: Both): At<boolean> {
  const phrases = listOf(words);
  return (tokens, at) =>
    phrases.from(tokens, at).some(({ cost, wrong, end }) => cost === 0 || (wrong === 0 && end > at + 1));
}

/** Own words stay as they were typed, slips and all. */
function ownWord(token: Token | undefined): string {
  return (token?.slip ? token.lower : token?.full) ?? "";
}

/** "school bag" and "school bags". */
function withPlural(say: string): readonly string[] {
  if (say.endsWith("s")) return [say];
  if (/[^aeiou]y$/u.test(say)) return [say, `${say.slice(0, -1)}ies`];
  return [say, `${say}${/(?:x|ch|sh)$/u.test(say) ? "es" : "s"}`];
}
