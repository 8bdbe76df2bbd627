/** Whether a person shared the own phone number, and when it is offered to do so. */
import type { Message } from "../model/message.ts";
import { say } from "./say.ts";
import type { State } from "./state.ts";
import type { Turn } from "./turn.ts";

export function hasShared({ person }: Turn): boolean {
  return person.agreed.includes("share_phone");
}

/** Once, kindly, with the first promise, where the platform closes to who is silent for long. */
export function offerPhone(turn: Turn, state: State): { readonly state: State; readonly messages: readonly Message[] } {
  const wanted = turn.phoneControl === "offered" && !state.phone_offered && !hasShared(turn);
  if (!wanted || state.asides?.length) return { state, messages: [] };
  return { state: { ...state, phone_offered: true }, messages: [{ ...say("ask.phone"), contact: true }] };
}
