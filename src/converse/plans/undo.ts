/** Takes back what was done last in this conversation, by the reversing function that its intent names. */
import type { Plan } from "../plan.ts";
import { say, yesNo } from "../say.ts";
import { codeOf } from "../subject.ts";
import { type Act, act } from "../turn.ts";

// A plan is a generator by contract, and this one needs nothing that it does not know.
// oxlint-disable-next-line require-yield
export const undoPlan: Plan = function* (turn) {
  const acts: Act[] = [];
  const codes: string[] = [];
  for (const [index, done] of (turn.state.done?.acts ?? []).entries()) {
    const undo = [...turn.intents.values()].find((intent) => intent.function === done.name)?.undo;
    const code = codeOf(turn.state.done?.results[index]);
    if (!undo || !code) continue;
    codes.push(code);
    // A reversing function is named `<subject>_<verb>` and takes the code of that subject.
    acts.push(act(undo, { [undo.split("_")[0] ?? ""]: code }));
  }
  if (acts.length === 0) return { type: "stop", messages: [say("talk.nothing_to_undo")] };
  return {
    type: "ready",
    known: {},
    acts: acts.toReversed(),
    echo: { key: "echo.undo", params: { codes } },
    choices: yesNo,
    done: say("done.undo", { codes }),
  };
};
