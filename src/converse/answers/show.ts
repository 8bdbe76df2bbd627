/** One need or one pledge, with what the person may do with it now. */
import type { Need, Pledge } from "../ledger.ts";
import { needJson } from "../need-json.ts";
import { refusedMessage } from "../refuse.ts";
import { asJson, type Choice } from "../say.ts";
import type { State } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { offer, starting } from "./offer.ts";

export function* showNeed(turn: Turn, state: State, code: string): Conversation {
  const shown = yield* read<Need>("need_show", { need: code, now: turn.now });
  if (!shown.ok) return { state, messages: [refusedMessage(shown.refusal)] };
  return offer(turn, state, "need.show", { need: needJson(shown.value) }, choicesForNeed(turn, shown.value));
}

function choicesForNeed(turn: Turn, need: Need): Choice[] {
  const known = { need: need.code };
  const decides = turn.person.roles.some(({ role }) => role === "province_officer") && !need.own;
  if (decides && need.status === "submitted") {
    return [starting("approve", "need.approve", known), starting("return_need", "need.return", known)];
  }
  if (decides && (need.status === "approved" || need.status === "paused"))
    return [starting("publish", "need.publish", known)];
  const missing =
    turn.person.roles.length === 0 &&
    need.status === "published" &&
    need.needed_by >= turn.today &&
    need.items.some((item) => item.remaining > 0);
  return missing ? [starting("give_to_need", "pledge.create", known)] : [];
}

export function* showPledge(turn: Turn, state: State, code: string): Conversation {
  const shown = yield* read<Pledge>("pledge_show", { pledge: code, now: turn.now });
  if (!shown.ok) return { state, messages: [refusedMessage(shown.refusal)] };
  const params = { pledge: asJson(shown.value), by: shown.value.own ? null : shown.value.donor };
  return offer(turn, state, "pledge.show", params, choicesForPledge(turn, shown.value));
}

function choicesForPledge(turn: Turn, pledge: Pledge): Choice[] {
  const known = { pledge: pledge.code };
  if (pledge.own) {
    if (pledge.status === "offered")
      return [starting("accept_offer", "pledge.confirm", known), starting("refuse_offer", "pledge.cancel", known)];
    const change = [starting("change", "pledge.amend", known), starting("withdraw", "pledge.cancel", known)];
    if (comes.has(pledge.status)) return [...change, starting("handed_over", "pledge.claim", known)];
    return isOpen(pledge) ? change : [];
  }
  if (pledge.status === "proposed" || pledge.status === "awaiting_approval") {
    const decides = turn.person.roles.some(({ role }) => role === "province_officer");
    return decides
      ? [starting("confirm_pledge", "pledge.confirm", known), starting("decline_pledge", "pledge.decline", known)]
      : [];
  }
  const waits = isOpen(pledge) && pledge.items.some((item) => item.open > 0);
  return waits ? [starting("log_delivery", "delivery.log", known)] : [];
}

const open: ReadonlySet<string> = new Set([
  "proposed",
  "awaiting_approval",
  "waitlisted",
  "confirmed",
  "scheduled",
  "partially_delivered",
]);

/** Promised and confirmed, so that it may have been handed over before anybody entered it. */
const comes: ReadonlySet<string> = new Set(["confirmed", "scheduled", "partially_delivered"]);

/** Something of it may still be changed or come. */
export function isOpen({ status }: Pledge): boolean {
  return open.has(status);
}
