/**
 * Services outside of this machine: asked only where the operator has set one up and the person agreed to it.
 * Each purpose has a question of its own, and whoever agreed may take it back.
 */
import { type Frame, isUnsure } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import { offer, starting } from "./answers/offer.ts";
import { freeTextSlot, listening } from "./listening.ts";
import { inDialogue } from "./read-words.ts";
import { hasShared } from "./phone-offer.ts";
import { refusedMessage } from "./refuse.ts";
import { type Choice, say } from "./say.ts";
import type { Meaning, State } from "./state.ts";
import { act, askModel, commit, type Conversation, type Ending, type OutsidePurpose, type Turn } from "./turn.ts";

/** Of the sentences below `consent` in locales/: raise it when they come to mean something else. */
const textVersion = "1";

const purposes: readonly OutsidePurpose[] = ["ai_model", "ai_voice"];
const labels = {
  ai_model: { allow: "allow_reading", stop: "stop_reading" },
  ai_voice: { allow: "allow_hearing", stop: "stop_hearing" },
} as const;

export function mayUse({ outside, person }: Turn, purpose: OutsidePurpose): boolean {
  return outside[purpose] && person.agreed.includes(purpose);
}

/** A sentence that the local engine is unsure of is read by the language model, too. Its reading is taken where it has one. */
export function* readTwice(turn: Turn, state: State, frame: Frame, spoken: string): Conversation<Frame> {
  const asks = mayUse(turn, "ai_model") && isUnsure(frame) && /\p{L}/u.test(spoken);
  if (!asks || freeTextSlot(turn, state, frame, spoken)) return frame;
  const second = yield* askModel(spoken, listening(turn, state));
  return second ? inDialogue(turn, second, spoken) : frame;
}

/** Said to somebody who was not understood: once, and never in the middle of something. */
export function mayOfferModel(turn: Turn, state: State): boolean {
  return turn.outside.ai_model && !turn.person.agreed.includes("ai_model") && !state.offered && !state.flow;
}

export function offerModel(turn: Turn, state: State, before: readonly Message[]): Ending {
  if (!mayOfferModel(turn, state)) return { state, messages: before };
  const asked = askConsent(turn, { ...state, offered: true }, "ai_model");
  return { ...asked, messages: [...before, ...asked.messages] };
}

export function askConsent(turn: Turn, state: State, purpose: OutsidePurpose): Ending {
  return offer(turn, state, `consent.${purpose}`, {}, [
    { label: "agree", meaning: { type: "consent", purpose, given: true } },
    { label: "disagree", meaning: { type: "consent", purpose, given: false } },
  ]);
}

/** Does what was chosen at once: it is reversible and about the person alone. */
export function* settleConsent(
  turn: Turn,
  { prompt: _prompt, ...state }: State,
  { purpose, given }: Extract<Meaning, { type: "consent" }>,
): Conversation {
  if (given === turn.person.agreed.includes(purpose)) return { state, messages: [say("talk.as_you_wish")] };
  const settled = given
    ? { key: `done.allowed.${purpose}`, does: act("consent_give", { purpose, text_version: textVersion }) }
    : { key: `done.stopped.${purpose}`, does: act("consent_withdraw", { purpose }) };
  const { refusal } = yield* commit({ state, messages: [say(settled.key)], acts: [settled.does] });
  return { state, messages: [refusedMessage(refusal)] };
}

/** What is kept, and what of it the person may switch here and now. */
export function aboutData(turn: Turn, state: State): Ending {
  const choices = purposes.flatMap((purpose): Choice[] => {
    if (turn.person.agreed.includes(purpose))
      return [{ label: labels[purpose].stop, meaning: { type: "consent", purpose, given: false } }];
    return turn.outside[purpose] ? [{ label: labels[purpose].allow, meaning: { type: "ask_consent", purpose } }] : [];
  });
  const phone = hasShared(turn) ? [starting("forget_phone", "data.delete", { forget_phone: true })] : [];
  return offer(turn, state, "talk.data", {}, [...choices, ...phone]);
}
