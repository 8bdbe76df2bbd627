/** A need as the parameters of a sentence: what is nought (nothing promised yet, no other source) is left unsaid. */
import type { Json } from "../model/message.ts";
import type { Need } from "./ledger.ts";
import { asJson } from "./say.ts";

export function needJson(need: Need): Json {
  const items = need.items.map((item) => ({
    ...item,
    reserved: item.reserved || null,
    accepted: item.accepted || null,
    covered: item.covered || null,
  }));
  return asJson({ ...need, items });
}
