/** Goods, money and help said in one sentence: which of them are promises of their own, and what the money is for. */
import type { Amount } from "../../model/frame.ts";
import { without } from "../merge.ts";
import type { Step } from "../plan.ts";
import type { Known } from "../state.ts";
import type { Turn } from "../turn.ts";

/** "2 triệu làm học bổng": goods beside money that nobody counted are what it is for. */
export function withPurpose(turn: Turn, known: Known): Known {
  const { items = [], amount } = known;
  if (!amount || items.some(({ quantity }) => quantity !== null)) return known;
  const [purpose] = items.flatMap(({ item }) => (item ? (turn.itemFacts(item)?.sector ?? []) : []));
  return { ...(purpose ? { sector: purpose } : {}), ...without(known, "items") };
}

/** "10 suất học bổng, mỗi suất 2 triệu": what people call it by its money, which is no promise beside it. */
const calledByMoney: ReadonlySet<string> = new Set(["scholarship"]);

export function worthOf({ items = [], amount }: Known): Amount | undefined {
  const isMoney = items.length > 0 && items.every(({ item }) => item !== null && calledByMoney.has(item));
  return isMoney ? amount : undefined;
}

/** A promise is of goods, of money or of help; "20 áo ấm và 2 triệu cho y tế" are two. Goods have a sector of their own. */
export function oneKindFirst(known: Known): Step | null {
  const [first, ...others] = (["items", "amount", "service"] as const).filter(
    (kind) => known[kind] !== undefined && !(kind === "amount" && worthOf(known)),
  );
  if (!first || others.length === 0) return null;
  const own = first === "items" ? ["sector", ...others] : others;
  return { type: "narrow", known: without(known, ...own), rest: without(known, first) };
}
