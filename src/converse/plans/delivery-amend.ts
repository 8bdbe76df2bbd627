/** Correcting a logged delivery: shown as it is and as it would be; the ledger reverses and writes anew. */
import type { Item } from "../../model/frame.ts";
import type { Delivery } from "../ledger.ts";
import type { Plan } from "../plan.ts";
import { unknownCode } from "../refuse.ts";
import { asJson, say } from "../say.ts";
import { act, read } from "../turn.ts";
import { sameCount } from "./units.ts";

export const deliveryAmendPlan: Plan = function* (turn, { known }) {
  if (!known.delivery) return { type: "ask", question: { awaiting: "delivery", key: "ask.delivery" } };
  const shown = yield* read<Delivery>("delivery_show", { delivery: known.delivery, now: turn.now });
  if (!shown.ok) return unknownCode(turn, "delivery", shown.refusal, known);
  const delivery = shown.value;
  if (delivery.status === "reversed")
    return { type: "stop", messages: [say("talk.delivery_reversed", { code: delivery.code })] };
  if (!known.items && !known.date && known.rejected === undefined && !known.reject_reason) {
    return {
      type: "ask",
      question: { awaiting: "change", key: "ask.change_delivery", params: { delivery: asJson(delivery) } },
      known,
    };
  }
  if (known.reject_reason && known.rejected === undefined)
    return { type: "ask", question: { awaiting: "rejected", key: "ask.rejected" }, known };
  const items = known.items?.map((item) => likeLogged(item, delivery));
  const before = delivery.items.map((item) => ({ ...item, quantity: item.received }));
  const params = {
    code: delivery.code,
    items: items ? { before: asJson(before), after: asJson(items) } : null,
    date: known.date ? { before: delivery.received_on, after: known.date } : null,
    rejected: known.rejected === undefined ? null : { number: known.rejected, reason: known.reject_reason ?? null },
  };
  const { date, rejected, reject_reason } = known;
  return {
    type: "ready",
    known: { ...known, ...(items ? { items } : {}) },
    acts: [act("delivery_amend", { delivery: delivery.code, items, date, rejected, reject_reason })],
    echo: { key: "echo.delivery.amend", params },
    done: say("done.delivery.amend", params),
  };
};

/** "70" corrects the only thing there is, in its own unit. */
function likeLogged(item: Item, { items }: Delivery): Item {
  const logged = items.length === 1 ? items[0] : items.find((one) => one.item === item.item);
  if (!logged || (item.item !== null && item.item !== logged.item)) return item;
  return { ...item, item: logged.item, unit: sameCount(item.unit, logged.unit) ? logged.unit : item.unit };
}
