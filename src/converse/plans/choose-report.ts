/** Which report is meant: the one whose code or period was said, the only one it can be, or one to choose. */
import { say, asJson, type Choice } from "../say.ts";
import type { Step } from "../plan.ts";
import { spanOf } from "../period.ts";
import type { Report, ReportPage } from "../report.ts";
import { stop } from "../refuse.ts";
import type { Known } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { askArea } from "./area.ts";

export type ChosenReport = { readonly type: "settled"; readonly known: Known; readonly report: Report };

/** `wanted`: those that what is to be done can be done with; the others are told to be what they are. */
export function* chooseReport(
  turn: Turn,
  known: Known,
  wanted: (report: Report) => boolean,
): Conversation<Step | ChosenReport> {
  const area = askArea(known);
  if (area) return area;
  const span = known.code || !known.period ? null : spanOf(known.period);
  const page = yield* read<ReportPage>("report_list", {
    ...span,
    area: known.unit?.id,
    code: known.code,
    now: turn.now,
  });
  if (!page.ok) return stop(page.refusal);
  const { reports } = page.value;
  const found = reports.filter(wanted);
  const [only, ...more] = found;
  if (only && more.length === 0) return { type: "settled", known: { ...known, code: only.code }, report: only };
  if (only)
    return { type: "ask", question: { awaiting: "code", key: "ask.which_report", choices: found.map(toChoice) } };
  const [other] = reports;
  if (other) return { type: "stop", messages: [say("report.not_now", { report: asJson(other) })] };
  if (known.code) return stop({ code: "not_found", params: { code: known.code } });
  return { type: "stop", messages: [say(span ? "report.none_then" : "report.none")] };
}

function toChoice(report: Report): Choice {
  const { code } = report;
  return {
    label: "report_choice",
    params: { code, report: asJson(report) },
    meaning: { type: "know", known: { code } },
  };
}
