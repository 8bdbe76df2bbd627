/** Redeeming an invitation: what it grants is read back first; only the hash of the code is ever looked up or kept. */
import type { Invitation } from "../ledger.ts";
import type { Plan } from "../plan.ts";
import { stop } from "../refuse.ts";
import { asJson, say, yesNo } from "../say.ts";
import { act, read } from "../turn.ts";

export const officerJoinPlan: Plan = function* (turn, { known: { code, invitation } }) {
  if (!code && !invitation) return { type: "ask", question: { awaiting: "code", key: "ask.code" } };
  const hash = code ? turn.hash(code) : invitation;
  const shown = yield* read<Invitation>("invitation_show", { code_hash: hash, now: turn.now });
  if (!shown.ok) return stop(shown.refusal);
  const params = { role: shown.value.role, area: asJson(shown.value.area), sector: shown.value.sector };
  return {
    type: "ready",
    known: hash ? { invitation: hash } : {},
    acts: [act("invitation_redeem", { code_hash: hash })],
    echo: { key: "echo.officer.join", params },
    choices: yesNo,
    done: say("done.officer.join", params),
  };
};
