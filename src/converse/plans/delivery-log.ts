/** "Goods arrived": finds the pledge they belong to and asks where a surplus goes; receipt.ts reads it back. */
import type { Item } from "../../model/frame.ts";
import { isOpen } from "../answers/show.ts";
import type { Need, Pledge, PledgeItem, StatusPage } from "../ledger.ts";
import { without } from "../merge.ts";
import type { Plan, Step } from "../plan.ts";
import { unknownCode } from "../refuse.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Flow, Known } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { askArea } from "./area.ts";
import { ownUnit } from "./own-unit.ts";
import { readBackReceipt } from "./receipt.ts";
import { settleSurplus } from "./surplus.ts";
import { inUsualUnit, sameCount, sameGoods } from "./units.ts";

export const deliveryLogPlan: Plan = function* (turn, flow) {
  const area = askArea(flow.known);
  if (area) return area;
  if (flow.known.pledge) return yield* ofPledge(turn, flow, flow.known.pledge);
  if (flow.known.need || flow.known.walk_in) return yield* walkIn(turn, flow, flow.known);
  return yield* findPledge(turn, flow, flow.known);
};

function* ofPledge(turn: Turn, flow: Flow, code: string): Conversation<Step> {
  const shown = yield* read<Pledge>("pledge_show", { pledge: code, now: turn.now });
  if (!shown.ok) return unknownCode(turn, "pledge", shown.refusal, flow.known);
  const pledge = shown.value;
  const closed = cannotReceive(pledge);
  if (closed) return closed;
  const waiting = pledge.items.filter(({ open }) => open > 0).map(toItem);
  const said = flow.known.items ?? (flow.known.all ? waiting : []);
  const [first] = said;
  if (!first || first.quantity === null) return askHowMuch(pledge, waiting);
  const items = said.map((item) => likePromised(item, pledge.items));
  if (items.some((item) => item.item === null || !pledge.items.some((one) => sameGoods(item, one)))) {
    const params = { pledge: asJson(pledge) };
    return {
      type: "ask",
      question: { awaiting: "items", key: "ask.other_of_pledge", params },
      known: without(flow.known, "items"),
    };
  }
  const known: Known = { ...flow.known, items };
  const surplus = yield* settleSurplus(turn, known, pledge);
  return surplus.type === "settled" ? readBackReceipt(turn, flow, known, { type: "pledge", pledge, surplus }) : surplus;
}

/** Late goods of a lapsed pledge are still received; money, services and what nobody confirmed yet are not. */
function cannotReceive(pledge: Pledge): Step | null {
  if (pledge.kind !== "in_kind") return { type: "stop", messages: [say("talk.not_goods", { pledge: asJson(pledge) })] };
  const receivable = ["confirmed", "scheduled", "partially_delivered", "lapsed", "fulfilled"].includes(pledge.status);
  if (receivable) return null;
  const key = isOpen(pledge) ? "talk.pledge_waits" : "talk.pledge_closed";
  return { type: "stop", messages: [say(key, { pledge: asJson(pledge) })] };
}

function askHowMuch(pledge: Pledge, waiting: readonly Item[]): Step {
  const all: Choice = {
    label: "all_of_it",
    params: { items: asJson(waiting) },
    meaning: { type: "know", known: { items: waiting } },
  };
  const choices = waiting.length > 0 ? [all] : [];
  return {
    type: "ask",
    question: { awaiting: "items", key: "ask.received_how_much", params: { pledge: asJson(pledge) }, choices },
  };
}

function toItem({ item, unit, age_band, open }: PledgeItem): Item {
  return { item, unit, quantity: open, ...(age_band ? { age_band } : {}) };
}

/** A bare number, or "cái" for what is counted in sets, is about what was promised. */
function likePromised(item: Item, promised: readonly PledgeItem[]): Item {
  const matching = promised.filter((one) => sameGoods(item, one));
  const [match] = item.item === null && promised.length > 1 ? [] : matching;
  if (!match) return item;
  const unit = sameCount(item.unit, match.unit) ? match.unit : item.unit;
  return { ...item, item: match.item, unit, ...(match.age_band ? { age_band: match.age_band } : {}) };
}

/** No code was said: the pledges under way that it could be, or a gift that nobody promised. */
function* findPledge(turn: Turn, flow: Flow, known: Known): Conversation<Step> {
  const unit = known.unit ?? ownUnit(turn);
  const item = known.items?.[0]?.item ?? undefined;
  const page = yield* read<StatusPage>("status_query", { area: unit?.id, item, now: turn.now });
  const choices = (page.ok ? page.value.pledges : []).filter((pledge) => couldBe(pledge, item)).map(toChoice);
  if (choices.length === 0 && known.items) return yield* walkIn(turn, flow, { ...known, walk_in: true });
  if (known.items) choices.push({ label: "walk_in", meaning: { type: "know", known: { walk_in: true } } });
  const key = choices.length > 0 ? "ask.received_of" : "ask.pledge";
  return { type: "ask", question: { awaiting: "pledge", key, choices }, known };
}

function toChoice(pledge: Pledge): Choice {
  const items = pledge.items.filter(({ open }) => open > 0).map((one) => ({ ...one, quantity: one.open }));
  const params = { code: pledge.code, items: asJson(items), donor: pledge.donor };
  return { label: "pledge_choice", params, meaning: { type: "know", known: { pledge: pledge.code } } };
}

function couldBe(pledge: Pledge, item: string | undefined): boolean {
  return cannotReceive(pledge) === null && pledge.items.some((one) => one.open > 0 && (!item || one.item === item));
}

function* walkIn(turn: Turn, flow: Flow, known: Known): Conversation<Step> {
  const items = (known.items ?? []).map((item) => inUsualUnit(turn, item));
  const incomplete = items.length === 0 || items.some((item) => item.item === null || item.quantity === null);
  if (incomplete) return { type: "ask", question: { awaiting: "items", key: "ask.items" } };
  if (!known.need) return readBackReceipt(turn, flow, { ...known, items }, { type: "walk_in" });
  const shown = yield* read<Need>("need_show", { need: known.need, now: turn.now });
  if (!shown.ok) return unknownCode(turn, "need", shown.refusal, known);
  return readBackReceipt(turn, flow, { ...known, items }, { type: "need", need: shown.value });
}
