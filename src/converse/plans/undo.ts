/** Takes back what was done last in this conversation, by the reversing function that its intent names. */
import type { Plan } from "../plan.ts";
import { say } from "../say.ts";
import { type Act, act } from "../turn.ts";

export const undoPlan: Plan = function* (turn) {
  const acts: Act[] = [];
  const codes: string[] = [];
  for (const [index, done] of (turn.state.done?.acts ?? []).entries()) {
    const undo = [...turn.intents.values()].find((intent) => intent.function === done.name)?.undo;
    const result = turn.state.done?.results[index];
    const code = typeof result === "object" && result !== null && "code" in result ? String(result["code"]) : undefined;
    if (!undo || !code) continue;
    codes.push(code);
    acts.push(act(undo, { [undo.split("_")[0] ?? ""]: code }));
  }
  if (acts.length === 0) return { type: "stop", messages: [say("talk.nothing_to_undo")] };
  return {
    type: "ready",
    known: {},
    acts: acts.toReversed(),
    echo: { key: "echo.undo", params: { codes } },
    done: [say("done.undo", { codes })],
  };
};
