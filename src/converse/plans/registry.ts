/** Which writes have a plan of their own; all others follow their intent's file. */
import type { Plan } from "../plan.ts";
import { deliveryLogPlan } from "./delivery-log.ts";
import { officerJoinPlan } from "./officer-join.ts";
import { coverageLogPlan, needApprovePlan, needCreatePlan } from "./officer-writes.ts";
import { pledgeCreatePlan } from "./pledge-create.ts";
import { simplePlan } from "./simple.ts";
import { undoPlan } from "./undo.ts";

const plans: ReadonlyMap<string, Plan> = new Map([
  ["pledge.create", pledgeCreatePlan],
  ["delivery.log", deliveryLogPlan],
  ["need.create", needCreatePlan],
  ["need.approve", needApprovePlan],
  ["coverage.log", coverageLogPlan],
  ["officer.join", officerJoinPlan],
  ["undo", undoPlan],
]);

export function planOf(intent: string): Plan {
  return plans.get(intent) ?? simplePlan;
}
