/** The sum of money that was said, also where the words behind it look like goods: "2tr vo quy", "500k check giup". */
import type { Amount, Slots, SlotName } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import { amount } from "../entities/money-range.ts";
import type { Entity } from "../entities/entity.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import { accented, bareAt, fullAt } from "../tokens.ts";

type Money = Extract<Entity, { type: "money" }>;
interface Draft {
  readonly slots: { -readonly [Name in keyof Slots]: Slots[Name] };
  readonly alternatives: { slot: SlotName; values: readonly string[] }[];
}

/** A donor who types this much without a unit means dong. */
const surelyMoney = 100_000;
/** So many things nobody gives; where only money is spoken of, less is money, too. */
const tooMany = 1_000_000;
const leastSum = 1000;
/** "tổng cộng xin ủng hộ 4 triệu". */
const totalReach = 5;
const partOf = /^(?:trong|trên|tren|of|a|the)$/u;
const total = /^(?:tổng|tong|total|altogether)$/u;
/** "tổng kinh phí 50 triệu", "tổng quỹ 200 triệu": what all of them need or have. */
const budget = /^(?:kinh|quy|chi|von|du|ngan|gia|muc|nguon|budget|cost|costs|fund|goal|target)$/u;
/** "lương 7 triệu, góp 300k", "5 triệu, phí 11k": what is earned, or paid to others. */
const besides = /^(?:luong|phi|salary|wages|fee|fees)$/u;
const worth = /^(?:trị giá|tri gia|giá trị|gia tri|\S* (?:worth|valued))$/u;
const worthReach = 5;
const small =
  /^(?:là|la|chung|tổng|tong|cộng|cong|chừng|khoảng|khoang|tầm|tam|gần|gan|trên|tren|hơn|hon|at|about|around|some|over|nearly|:)$/u;
const weighs = /^(?:nặng|nang|weighing|weighs|tải|tai)$/u;
const grade = /^(?:lop|khoi|grade|class|year)$/u;
const litre = /^(?:lit|l)$/u;

export function asMoney({ slots }: Intent, sentence: ReadText): ReadText {
  const least = "items" in slots ? tooMany : leastSum;
  // "1.000.000.000 bộ đồ ấm", spelled out, is a slip and stays goods; the "vo" of "2tr vo quy" is none.
  const isSpelled = ({ start, end }: Entity): boolean => sentence.tokens.slice(start, end).some(accented);
  const isSum = (entity: Entity): boolean =>
    entity.type === "goods" &&
    entity.unit !== "kg" &&
    entity.quantity !== null &&
    entity.quantity >= least &&
    !(least === tooMany && entity.item !== null && isSpelled(entity));
  if (!("amount" in slots) || !sentence.entities.some(isSum)) return sentence;
  const entities = sentence.entities.map((entity): Entity => {
    if (entity.type !== "goods" || entity.quantity === null || !isSum(entity)) return entity;
    const { start, end, quantity, others } = entity;
    const money = { type: "value", value: quantity, unit: "VND" } as const;
    return { type: "money", start, end, money, amount: amount(quantity, "VND"), others, unsaid: true };
  });
  return withEntities(sentence, entities);
}

/** "10 can dầu ăn 5 lít" tells a size, though five litres alone are money; "thùng hàng nặng 48 ký", "xe tải 1,4 tấn" a weight. */
export function withoutSizes(sentence: ReadText): ReadText {
  const { entities, tokens } = sentence;
  const isCounted = (each: Entity): boolean => each.type === "goods" && each.quantity !== null;
  const isWeight = (entity: Entity): boolean =>
    entity.type === "goods" &&
    entity.unit === "kg" &&
    (entity.item === null || entity.free) &&
    weighs.test(fullAt(tokens, entity.start - 1)) &&
    !entities.some((each) => isCounted(each) && each.end === entity.start - 1) &&
    entities.some((each) => each !== entity && isCounted(each));
  // "sách giáo khoa lớp 3" tells which books, and not for whom.
  const isEdition = ({ type, start }: Entity): boolean =>
    type === "age" &&
    grade.test(bareAt(tokens, start)) &&
    entities.some((each) => each.type === "goods" && each.item === "textbook_set" && each.end === start);
  const isSize = (entity: Entity): boolean =>
    isWeight(entity) ||
    isEdition(entity) ||
    (entity.type === "money" &&
      litre.test(bareAt(tokens, entity.end - 1)) &&
      entities.some((each) => isCounted(each) && each.end === entity.start));
  const others = entities.filter((entity) => !isSize(entity));
  return others.length === entities.length ? sentence : withEntities(sentence, others);
}

