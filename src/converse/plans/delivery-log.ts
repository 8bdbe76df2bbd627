/** "Goods arrived": finds the pledge they belong to, asks where a surplus goes, and reads back with photos and defects. */
import type { Item } from "../../model/frame.ts";
import type { Pledge, PledgeItem, StatusPage } from "../ledger.ts";
import type { Plan, Step } from "../plan.ts";
import { refusedQuestion } from "../refuse.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Flow, Known } from "../state.ts";
import { act, type Conversation, read, type Turn } from "../turn.ts";
import { askArea } from "./area.ts";
import { ownUnit } from "./own-unit.ts";

export const deliveryLogPlan: Plan = function* (turn, flow) {
  const area = askArea(flow.known);
  if (area) return area;
  if (flow.known.pledge) return yield* ofPledge(turn, flow, flow.known.pledge);
  if (flow.known.need || flow.known.walk_in) return walkIn(turn, flow, flow.known);
  return yield* findPledge(turn, flow.known);
};

function* ofPledge(turn: Turn, flow: Flow, code: string): Conversation<Step> {
  const { pledge: _pledge, ...rest } = flow.known;
  const shown = yield* read<Pledge>("pledge_show", { pledge: code, now: turn.now });
  if (!shown.ok) return refusedQuestion("pledge", shown.refusal, rest);
  const pledge = shown.value;
  const items = flow.known.items ?? [];
  const [first] = items;
  const [only] = pledge.items;
  if (first && only && pledge.items.length === 1 && first.item !== null && first.item !== only.item) {
    return { type: "ask", question: { awaiting: "items", key: "refused.item_not_in_pledge", params: { code, item: first.item, items: asJson(pledge.items) } } };
  }
  if (!first || first.quantity === null) {
    const all = pledge.items.filter((item) => item.open > 0).map(({ item, unit, age_band, open }) => toItem(item, unit, age_band, open));
    const choice: Choice = { label: "all_of_it", params: { items: asJson(all) }, meaning: { type: "know", known: { items: all } } };
    return { type: "ask", question: { awaiting: "items", key: "ask.received_how_much", params: { pledge: asJson(pledge) }, choices: all.length ? [choice] : [] } };
  }
  const settled = items.map((item) => settle(item, pledge.items));
  const surplus = surplusOf(settled, pledge.items, flow.known.rejected ?? 0);
  if (surplus && !flow.known.surplus) return askSurplus(pledge, settled, surplus);
  return readBack(flow, { ...flow.known, items: settled }, { pledge: code, area: asJson(pledge.area), open: asJson(pledge.items) });
}

function toItem(item: string, unit: string, band: string | null, quantity: number): Item {
  return { item, unit, quantity, ...(band ? { age_band: band } : {}) };
}

function settle(item: Item, promised: readonly PledgeItem[]): Item {
  const match = promised.length === 1 ? promised[0] : promised.find((one) => one.item === item.item);
  return match ? { ...item, item: match.item, unit: match.unit } : item;
}

function surplusOf(items: readonly Item[], promised: readonly PledgeItem[], rejected: number): Item | null {
  for (const [index, item] of items.entries()) {
    const open = promised.find((one) => one.item === item.item)?.open ?? 0;
    const extra = (item.quantity ?? 0) - (index === 0 ? rejected : 0) - open;
    if (extra > 0) return { ...item, quantity: extra };
  }
  return null;
}

function askSurplus(pledge: Pledge, items: readonly Item[], surplus: Item): Step {
  return {
    type: "ask",
    known: { pledge: pledge.code, items },
    question: {
      awaiting: "items",
      key: "ask.surplus",
      params: { code: pledge.code, surplus: asJson(surplus), promised: asJson(pledge.items) },
      choices: [
        { label: "surplus_need", meaning: { type: "know", known: { surplus: "need" } } },
        { label: "surplus_store", meaning: { type: "know", known: { surplus: "store" } } },
        { label: "no", meaning: { type: "no" } },
      ],
    },
  };
}

/** No code was said: the pledges under way that it could be, or a gift that nobody promised. */
function* findPledge(turn: Turn, known: Known): Conversation<Step> {
  const unit = known.unit ?? ownUnit(turn);
  const item = known.items?.[0]?.item;
  const page = yield* read<StatusPage>("status_query", { area: unit?.id, item, now: turn.now });
  const open = page.ok
    ? page.value.pledges.filter((pledge) => pledge.items.some((one) => one.open > 0 && (!item || one.item === item)))
    : [];
  const choices: Choice[] = open.map((pledge) => ({
    label: "pledge_choice",
    params: { code: pledge.code, items: asJson(pledge.items.map((one) => ({ ...one, quantity: one.open }))), area: asJson(pledge.area) },
    meaning: { type: "know", known: { pledge: pledge.code } },
  }));
  if (known.items) choices.push({ label: "walk_in", meaning: { type: "know", known: { walk_in: true, ...(unit ? { unit, area: unit.name } : {}) } } });
  return { type: "ask", question: { awaiting: "pledge", key: choices.length ? "ask.pledge_of" : "ask.pledge", choices }, known };
}

function walkIn(turn: Turn, flow: Flow, known: Known): Step {
  const items = known.items ?? [];
  const incomplete = items.length === 0 || items.some((item) => item.item === null || item.quantity === null);
  if (incomplete) return { type: "ask", question: { awaiting: "items", key: "ask.items" } };
  const unit = known.unit ?? ownUnit(turn);
  if (!unit && !known.need) return { type: "ask", question: { awaiting: "area", key: "ask.area" } };
  return readBack(flow, { ...known, ...(unit ? { unit } : {}) }, { pledge: null, need: known.need ?? null, area: asJson(unit ?? null), open: null });
}

function readBack(flow: Flow, known: Known, subject: Record<string, ReturnType<typeof asJson>>): Step {
  const received = known.items?.[0]?.quantity ?? 0;
  if ((known.rejected ?? 0) > received) {
    const { rejected: _rejected, ...rest } = known;
    return { type: "ask", question: { awaiting: "rejected", key: "refused.rejected_too_many", params: { received } }, known: rest };
  }
  const params = {
    items: asJson(known.items),
    rejected: known.rejected ? { number: known.rejected, reason: known.reject_reason ?? null } : null,
    date: known.date ?? null,
    ...subject,
  };
  return {
    type: "ready",
    known,
    acts: [
      act("delivery_log", {
        pledge: known.pledge,
        need: known.pledge ? undefined : known.need,
        area: known.pledge || known.need ? undefined : known.unit?.id,
        items: known.items,
        date: known.date,
        rejected: known.rejected,
        reject_reason: known.reject_reason,
        surplus: known.surplus,
        child_turns: known.child_turns,
        evidence: flow.evidence.map(({ key, sha256, mime }) => ({ key, sha256, mime })),
      }),
    ],
    echo: { key: known.pledge ? "echo.delivery.log" : "echo.delivery.log_walk_in", params },
    choices: [
      { label: "yes", meaning: { type: "yes" } },
      { label: "defects", meaning: { type: "ask_again", slot: "rejected" } },
      { label: "change", meaning: { type: "change" } },
      { label: "no", meaning: { type: "no" } },
    ],
    done: [say("done.delivery.log", params)],
  };
}
