/** Redeeming the code of another account of the same person: read back first, since it cannot be undone in passing. */
import type { Plan } from "../plan.ts";
import { stop } from "../refuse.ts";
import { say, yesNo } from "../say.ts";
import { act, read } from "../turn.ts";

type Opened = { readonly open: false } | { readonly open: true; readonly channel: string };

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
