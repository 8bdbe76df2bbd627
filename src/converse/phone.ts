/**
 * A person's own phone number: the platform's own control is the consent to be called and to get messages about own promises and reports.
 * What is typed is no consent, since anybody can type anybody's number. It is forgotten as easily as it was given.
 */
import type { InboundContent } from "../model/channel.ts";
import type { Message } from "../model/message.ts";
import { hasShared } from "./phone-offer.ts";
import { refusedMessage } from "./refuse.ts";
import { say } from "./say.ts";
import type { State } from "./state.ts";
import { again } from "./steer.ts";
import { act, commit, type Conversation, type Ending, type Turn } from "./turn.ts";

export function* hearPhone(
  turn: Turn,
  state: State,
  content: Extract<InboundContent, { type: "contact" }>,
): Conversation {
  if (!content.own)
    return { state, messages: [withControl(turn, say("talk.phone_not_own")), ...again(state)], forget: true };
  const acts = [act("phone_share", { phone: content.phone })];
  const messages = [say("done.phone"), ...again(state)];
  const { refusal } = yield* commit({ state, messages, acts, forget: true });
  return { state, messages: [refusedMessage(refusal)], forget: true };
}

/** A number among the words: nothing of them is kept. */
export function refusePhone(turn: Turn, state: State): Ending {
  const key = turn.phoneControl ? "talk.phone_typed" : "talk.phone_typed_here";
  return { state, messages: [withControl(turn, say(key)), ...again(state)], forget: true };
}

/** Reversible and about the person alone, so it is done at once. */
export function* forgetPhone(turn: Turn, state: State): Conversation {
  if (!hasShared(turn)) return { state, messages: [say("talk.phone_none")] };
  const messages = [say("done.phone_forgotten"), ...again(state)];
  const { refusal } = yield* commit({ state, messages, acts: [act("phone_withdraw", {})] });
  return { state, messages: [refusedMessage(refusal)] };
}

function withControl({ phoneControl }: Turn, message: Message): Message {
  return phoneControl ? { ...message, contact: true } : message;
}
