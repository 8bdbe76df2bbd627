/**
 * "I promise …": finds the need that is meant, offers what is possible when it is more than is missing, and reads it back.
 * Never promises more than is missing; never guesses between needs.
 */
import type { Item } from "../../model/frame.ts";
import type { Need, NeedPage } from "../ledger.ts";
import type { Plan, Step } from "../plan.ts";
import { asJson, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act, type Conversation, read, type Turn } from "../turn.ts";
import { askArea } from "./area.ts";
import { askNeed, noNeed } from "./choose-need.ts";
import { fitToNeed, remainingOf } from "./fit-to-need.ts";
import { offerLess } from "./over-pledge.ts";

export const pledgeCreatePlan: Plan = function* (turn, flow) {
  const known = flow.known;
  if (known.amount?.currency === "USD") {
    const { amount, ...rest } = known;
    return { type: "ask", question: { awaiting: "amount", key: "ask.amount_vnd", params: { value: amount.value } }, known: rest };
  }
  const area = askArea(known);
  if (area) return area;
  if (!known.items && (known.amount || known.service)) return money(known);
  if (!known.items) return yield* askWhat(turn, known);
  const [first, ...others] = known.items;
  if (!first) return yield* askWhat(turn, known);
  if (others.length > 0 && !known.need) return { type: "narrow", known: { ...known, items: [first] }, rest: { ...known, items: others } };
  return known.need ? yield* onNeed(turn, known, known.need) : yield* findNeed(turn, known, first);
};

function* askWhat(turn: Turn, known: Known): Conversation<Step> {
  if (!known.need) return { type: "ask", question: { awaiting: "items", key: "ask.give_what" } };
  const shown = yield* read<Need>("need_show", { need: known.need, now: turn.now });
  if (!shown.ok) return { type: "stop", messages: [say(`refused.${shown.refusal.code}`, shown.refusal.params)] };
  return { type: "ask", question: { awaiting: "items", key: "ask.give_of_need", params: { need: asJson(shown.value) } } };
}

/** Money and services wait for an officer; which need they serve may stay open. */
function money(known: Known): Step {
  const params = {
    amount: known.amount?.value ?? null,
    service: known.service ?? null,
    area: asJson(known.unit),
    due: known.due ?? null,
    need: known.need ?? null,
    visibility: known.visibility ?? null,
    instalments: known.instalments ?? null,
  };
  return {
    type: "ready",
    known,
    acts: [
      act("pledge_create", {
        need: known.need,
        amount: known.amount?.value,
        service: known.amount ? undefined : known.service,
        area: known.unit?.id,
        sector: known.sector,
        due: known.due,
        visibility: known.visibility,
        instalments: known.instalments,
      }),
    ],
    echo: { key: known.amount ? "echo.pledge.create_cash" : "echo.pledge.create_service", params },
    done: [say("done.pledge.create", params)],
  };
}

function* findNeed(turn: Turn, known: Known, first: Item): Conversation<Step> {
  const missing = yield* needsFor(turn, known, first, false);
  const needs = missing.length > 0 || !known.unit ? missing : yield* needsFor(turn, known, first, true);
  const [only] = needs;
  if (needs.length === 1 && only && (known.unit || first.item)) return yield* onNeed(turn, { ...known, need: only.code }, only.code);
  if (needs.length > 0) return askNeed(known, first, needs);
  return yield* noNeed(turn, known, first);
}

/** `full`: also needs that are fully promised, so that the waitlist can be offered. */
function* needsFor(turn: Turn, known: Known, first: Item, full: boolean): Conversation<readonly Need[]> {
  const asked = { area: known.unit?.id, item: first.item, age_band: first.age_band, limit: 8, full, now: turn.now };
  const page = yield* read<NeedPage>("need_list", asked);
  return page.ok ? page.value.needs : [];
}

function* onNeed(turn: Turn, known: Known, code: string): Conversation<Step> {
  const shown = yield* read<Need>("need_show", { need: code, now: turn.now });
  if (!shown.ok) {
    const { need: _need, ...rest } = known;
    return { type: "ask", question: { awaiting: "need", key: `refused.${shown.refusal.code}`, params: shown.refusal.params }, known: rest };
  }
  const need = shown.value;
  if (need.status !== "published" && !known.waitlist) {
    return { type: "stop", messages: [say("refused.wrong_state", { code: need.code, status: need.status })] };
  }
  const fitted = fitToNeed(known.items ?? [], need);
  if (fitted.type === "ask") return { type: "ask", question: fitted.question, known: { ...known, need: code, ...(fitted.items ? { items: fitted.items } : {}) } };
  const settled: Known = { ...known, need: code, items: fitted.items };
  const tooMuch = known.waitlist ? undefined : fitted.items.find((item) => (item.quantity ?? 0) > remainingOf(need, item));
  if (tooMuch) return yield* offerLess(turn, settled, need, tooMuch);
  return readBack(settled, need);
}

function readBack(known: Known, need: Need): Step {
  const due = known.due ?? need.needed_by;
  const params = {
    items: asJson(known.items),
    need: need.code,
    area: asJson(need.area),
    due,
    late: due > need.needed_by ? { needed_by: need.needed_by } : null,
    visibility: known.visibility ?? null,
    instalments: known.instalments ?? null,
    split: asJson(known.split ?? null),
    retired: asJson(known.unit?.retired ? { name: known.unit.retired.name, area: known.unit } : null),
  };
  const common = { due: known.due, visibility: known.visibility };
  const acts = [
    act("pledge_create", { need: need.code, items: known.items, instalments: known.instalments, waitlist: known.waitlist, ...common }),
    ...(known.split
      ? [act("pledge_create", { need: known.split.need, items: [{ ...known.items?.[0], quantity: known.split.quantity }], ...common })]
      : []),
  ];
  const suffix = known.waitlist ? "_waitlist" : known.split ? "_split" : "";
  return {
    type: "ready",
    known,
    acts,
    echo: { key: `echo.pledge.create${suffix}`, params },
    done: [say(`done.pledge.create${suffix}`, params)],
  };
}
