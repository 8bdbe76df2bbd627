/** Goods that arrived as they are read back and logged: what, of whom, where, with defects, surplus and photos. */
import type { Params } from "../../model/message.ts";
import type { AreaShown, Need, Pledge } from "../ledger.ts";
import { without } from "../merge.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Flow, Known } from "../state.ts";
import { act, type Turn } from "../turn.ts";
import { ownUnit } from "./own-unit.ts";
import type { Surplus } from "./surplus.ts";

/** What the goods count for. */
export type Receiving =
  | { readonly type: "pledge"; readonly pledge: Pledge; readonly surplus: Surplus }
  | { readonly type: "need"; readonly need: Need }
  | { readonly type: "walk_in" };

const choices: readonly Choice[] = [
  { label: "yes", meaning: { type: "yes" } },
  { label: "defects", meaning: { type: "ask_again", slot: "rejected" } },
  { label: "change", meaning: { type: "change" } },
  { label: "no", meaning: { type: "no" } },
];

export function readBackReceipt(turn: Turn, flow: Flow, known: Known, receiving: Receiving): Step {
  const unclear = askRejected(known);
  if (unclear) return unclear;
  const target = targetOf(receiving);
  const unit = known.unit ?? (target.place ? undefined : ownUnit(turn));
  if (!target.place && !unit) return { type: "ask", question: { awaiting: "area", key: "ask.area" }, known };
  const { pledge, need, place, surplus } = target;
  const { items, date, child_turns } = known;
  const rejected = known.rejected ? { number: known.rejected, reason: known.reject_reason } : undefined;
  const params: Params = {
    items: asJson(items),
    rejected: asJson(rejected),
    date: asJson(date),
    pledge: asJson(pledge?.code),
    donor: asJson(pledge?.donor),
    need: asJson(need),
    area: asJson(place ?? unit),
    surplus: asJson(surplus),
    child_turns: asJson(child_turns),
    ...unlike(known, target),
  };
  const photos = flow.evidence.length || null;
  const evidence = photos ? flow.evidence.map(({ key, sha256, mime }) => ({ key, sha256, mime })) : undefined;
  const args = {
    pledge: pledge?.code,
    need,
    area: place ? undefined : unit?.id,
    items,
    date,
    rejected: rejected?.number,
    reject_reason: rejected?.reason,
    surplus: surplus?.to,
    child_turns,
    evidence,
  };
  return {
    type: "ready",
    known,
    acts: [act("delivery_log", args)],
    echo: { key: pledge ? "echo.delivery.log" : "echo.delivery.log_walk_in", params },
    choices,
    done: say("done.delivery.log", { ...params, photos }),
  };
}

interface Target {
  readonly pledge?: Pledge;
  readonly need?: string;
  /** Where a pledge or a need is for decides; a pledge for wherever it helps leaves it open. */
  readonly place: AreaShown | null;
  readonly surplus?: Surplus;
}

function targetOf(receiving: Receiving): Target {
  if (receiving.type === "walk_in") return { place: null };
  if (receiving.type === "need") return { need: receiving.need.code, place: receiving.need.area };
  const { pledge, surplus } = receiving;
  return { pledge, place: pledge.area, ...(surplus.to ? { surplus } : {}) };
}

/** A reason without a number, or more defects than goods. */
function askRejected(known: Known): Step | null {
  const { items = [], rejected, reject_reason } = known;
  if (rejected === undefined)
    return reject_reason ? { type: "ask", question: { awaiting: "rejected", key: "ask.rejected" }, known } : null;
  const received = items[0]?.quantity ?? 0;
  if (rejected <= received) return null;
  return {
    type: "ask",
    question: { awaiting: "rejected", key: "ask.rejected_fewer", params: { received } },
    known: without(known, "rejected"),
  };
}

/** What was said and is not written: another place, another need, money beside the goods. */
function unlike(known: Known, { pledge, need, place }: Target): Params {
  const of = pledge?.code ?? need;
  const elsewhere = of && place && known.unit && known.unit.id !== place.id ? known.unit : null;
  return {
    other_area: of && elsewhere ? { of, place: asJson(elsewhere) } : null,
    other_need: pledge && known.need && known.need !== pledge.need ? known.need : null,
    amount: asJson(known.amount),
  };
}