/** "50 áo mưa trị giá 3 triệu", "12 xe đạp, giá 1tr8 một chiếc": what things cost that were counted is not given beside them. */
export function withoutWorth({ slots }: Intent, sentence: ReadText): ReadText {
  if (!("items" in slots)) return sentence;
  const { entities, tokens } = sentence;
  const isCounted = (each: Entity): boolean => each.type === "goods" && each.quantity !== null;
  const isWorth = (entity: Entity): boolean => {
    if (entity.type !== "money") return false;
    let at = entity.start - 1;
    while (at > entity.start - worthReach && small.test(fullAt(tokens, at))) at -= 1;
    const pair = `${fullAt(tokens, at - 1)} ${fullAt(tokens, at)}`;
    return worth.test(pair) && entities.some((each) => isCounted(each) && each.start < entity.start);
  };
  const others = entities.filter((entity) => !isWorth(entity));
  return others.length === entities.length ? sentence : withEntities(sentence, others);
}

/** "góp 850 ngàn mua áo ấm": what the money is for is not given beside it. */
export function withoutPurchase({ intent }: Intent, sentence: ReadText): ReadText {
  if (intent !== "pledge.create" || !sentence.entities.some(({ type }) => type === "money")) return sentence;
  // "mua áo ấm tặng mấy em, 20 cái": the number behind counts what was bought.
  if (sentence.entities.some((each) => each.type === "goods" && each.item === null && each.quantity !== null))
    return sentence;
  const bought = new Set<Entity>();
  for (const [i, entity] of sentence.entities.entries()) {
    if (entity.type !== "goods" || entity.quantity !== null) continue;
    const before = fullAt(sentence.tokens, entity.start - 1);
    const last = sentence.entities[i - 1];
    const goesOn = last !== undefined && bought.has(last) && last.end === entity.start - 1;
    if (/^(?:mua|sắm|buy|towards)$/u.test(before) || goesOn) bought.add(entity);
  }
  if (bought.size === 0) return sentence;
  const entities = sentence.entities.filter((entity) => !bought.has(entity));
  return withEntities(sentence, entities);
}

/** Nobody gives a few dong. */
function isNothing(sum: Amount | null): boolean {
  return sum !== null && sum.value < (sum.currency === "VND" ? leastSum : 1);
}

/** `atMost`: who looks for needs names the most that they would give. */
export function fillMoney({ slots, alternatives }: Draft, { entities, tokens }: ReadText, atMost: boolean): void {
  const sums = entities.filter((entity): entity is Money => entity.type === "money" && !isNothing(entity.amount));
  // "mỗi người góp 20 ngàn, tổng cộng ủng hộ 4.200.000": the whole counts.
  const totalBefore = ({ start }: Entity): number =>
    tokens.findIndex(({ full }, i) => i < start && i >= start - totalReach && total.test(full));
  const isBudget = (sum: Entity): boolean => {
    const at = totalBefore(sum);
    return at >= 0 && [at + 1, at + 2].some((next) => next < sum.start && budget.test(bareAt(tokens, next)));
  };
  const isTotal = (sum: Entity): boolean => {
    const at = totalBefore(sum);
    return at >= 0 && !isBudget(sum) && !partOf.test(fullAt(tokens, at - 1));
  };
  const own = sums.filter((sum) => sums.length === 1 || !besides.test(bareAt(tokens, sum.start - 1)));
  const money = sums.length > 1 ? (sums.find(isTotal) ?? own.find((sum) => !isBudget(sum)) ?? sums[0]) : sums[0];
  const number = entities
    .filter((entity) => entity.type === "number")
    .find(({ value, form }) => value >= surelyMoney && form === "digits");
  const goods = entities.some((entity) => entity.type === "goods");
  if (money && !money.amount) alternatives.push({ slot: "amount", values: [] });
  else if (money?.amount) {
    const upper = atMost && money.money.type === "interval" ? money.others[0] : undefined;
    slots.amount = upper === undefined ? money.amount : { ...money.amount, value: upper };
    if (upper === undefined && money.others.length > 0)
      alternatives.push({ slot: "amount", values: [money.amount.value, ...money.others].map(String) });
  } else if (number && !goods) slots.amount = { value: number.value, currency: "VND" };
}
