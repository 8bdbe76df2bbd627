/**
 * Values that no write can have, told before anything is asked back: the same codes as the ledger's own refusals,
 * which stays the judge.
 */
import type { Refusal } from "../model/refusal.ts";
import type { Known } from "./state.ts";
import type { Turn } from "./turn.ts";

/** As `quantity.limit` in supabase/migrations; larger numbers are slips of the finger. */
const quantityLimit = 1_000_000;

type Eyes = Pick<Turn, "today" | "privacyRisk">;

export interface Fault {
  readonly slot: string;
  readonly refusal: Refusal;
}

export function findFault(turn: Eyes, intent: string, known: Known): Fault | null {
  for (const item of known.items ?? []) {
    const quantity = item.quantity ?? 1;
    if (!(quantity > 0)) return { slot: "items", refusal: { code: "quantity_invalid", params: {} } };
    if (quantity > quantityLimit) {
      return { slot: "items", refusal: { code: "quantity_too_large", params: { limit: quantityLimit } } };
    }
  }
  if (known.amount && known.amount.value <= 0) {
    return { slot: "amount", refusal: { code: "quantity_invalid", params: {} } };
  }
  if (known.due && known.due < turn.today) {
    return { slot: "due", refusal: { code: "date_past", params: { date: known.due } } };
  }
  if (known.date && known.date > turn.today && datesInThePast.has(intent)) {
    return { slot: "date", refusal: { code: "date_future", params: { date: known.date } } };
  }
  const named = privateSlot(turn, known);
  return named ? { slot: named, refusal: { code: "privacy", params: {} } } : null;
}

const freeText = ["text", "reason", "source", "service", "reject_reason"] as const;

/** The slot whose words name somebody: it is dropped, so that nothing of it is kept. */
function privateSlot(turn: Eyes, known: Known): string | undefined {
  const slot = freeText.find((one) => known[one] !== undefined && turn.privacyRisk(known[one]));
  return slot ?? (known.items?.some(({ item }) => item !== null && turn.privacyRisk(item)) ? "items" : undefined);
}

/** `date` is a day on which something has already happened. */
const datesInThePast: ReadonlySet<string> = new Set(["delivery.log", "delivery.amend", "coverage.log"]);

/** Which slot a person should say again after the ledger refused. Everything else ends the dialogue. */
export const slotToMend: Readonly<Partial<Record<Refusal["code"], string>>> = {
  quantity_invalid: "items",
  quantity_too_large: "items",
  items_missing: "items",
  item_not_in_need: "items",
  surplus: "items",
  unit_mismatch: "items",
  below_accepted: "items",
  date_past: "due",
  date_future: "date",
  area_unknown: "area",
  area_retired: "area",
  area_out_of_scope: "area",
  area_not_designated: "reason",
  reason_missing: "reason",
  invitation_invalid: "code",
  link_code_invalid: "code",
};
