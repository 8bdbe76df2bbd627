/** A refusal of the ledger: as a sentence, as the end of a write, or as a question that saying one thing again mends. */
import type { Message } from "../model/message.ts";
import type { Refusal } from "../model/refusal.ts";
import { without } from "./merge.ts";
import type { Step } from "./plan.ts";
import { say } from "./say.ts";
import type { Known } from "./state.ts";
import type { Turn } from "./turn.ts";

export function refusedMessage(refusal: Refusal): Message {
  return say(`refused.${refusal.code}`, refusal.params);
}

/** Asked for a code, a wrong one is asked for again; a command with a wrong one ends, since it is easily said again. */
export function unknownCode(turn: Turn, slot: string, refusal: Refusal, known: Known): Step {
  const asked = turn.state.flow !== undefined && turn.state.prompt?.awaiting === slot;
  if (!asked) return stop(refusal);
  const question = { awaiting: slot, key: `refused.${refusal.code}`, params: refusal.params };
  return { type: "ask", question, known: without(known, slot) };
}

export function stop(refusal: Refusal): Step {
  return { type: "stop", messages: [refusedMessage(refusal)] };
}
