/**
 * Expected "no"s of the ledger, from SQL to sentence: `refuse('<code>', …)` in supabase/migrations raises one,
 * `src/act` turns it into a value, `src/converse` answers it with `refused.<code>` in locales/. A test holds the three together.
 */
import type { Params } from "./message.ts";

export const refusalCodes = [
  "not_found",
  "not_allowed",
  "self_approval",
  "self_receipt",
  "wrong_state",
  "not_enough_remaining",
  "below_accepted",
  "nothing_to_change",
  "quantity_invalid",
  "quantity_too_large",
  "value_invalid",
  "date_past",
  "date_future",
  "area_unknown",
  "area_retired",
  "area_out_of_scope",
  "area_not_designated",
  "item_not_in_need",
  "unit_mismatch",
  "surplus",
  "items_missing",
  "reason_missing",
  "privacy",
  "consent_missing",
  "invitation_invalid",
  "invitation_used",
  "invitation_expired",
  "link_code_invalid",
  "link_code_own",
  "link_code_used",
  "link_tries",
  "link_conflict",
  "too_late",
  "turn_lost",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** What the sentence needs, for example `{ "remaining": 70 }`. */
  readonly params: Params;
}
