/** A refusal of the ledger as a sentence, or as a question that a person can mend by saying one thing again. */
import type { Message } from "../model/message.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Step } from "./plan.ts";
import { say } from "./say.ts";
import type { Known } from "./state.ts";

export function refusedMessage(refusal: Refusal): Message {
  return say(`refused.${refusal.code}`, refusal.params);
}

export function refusedQuestion(slot: string, refusal: Refusal, known: Known): Step {
  return { type: "ask", question: { awaiting: slot, key: `refused.${refusal.code}`, params: refusal.params }, known };
}

export function stop(refusal: Refusal): Step {
  return { type: "stop", messages: [refusedMessage(refusal)] };
}
