/** Writes of officers that need a little more than their slots: a proposed need, support from elsewhere, a decision. */
import type { Need } from "../ledger.ts";
import type { Plan, Step } from "../plan.ts";
import { refusedQuestion } from "../refuse.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act, read, type Turn } from "../turn.ts";
import { askArea } from "./area.ts";
import { ownUnit } from "./own-unit.ts";
import { askSlot } from "./simple.ts";

export const needCreatePlan: Plan = function* (turn, flow) {
  const settled = settleGoods(turn, flow.known);
  if ("type" in settled) return settled;
  const known = settled.known;
  if (!known.due) return { type: "ask", question: { awaiting: "due", key: "ask.needed_by" }, known };
  if (!known.sector) return { type: "ask", question: { awaiting: "sector", key: "ask.sector", choices: sectorChoices }, known };
  const params = { items: asJson(known.items), area: asJson(known.unit), due: known.due, sector: known.sector, beneficiaries: known.beneficiaries ?? null, retired: retiredNote(known) };
  return {
    type: "ready",
    known,
    acts: [
      act("need_create", {
        items: known.items,
        area: known.unit?.id,
        due: known.due,
        sector: known.sector,
        beneficiaries: known.beneficiaries,
        reason: known.reason,
      }),
    ],
    echo: { key: "echo.need.create", params },
    done: [say("done.need.create", params)],
  };
};

export const coverageLogPlan: Plan = function* (turn, flow) {
  const settled = settleGoods(turn, flow.known);
  if ("type" in settled) return settled;
  const known = settled.known;
  if (!known.source) return { type: "ask", question: { awaiting: "source", key: "ask.source" }, known };
  const params = { items: asJson(known.items), area: asJson(known.unit), source: known.source, date: known.date ?? null, retired: retiredNote(known) };
  return {
    type: "ready",
    known,
    acts: [act("coverage_log", { items: known.items, area: known.unit?.id, source: known.source, date: known.date })],
    echo: { key: "echo.coverage.log", params },
    done: [say("done.coverage.log", params)],
  };
};

/** "yes" approves and publishes; approving alone is the other choice. */
export const needApprovePlan: Plan = function* (turn, flow) {
  const { need, ...rest } = flow.known;
  if (!need) return yield* askSlot(turn, flow.intent, "need", flow.known);
  const shown = yield* read<Need>("need_show", { need, now: turn.now });
  if (!shown.ok) return refusedQuestion("need", shown.refusal, rest);
  const params = { need_shown: asJson(shown.value) };
  const publish = flow.known.publish ?? true;
  const choices: Choice[] = [
    { label: "approve_publish", meaning: { type: "yes" } },
    { label: "approve_only", meaning: { type: "know", known: { publish: false } } },
    { label: "return_need", meaning: { type: "start", intent: "need.return", known: { need } } },
    { label: "no", meaning: { type: "no" } },
  ];
  return {
    type: "ready",
    known: flow.known,
    acts: [act("need_approve", { need, publish })],
    echo: { key: publish ? "echo.need.approve" : "echo.need.approve_only", params },
    ...(publish ? { choices } : {}),
    done: [say(publish ? "done.need.approve" : "done.need.approve_only", params)],
  };
};

/** Goods and their unit of place, with what is plain filled in: the item's usual unit, its sector, the officer's own commune. */
function settleGoods(turn: Turn, known: Known): Step | { known: Known } {
  const items = known.items?.map((item) => {
    const facts = item.item ? turn.itemFacts(item.item) : undefined;
    return { ...item, unit: item.unit ?? facts?.unit ?? null, ...(known.age_band && !item.age_band ? { age_band: known.age_band } : {}) };
  });
  const [first] = items ?? [];
  if (!items || !first || first.item === null) return { type: "ask", question: { awaiting: "items", key: "ask.items" } };
  if (items.some((item) => item.quantity === null)) {
    return { type: "ask", question: { awaiting: "items", key: "ask.quantity_plain", params: { item: first.item } } };
  }
  const area = askArea(known);
  if (area) return area;
  const unit = known.unit ?? ownUnit(turn);
  const sector = known.sector ?? turn.itemFacts(first.item)?.sector;
  const settled: Known = { ...known, items, ...(unit ? { unit } : {}), ...(sector ? { sector } : {}) };
  return unit ? { known: settled } : { type: "ask", question: { awaiting: "area", key: "ask.area" }, known: settled };
}

function retiredNote(known: Known): ReturnType<typeof asJson> {
  return asJson(known.unit?.retired ? { name: known.unit.retired.name, area: known.unit } : null);
}

const sectorChoices: readonly Choice[] = ["health", "nutrition", "education", "recreation", "clothing"].map((sector) => ({
  label: "sector_choice",
  params: { sector },
  meaning: { type: "know", known: { sector } },
}));
