/** "I am the same person on Zalo": the code that is given here, to be typed there. */
import { refusedMessage } from "./refuse.ts";
import { say, toPrompt } from "./say.ts";
import type { State } from "./state.ts";
import { again } from "./steer.ts";
import { act, commit, type Conversation, type Turn } from "./turn.ts";

/** What a typed code is taken for while one was given here and nothing else is asked. */
const awaitingLinkCode = "link_code";

/** Who has no code gets one. It harms nobody until it is typed elsewhere, so it is given at once. */
export function* giveLinkCode(turn: Turn, state: State): Conversation {
  const waiting = state.flow
    ? state
    : { ...state, prompt: toPrompt({ awaiting: awaitingLinkCode, key: "done.account.code" }, turn) };
  const { refusal } = yield* commit({
    state: waiting,
    messages: [say("done.account.code"), ...again(state)],
    acts: [act("link_code_give", {})],
  });
  return { state, messages: [refusedMessage(refusal)] };
}

/** The code that is typed alone, after one was given here: then it is the other app's. */
export function linkCodeSaid({ prompt }: State, spoken: string): string | null {
  const digits = spoken.replaceAll(/\D/g, "");
  return prompt?.awaiting === awaitingLinkCode && digits.length === 6 && spoken.length <= 30 ? digits : null;
}
