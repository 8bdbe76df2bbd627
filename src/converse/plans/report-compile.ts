/** The province puts the units' reports together: who is missing is told first, and noted in what comes out (B14). */
import type { Plan } from "../plan.ts";
import { progressParams } from "../answers/report-due.ts";
import { spanOf } from "../period.ts";
import { stop } from "../refuse.ts";
import type { Report, ReportPage, ReportProgress } from "../report.ts";
import { type Choice, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act, type Conversation, read, type Turn } from "../turn.ts";

export const reportCompilePlan: Plan = function* (turn, { known }) {
  const span = (known.period ? spanOf(known.period) : null) ?? (yield* spanOfCode(turn, known));
  const calls = yield* read<readonly ReportProgress[]>("report_progress", { ...span, now: turn.now });
  if (!calls.ok) return stop(calls.refusal);
  const of = known.code ? calls.value.filter((call) => has(call, known.code)) : calls.value;
  const call = of.find(({ kind }) => kind !== "adhoc") ?? of[0];
  if (!call) return { type: "stop", messages: [say("report.none_then")] };
  const params = { call: progressParams(call) };
  if (call.submitted === 0) return { type: "stop", messages: [say("report.none_submitted", params)] };
  const missing = call.missing.length > 0;
  const choices: Choice[] = [
    { label: missing ? "compile_with_gaps" : "yes", meaning: { type: "yes" } },
    { label: missing ? "wait" : "no", meaning: { type: "no" } },
  ];
  const args = call.kind === "adhoc" ? { code: codeIn(call) } : { from: call.from, to: call.to };
  return {
    type: "ready",
    known: { ...known, period: { from: call.from, to: call.to } },
    acts: [act("report_compile", args)],
    echo: { key: missing ? "echo.report.compile_missing" : "echo.report.compile", params },
    choices,
    done: { ...say("done.report.compile", params), document: { type: "report", formats: ["docx", "xlsx"] } },
  };
};

/** What was ordered has no period that names it; any of its reports does. */
function* spanOfCode(turn: Turn, { code }: Known): Conversation<{ from?: string; to?: string }> {
  if (!code) return {};
  const page = yield* read<ReportPage>("report_list", { code, now: turn.now });
  const report = page.ok ? page.value.reports[0] : undefined;
  return report && report.kind !== "adhoc" ? { from: report.from, to: report.to } : {};
}

function has({ missing, late, waiting }: ReportProgress, code: string | undefined): boolean {
  return [...missing, ...late, ...waiting].some((report: Report) => report.code === code);
}

function codeIn({ missing, late, waiting }: ReportProgress): string | undefined {
  return [...waiting, ...late, ...missing][0]?.code;
}
