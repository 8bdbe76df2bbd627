/**
 * "tui phat mung xong roi, 33 cai": a lone syllable without its marks is nearly always another word, so nothing is read in it
 * where it stands. Where something is counted that nobody named, and the unit fits, it is the thing after all.
 */
import type { Intent } from "../../model/intent.ts";
import type { Entity, Goods } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import { bareAt } from "../tokens.ts";
import { bare as bareWord } from "../views.ts";
import { isAccented } from "./own-words.ts";

export type WithShortNames = (intent: Intent, sentence: ReadText) => ReadText;

/** What is packed, and how; everything else is counted in its own unit. */
const packed: Readonly<Record<string, RegExp>> = {
  milk: /^(?:carton|box|pack|bag|bottle)$/u,
  instant_noodles: /^(?:carton|box|pack|bag)$/u,
  notebook: /^(?:book|pack|carton)$/u,
  pen: /^(?:piece|box|pack)$/u,
};
/** Without its marks "bớt", "thuộc" and "mỹ" far more often. */
const never: ReadonlySet<string> = new Set(["bot", "thuoc", "my"]);
/** Before and behind these the syllable is a verb: "xin sửa lại 20 thùng", "cấp cho xã 20 cái", "vô kho". */
const verbs: Readonly<Record<string, RegExp>> = {
  sua: /^(?:lai|thanh|so|la|cho|giup|gium|dum|thi|tu|nha)$/u,
  cap: /^(?:cho|lai|them|du|duoc|nha)$/u,
  vo: /^(?:roi|duoc|xong|toi|o|du|nha)$/u,
  viet: /^(?:lai|thanh|cho|so|nham|lon|du|roi|xong)$/u,
};
/** Syllables that are hardly anything else, so that a number without a unit counts them. */
const plain: ReadonlySet<string> = new Set(["men", "mung"]);

const leads =
  /^(?:so|cai|vu|phan|khoan|giam|nang|giu|them|phat|nhan|giao|tang|gop|gui|mua|thieu|can|xin|doi|thay|thanh|sang|bang|la|con|chi|va|voi|het|du|phai|rieng|bo|bot|sua|chinh|tru)$/u;
const tails =
  /^(?:roi|xong|da|thi|van|con|len|xuong|la|tu|duoc|ve|toi|den|du|thuc|de|giam|tang|nang|nha|nhe|a|lai|dung|cho|va|voi|moi|bot|them|giu|thanh|sang|bang|chu|cho|ma|nay|khoang|chung|het|o|dau|thieu|size|phai|khong|sai)$/u;
/** The second of two things that one number counts. */
const joins = /^(?:va|voi)$/u;

export function createWithShortNames({ items }: Lexicon): WithShortNames {
  const things = new Map<string, (typeof items)[number]>();
  for (const item of items)
    for (const { say } of item.vi) {
      const bare = bareWord(say);
      if (!say.includes(" ") && bare !== say && !never.has(bare)) things.set(bare, item);
    }

  const isNamed = (sentence: ReadText, at: number, isAmended: boolean): boolean => {
    const { tokens, cover } = sentence;
    const [before, word, after] = [bareAt(tokens, at - 1), bareAt(tokens, at), bareAt(tokens, at + 1)];
    const next = tokens[at + 1];
    const isLed = leads.test(before);
    const opens = at === 0 || tokens[at - 1]?.kind === "mark" || cover[at - 1] !== null;
    // "CK26-053: sua 20 thung" is what to do.
    if (!isLed && (!opens || (isAmended && word in verbs))) return false;
    if (verbs[word]?.test(after)) return false;
    return !next || next.kind !== "word" || cover[at + 1] !== null || tails.test(after);
  };

  return ({ intent, slots }, sentence) => {
    if (!("items" in slots) || sentence.language === "en" || isAccented(sentence)) return sentence;
    const goods = sentence.entities.filter((entity): entity is Goods => entity.type === "goods");
    const counts = goods.filter(({ item, quantity }) => item === null && quantity !== null);
    const isNumbered = sentence.entities.some((entity) => entity.type === "number" && entity.aside !== true);
    if (counts.length === 0 && !isNumbered && goods.length === 0) return sentence;
    const isAmended = intent.endsWith(".amend");
    const found = sentence.tokens.flatMap(({ bare }, at): readonly Entity[] => {
      const thing = sentence.cover[at] ? undefined : things.get(bare);
      if (!thing || !isNamed(sentence, at, isAmended)) return [];
      const isSecond = joins.test(bareAt(sentence.tokens, at - 1)) && goods.some(({ end }) => end === at - 1);
      const isCounted = counts.some(({ unit }) => fits(thing, unit)) || (plain.has(bare) && isNumbered) || isSecond;
      if (!isCounted) return [];
      const { id, unit, sector } = thing;
      return [
        { type: "goods", start: at, end: at + 1, item: id, quantity: null, unit, sector, others: [], free: false },
      ];
    });
    if (found.length === 0) return sentence;
    return withEntities(
      sentence,
      [...sentence.entities, ...found].toSorted((a, b) => a.start - b.start),
    );
  };
}

function fits({ id, unit: own }: { readonly id: string; readonly unit: string }, unit: string | null): boolean {
  return unit !== null && (packed[id]?.test(unit) ?? unit === own);
}
