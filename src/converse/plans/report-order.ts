/** The province orders a report out of turn: what about, by when, from everybody or one commune. */
import type { Plan } from "../plan.ts";
import { asJson, confirmChoices, say } from "../say.ts";
import { act } from "../turn.ts";
import { askArea, retiredNote } from "./area.ts";

// A plan is a generator by contract; this one needs nothing that it does not know.
/* oxlint-disable-next-line require-yield */
export const reportOrderPlan: Plan = function* (_turn, { known }) {
  const area = askArea(known);
  if (area) return area;
  const { text, due, unit } = known;
  if (!text) return { type: "ask", question: { awaiting: "text", key: "ask.report_subject" }, known };
  if (!due) return { type: "ask", question: { awaiting: "due", key: "ask.report_due" }, known };
  const params = { text, due, area: asJson(unit ?? null), everybody: unit === undefined, retired: retiredNote(known) };
  return {
    type: "ready",
    known,
    acts: [act("report_order", { text, due, area: unit?.id })],
    echo: { key: "echo.report.order", params },
    choices: confirmChoices,
    done: say("done.report.order", params),
  };
};
