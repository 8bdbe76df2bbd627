/** Writes of officers about goods and places: a proposed need, support from elsewhere. */
import type { Plan, Step } from "../plan.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act, type Turn } from "../turn.ts";
import { askArea, retiredNote } from "./area.ts";
import { ownUnit } from "./own-unit.ts";
import { inUsualUnit } from "./units.ts";

// A plan is a generator by contract; these two need nothing that they do not know.
/* oxlint-disable require-yield */
export const needCreatePlan: Plan = function* (turn, flow) {
  const settled = settleGoods(turn, flow.known);
  if (settled.type !== "settled") return settled;
  const { known } = settled;
  if (!known.due) return { type: "ask", question: { awaiting: "due", key: "ask.needed_by" }, known };
  if (!known.sector)
    return { type: "ask", question: { awaiting: "sector", key: "ask.sector", choices: sectorChoices }, known };
  const params = {
    items: asJson(known.items),
    area: asJson(known.unit),
    due: known.due,
    sector: known.sector,
    beneficiaries: known.beneficiaries ?? null,
    reason: known.reason ?? null,
    retired: retiredNote(known),
  };
  const { items, unit, due, sector, beneficiaries, reason } = known;
  return {
    type: "ready",
    known,
    acts: [act("need_create", { items, area: unit?.id, due, sector, beneficiaries, reason })],
    echo: { key: "echo.need.create", params },
    done: say("done.need.create", params),
  };
};

export const coverageLogPlan: Plan = function* (turn, flow) {
  const settled = settleGoods(turn, flow.known);
  if (settled.type !== "settled") return settled;
  const { known } = settled;
  if (!known.source) return { type: "ask", question: { awaiting: "source", key: "ask.source" }, known };
  const params = {
    items: asJson(known.items),
    area: asJson(known.unit),
    source: known.source,
    date: known.date ?? null,
    retired: retiredNote(known),
  };
  const { items, unit, source, date } = known;
  return {
    type: "ready",
    known,
    acts: [act("coverage_log", { items, area: unit?.id, source, date })],
    echo: { key: "echo.coverage.log", params },
    done: say("done.coverage.log", params),
  };
};
/* oxlint-enable require-yield */

/** Goods and their unit of place, with what is plain filled in: the item's usual unit, its sector, the officer's own commune. */
function settleGoods(turn: Turn, known: Known): Step | { readonly type: "settled"; readonly known: Known } {
  const items = known.items?.map((item) => ({
    ...inUsualUnit(turn, item),
    ...(known.age_band && !item.age_band ? { age_band: known.age_band } : {}),
  }));
  const [first] = items ?? [];
  if (!items || !first || items.some((item) => item.item === null))
    return { type: "ask", question: { awaiting: "items", key: "ask.items" } };
  const uncounted = items.find((item) => item.quantity === null);
  if (uncounted)
    return {
      type: "ask",
      question: { awaiting: "items", key: "ask.quantity_plain", params: { item: uncounted.item } },
    };
  const area = askArea(known);
  if (area) return area;
  const unit = known.unit ?? ownUnit(turn);
  const sector = known.sector ?? (first.item ? turn.itemFacts(first.item)?.sector : undefined);
  const settled: Known = { ...known, items, ...(unit ? { unit } : {}), ...(sector ? { sector } : {}) };
  return unit
    ? { type: "settled", known: settled }
    : { type: "ask", question: { awaiting: "area", key: "ask.area" }, known: settled };
}

const sectorChoices: readonly Choice[] = ["health", "nutrition", "education", "recreation", "clothing"].map(
  (sector) => ({
    label: "sector_choice",
    params: { sector },
    meaning: { type: "know", known: { sector } },
  }),
);
