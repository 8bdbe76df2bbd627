/** What happens to a report after it was handed in: the province takes it or sends it back, its unit adds to it. */
import type { Plan } from "../plan.ts";
import type { Report } from "../report.ts";
import { asJson, confirmChoices, say, yesNo } from "../say.ts";
import { act } from "../turn.ts";
import { chooseReport } from "./choose-report.ts";

const waits = ({ status, own }: Report): boolean => status === "submitted" && !own;
const mayGoBack = ({ status, own }: Report): boolean => (status === "submitted" || status === "accepted") && !own;
const wasHandedIn = ({ status, own }: Report): boolean =>
  own && (status === "submitted" || status === "accepted" || status === "compiled");

export const reportAcceptPlan: Plan = function* (turn, flow) {
  const chosen = yield* chooseReport(turn, flow.known, waits);
  if (chosen.type !== "settled") return chosen;
  const params = { report: asJson(chosen.report) };
  return {
    type: "ready",
    known: chosen.known,
    acts: [act("report_accept", { code: chosen.report.code })],
    echo: { key: "echo.report.accept", params },
    choices: yesNo,
    done: say("done.report.accept", params),
  };
};

export const reportReturnPlan: Plan = function* (turn, flow) {
  const chosen = yield* chooseReport(turn, flow.known, mayGoBack);
  if (chosen.type !== "settled") return chosen;
  const { known, report } = chosen;
  const { reason } = known;
  if (!reason) return { type: "ask", question: { awaiting: "reason", key: "ask.reason" }, known };
  const params = { report: asJson(report), reason };
  return {
    type: "ready",
    known,
    acts: [act("report_return", { code: report.code, reason })],
    echo: { key: "echo.report.return", params },
    choices: confirmChoices,
    done: say("done.report.return", params),
  };
};

export const reportAddendumPlan: Plan = function* (turn, flow) {
  const chosen = yield* chooseReport(turn, flow.known, wasHandedIn);
  if (chosen.type !== "settled") return chosen;
  const { known, report } = chosen;
  const { text } = known;
  const params = { report: asJson(report), text: text ?? null };
  if (!text) return { type: "ask", question: { awaiting: "text", key: "ask.report_addendum", params }, known };
  return {
    type: "ready",
    known,
    acts: [act("report_addendum", { code: report.code, text })],
    echo: { key: "echo.report.addendum", params },
    choices: confirmChoices,
    done: say("done.report.addendum", params),
  };
};
