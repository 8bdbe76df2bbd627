/** Redeeming an invitation: what it grants is read back first; only the hash of the code is ever looked up or kept. */
import type { Invitation } from "../ledger.ts";
import type { Plan } from "../plan.ts";
import { refusedQuestion } from "../refuse.ts";
import { asJson, say } from "../say.ts";
import { act, read } from "../turn.ts";

export const officerJoinPlan: Plan = function* (turn, flow) {
  const { code, ...rest } = flow.known;
  if (!code && !flow.known.text) return { type: "ask", question: { awaiting: "code", key: "ask.code" } };
  const hash = flow.known.text ?? turn.hash(code ?? "");
  const shown = yield* read<Invitation>("invitation_show", { code_hash: hash, now: turn.now });
  if (!shown.ok) return refusedQuestion("code", shown.refusal, rest);
  const params = { role: shown.value.role, area: asJson(shown.value.area), sector: shown.value.sector };
  return {
    type: "ready",
    known: { text: hash },
    acts: [act("invitation_redeem", { code_hash: hash })],
    echo: { key: "echo.officer.join", params },
    done: [say("done.officer.join", params)],
  };
};
