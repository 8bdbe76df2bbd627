/** Which writes have a plan of their own; all others follow their intent's file. */
import type { Plan } from "../plan.ts";
import { accountLinkPlan } from "./account-link.ts";
import { difficultyReportPlan } from "./difficulty-report.ts";
import { difficultyStepPlan } from "./difficulty-step.ts";
import { needApprovePlan, pledgeCancelPlan, pledgeConfirmPlan } from "./decide.ts";
import { deliveryAmendPlan } from "./delivery-amend.ts";
import { deliveryLogPlan } from "./delivery-log.ts";
import { digestSendPlan, digestSubscribePlan, digestUnsubscribePlan } from "./digest.ts";
import { officerJoinPlan } from "./officer-join.ts";
import { assessmentPlan } from "./assessment.ts";
import { coverageLogPlan, needCreatePlan } from "./officer-writes.ts";
import { pledgeAmendPlan } from "./pledge-amend.ts";
import { pledgeCreatePlan } from "./pledge-create.ts";
import { reportAcceptPlan, reportAddendumPlan, reportReturnPlan } from "./report-decide.ts";
import { reportCompilePlan } from "./report-compile.ts";
import { reportSentPlan } from "./report-sent.ts";
import { reportOrderPlan } from "./report-order.ts";
import { reportSubmitPlan } from "./report-submit.ts";
import { policyProposePlan } from "./policy-propose.ts";
import { simplePlan } from "./simple.ts";
import { undoPlan } from "./undo.ts";

const plans: ReadonlyMap<string, Plan> = new Map([
  ["pledge.create", pledgeCreatePlan],
  ["pledge.amend", pledgeAmendPlan],
  ["pledge.cancel", pledgeCancelPlan],
  ["pledge.confirm", pledgeConfirmPlan],
  ["delivery.log", deliveryLogPlan],
  ["delivery.amend", deliveryAmendPlan],
  ["need.create", needCreatePlan],
  ["need.approve", needApprovePlan],
  ["coverage.log", coverageLogPlan],
  ["officer.join", officerJoinPlan],
  ["account.link", accountLinkPlan],
  ["assessment.answer", assessmentPlan],
  ["report.submit", reportSubmitPlan],
  ["report.return", reportReturnPlan],
  ["report.accept", reportAcceptPlan],
  ["report.addendum", reportAddendumPlan],
  ["report.order", reportOrderPlan],
  ["difficulty.report", difficultyReportPlan],
  ["difficulty.acknowledge", difficultyStepPlan("acknowledge")],
  ["difficulty.assign", difficultyStepPlan("assign")],
  ["difficulty.answer", difficultyStepPlan("answer")],
  ["difficulty.close", difficultyStepPlan("close")],
  ["difficulty.reopen", difficultyStepPlan("reopen")],
  ["difficulty.escalate", difficultyStepPlan("escalate")],
  ["digest.subscribe", digestSubscribePlan],
  ["digest.unsubscribe", digestUnsubscribePlan],
  ["digest.send", digestSendPlan],
  ["policy.propose", policyProposePlan],
  ["report.compile", reportCompilePlan],
  ["report.sent", reportSentPlan],
  ["undo", undoPlan],
]);

export function planOf(intent: string): Plan {
  return plans.get(intent) ?? simplePlan;
}
