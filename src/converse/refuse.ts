/** A refusal that a person can mend by saying one thing again. */
import type { Refusal } from "../model/refusal.ts";
import type { Step } from "./plan.ts";
import type { Known } from "./state.ts";

export function refusedQuestion(slot: string, refusal: Refusal, known: Known): Step {
  return { type: "ask", question: { awaiting: slot, key: `refused.${refusal.code}`, params: refusal.params }, known };
}
