/** What is inside of what is counted: "20 phần quà gồm 5kg gạo và 1 thùng mì", "150kg gạo (10 bao)" are twenty gifts, and 150 kg. */
import type { Intent } from "../../model/intent.ts";
import type { Entity, Goods } from "../entities/entity.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";

type Counted = Goods & { readonly quantity: number };

const holding = /^(?:gồm|gom|trong|chứa|có|containing|including|with)$/u;
const packs = /^(?:gift|set|bag|box|carton|pack)$/u;
/** "20 phần quà Tết, mỗi phần gồm …": words between the packs and what opens them. */
const reach = 4;

export function withoutContents({ slots }: Intent, sentence: ReadText): ReadText {
  if (!("items" in slots)) return sentence;
  const goods = sentence.entities.filter((entity): entity is Goods => entity.type === "goods");
  const gone = new Set<Entity>([...insideOf(goods, sentence), ...bracketed(goods, sentence)]);
  if (gone.size === 0) return sentence;
  return withEntities(
    sentence,
    sentence.entities.filter((entity) => !gone.has(entity)),
  );
}

/** "70 phần gồm 40 mền và 30 áo" are parts of it, "50 suất gồm 500 kg gạo" all there is: only few of each are inside. */
function insideOf(goods: readonly Goods[], sentence: ReadText): readonly Entity[] {
  const at = goods.findIndex((each) => isCounted(each) && packs.test(each.unit ?? "") && isOpened(each, sentence));
  const pack = goods[at];
  const inside = goods.slice(at + 1);
  if (!pack || inside.length === 0) return [];
  const isFew = ({ quantity }: Goods): boolean => quantity === null || quantity < (pack.quantity ?? 0) / 2;
  const sum = inside.reduce((all, { quantity }) => all + (quantity ?? 0), 0);
  if (!inside.every(isFew) || sum === pack.quantity) return [];
  const money = sentence.entities.filter(({ type, start }) => type === "money" && start > pack.end);
  return [...inside, ...money.filter((each) => isLitre(each, sentence))];
}

/** Right behind it, in the same clause: "20 phần quà gồm", "20 phần, mỗi phần có". */
function isOpened({ end }: Goods, { tokens }: ReadText): boolean {
  for (let at = end; at < end + reach; at += 1) {
    const word = fullAt(tokens, at);
    if (holding.test(word)) return /^(?:gồm|gom|containing|including)$/u.test(word) || isEach(tokens, end, at);
  }
  return false;
}

function isEach(tokens: ReadText["tokens"], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ full }) => /^(?:mỗi|moi|each)$/u.test(full));
}

/** "dầu ăn 1 lít" is no hundred thousand dong. */
function isLitre({ end }: Entity, { tokens }: ReadText): boolean {
  return /^(?:lít|lit)$/u.test(fullAt(tokens, end - 1));
}

/** A nameless count in brackets behind a thing that was counted: how it is packed, or what sort some are. */
function bracketed(goods: readonly Goods[], { tokens }: ReadText): readonly Entity[] {
  let open: number | null = null;
  let isInside = false;
  const inside: boolean[] = tokens.map(({ full }, at) => {
    if (full === "(") [open, isInside] = [at, true];
    if (full === ")") isInside = false;
    return isInside;
  });
  if (open === null) return [];
  return goods.filter(
    (each, i) =>
      i > 0 &&
      each.item === null &&
      inside[each.start] === true &&
      goods.slice(0, i).some((before) => isCounted(before) && before.item !== null && !inside[before.start]),
  );
}

function isCounted(goods: Goods): goods is Counted {
  return goods.quantity !== null;
}
