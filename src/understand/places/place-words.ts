/** What speaks against a place: words of every day, and names that are phrases of every day when they are typed in lower case. */
import type { Area } from "../../model/area.ts";
import type { Intent } from "../../model/intent.ts";
import type { Lexicon } from "../lexicon.ts";
import { saidLines } from "../said-words.ts";
import { bareAt, type Spelling, spellingsIn, type Token } from "../tokens.ts";
import { bare } from "../views.ts";

export interface PlaceWords {
  /** Said about anything but places, with and without diacritics. */
  readonly ordinary: ReadonlySet<string>;
  /** The smallest of them, bare. */
  readonly small: ReadonlySet<string>;
  /** Names that are a weekday or a number. */
  readonly needKind: ReadonlySet<string>;
  /** Names that are a phrase even with their diacritics. */
  readonly phrases: ReadonlySet<string>;
  /** Names that may be other words without them. */
  readonly mayBeWords: ReadonlySet<string>;
  /** A word right before tells whose place it is: "mầm non …", "mấy em …". */
  isOwned(tokens: readonly Token[], at: number): boolean;
  /** The next word makes the name something else: "tiền hai trăm". */
  isContinued(name: string, next: string): boolean;
  readonly outside: readonly string[];
  readonly outsideWords: ReadonlySet<string>;
  readonly alsoCalled: Readonly<Record<string, string>>;
}

/** "trạm y tế …" */
const longestOwner = 3;

export function createPlaceWords(intents: readonly Intent[], lexicon: Lexicon, areas: readonly Area[]): PlaceWords {
  const { placeWords: said } = lexicon;
  const owners = new Set(said.owners.map(bare));
  const small = new Set([...said.small.vi, ...said.small.en]);
  return {
    ordinary: new Set([...small, ...learnOrdinary(intents, lexicon, areas)]),
    small,
    needKind: new Set(said.need_kind),
    phrases: new Set(said.phrases),
    mayBeWords: new Set([...said.phrases.map(bare), ...said.may_be_words]),
    isOwned: (tokens, at) => {
      let before = "";
      for (let length = 1; length <= longestOwner && at - length >= 0; length += 1) {
        before = before === "" ? bareAt(tokens, at - 1) : `${bareAt(tokens, at - length)} ${before}`;
        if (owners.has(before)) return true;
      }
      return false;
    },
    isContinued: (name, next) => said.continued[name]?.includes(next) === true,
    outside: said.outside,
    outsideWords: new Set(said.outside_words),
    alsoCalled: said.also_called,
  };
}

/** From the examples of the intents, without the names in them. */
function learnOrdinary(intents: readonly Intent[], lexicon: Lexicon, areas: readonly Area[]): ReadonlySet<string> {
  const ordinary = new Set<string>();
  const places = new Set(areas.map(({ name }) => bare(name.toLowerCase())));
  const firsts = new Set([...places].map((name) => name.split(" ")[0]));
  const isPlace = (said: readonly string[], at: number): number =>
    firsts.has(said[at]) ? ([4, 3, 2].find((length) => places.has(said.slice(at, at + length).join(" "))) ?? 0) : 0;
  for (const said of wordsOf(intents, lexicon)) {
    const plain = said.map(({ bare: word }) => word);
    for (let at = 0; at < said.length;) {
      const name = isPlace(plain, at);
      const word = said[at];
      if (name === 0 && word) ordinary.add(word.full).add(word.bare);
      at += Math.max(name, 1);
    }
  }
  return ordinary;
}

function wordsOf(intents: readonly Intent[], lexicon: Lexicon): readonly (readonly Spelling[])[] {
  const { items, units, concepts, sectors } = lexicon;
  const things = items.flatMap(({ vi, en }) => [...vi, ...en].map(({ say }) => say));
  const named = [...units, ...concepts, ...sectors].flatMap(({ vi, en }) => [...vi, ...en]);
  return [...saidLines(intents).map(({ words }) => words), ...[...things, ...named].map(spellingsIn)];
}
