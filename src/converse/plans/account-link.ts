/** "I am the same person on Zalo": a code that is given here is typed there, or the other way round, and both become one person. */
import type { Plan } from "../plan.ts";
import { again } from "../steer.ts";
import { refusedMessage, stop } from "../refuse.ts";
import { say, toPrompt, yesNo } from "../say.ts";
import type { State } from "../state.ts";
import { act, commit, type Conversation, read, type Turn } from "../turn.ts";

type Opened = { readonly open: false } | { readonly open: true; readonly channel: string };

/** What a typed code is taken for while one was given here and nothing else is asked. */
export const awaitingLinkCode = "link_code";

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

/** Only the hash of a code is looked up and kept; whether a wrong one was ever given to anybody is not told. */
export const accountLinkPlan: Plan = function* (turn, { known: { code, link } }) {
  const hash = code ? turn.hash(code.replaceAll(/\D/g, "")) : link?.hash;
  if (!hash) return { type: "ask", question: { awaiting: "code", key: "ask.account.link.code" } };
  const opened = code ? yield* read<Opened>("link_code_open", { code_hash: hash, now: turn.now }) : null;
  if (opened?.ok === false) return stop(opened.refusal);
  if (opened?.value.open === false)
    return { type: "ask", question: { awaiting: "code", key: "refused.link_code_invalid" }, known: {} };
  const channel = opened?.value.channel ?? link?.channel ?? null;
  return {
    type: "ready",
    known: { link: { hash, channel } },
    acts: [act("link_code_redeem", { code_hash: hash })],
    echo: { key: "echo.account.link", params: { channel } },
    choices: yesNo,
    done: say("done.account.link"),
    withoutConsent: true,
  };
};
