/** "When is which report due, and who has sent it?": their own reports for units, the list of who is missing for the province. */
import type { Params } from "../../model/message.ts";
import { spanOf } from "../period.ts";
import { refusedMessage } from "../refuse.ts";
import { leftOf, mayBeHandedIn, type Report, type ReportPage, type ReportProgress } from "../report.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Known, State } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { offer, starting } from "./offer.ts";
import { askWhere } from "./where.ts";

/** More names nobody reads in a chat; the file has them all. */
const mostNames = 20;

export function* reportDue(turn: Turn, state: State, known: Known): Conversation {
  const unclear = askWhere(turn, state, "report.due", known);
  if (unclear) return unclear;
  const leads = turn.person.roles.some(({ role }) => role === "province_officer");
  return leads && !known.unit && !known.code ? yield* ofAll(turn, state, known) : yield* ofUnits(turn, state, known);
}

function* ofUnits(turn: Turn, state: State, known: Known): Conversation {
  const span = known.period ? spanOf(known.period) : null;
  const args = { area: known.unit?.id, code: known.code, now: turn.now };
  let page = yield* read<ReportPage>("report_list", { ...args, ...span });
  // A period that has no report of its own was said in passing: "hạn báo cáo tháng này".
  if (page.ok && page.value.total === 0 && span) page = yield* read<ReportPage>("report_list", args);
  if (!page.ok) return { state, messages: [refusedMessage(page.refusal)] };
  const { reports } = page.value;
  if (reports.length === 0) return { state, messages: [say("report.none")] };
  const params = { reports: asJson(reports.map((report) => ({ ...report, ...leftOf(report) }))) };
  return offer(turn, state, "report.due", params, reports.flatMap(choicesFor).slice(0, mostNames));
}

function choicesFor(report: Report): Choice[] {
  const known = { code: report.code };
  return [
    mayBeHandedIn(report)
      ? starting("draft_of", "report.draft", known, { code: report.code })
      : starting("show_report", "report.draft", known, { code: report.code }),
  ];
}

function* ofAll(turn: Turn, state: State, known: Known): Conversation {
  const span = known.period ? spanOf(known.period) : null;
  let calls = yield* read<readonly ReportProgress[]>("report_progress", { ...span, now: turn.now });
  if (calls.ok && calls.value.length === 0 && span)
    calls = yield* read<readonly ReportProgress[]>("report_progress", { now: turn.now });
  if (!calls.ok) return { state, messages: [refusedMessage(calls.refusal)] };
  if (calls.value.length === 0) return { state, messages: [say("report.none")] };
  const choices = calls.value
    .filter(({ kind }) => kind === "annual")
    .slice(0, 1)
    .map(({ from, to }) => starting("compile", "report.compile", { period: { from, to } }));
  return offer(turn, state, "report.progress", { calls: calls.value.map(progressParams) }, choices);
}

export function progressParams(call: ReportProgress): Params {
  const named = (reports: readonly Report[]): Params | null =>
    reports.length === 0
      ? null
      : {
          count: reports.length,
          reports: asJson(reports.slice(0, mostNames)),
          rest: Math.max(reports.length - mostNames, 0),
        };
  const { missing, late, waiting, ...rest } = call;
  const shown = { missing: named(missing), late: named(late), waiting: named(waiting) };
  return { ...(asJson(rest) as Params), ...leftOf(call), ...shown };
}
