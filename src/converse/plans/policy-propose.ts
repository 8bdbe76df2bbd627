/** A proposal for a policy: noted at once for the annual report when it is plain that it is one. */
import type { Plan } from "../plan.ts";
import { confirmChoices, say } from "../say.ts";
import { act } from "../turn.ts";

// A plan is a generator by contract, and this one needs nothing that it does not know.
// oxlint-disable-next-line require-yield
export const policyProposePlan: Plan = function* (turn, { known, doubt }) {
  const { text } = known;
  if (!text) return { type: "ask", question: { awaiting: "text", key: "ask.policy.propose.text" }, known };
  return {
    type: "ready",
    known,
    acts: [act("policy_propose", { text })],
    echo: { key: "echo.policy.propose", params: { text } },
    choices: confirmChoices,
    atOnce: doubt === undefined && turn.content.type === "text",
    done: say("done.policy.propose", { text }),
  };
};
