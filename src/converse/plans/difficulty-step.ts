/** What becomes of a difficulty: taken on, answered, sent up, settled, reopened. Which one is meant is asked only when it is not plain. */
import type { Difficulty, DifficultyAction, DifficultyPage } from "../ledger.ts";
import type { Plan, Step } from "../plan.ts";
import { stop } from "../refuse.ts";
import { asJson, confirmChoices, say, yesNo } from "../say.ts";
import type { Known } from "../state.ts";
import { act, type Conversation, read, type Turn } from "../turn.ts";

export function difficultyStepPlan(action: DifficultyAction): Plan {
  return function* (turn, { known: said }) {
    const settled = yield* settle(turn, action, said);
    if (settled.type !== "settled") return settled;
    const { known } = settled;
    const shown = yield* read<Difficulty>("difficulty_show", { difficulty: known.code, now: turn.now });
    if (!shown.ok) return stop(shown.refusal);
    const params = { difficulty: asJson(shown.value), text: known.text ?? null, sector: known.sector ?? null };
    if (action === "answer" && !known.text) {
      return { type: "ask", question: { awaiting: "text", key: "ask.difficulty.answer.text", params }, known };
    }
    const waiting = action === "answer" && known.text !== undefined && turn.waits(known.text);
    const key = waiting ? "difficulty.wait" : `difficulty.${action}`;
    const { text, sector } = known;
    return {
      type: "ready",
      known,
      acts: [
        act(`difficulty_${action}`, {
          difficulty: known.code,
          ...(action === "answer" ? { text, waiting } : {}),
          ...(action === "assign" ? { sector } : {}),
        }),
      ],
      echo: { key: `echo.${key}`, params },
      choices: action === "answer" ? confirmChoices : yesNo,
      // A button that names what it does is the confirmation.
      atOnce: turn.content.type === "button" && action !== "answer" && turn.state.flow === undefined,
      done: say(`done.${key}`, params),
    };
  };
}

function* settle(
  turn: Turn,
  action: DifficultyAction,
  known: Known,
): Conversation<Step | { readonly type: "settled"; readonly known: Known & { readonly code: string } }> {
  if (known.code) return { type: "settled", known: { ...known, code: known.code } };
  const page = yield* read<DifficultyPage>("difficulty_list", { may: action, now: turn.now });
  const found = page.ok ? page.value.difficulties : [];
  const [only, ...more] = found;
  if (!only) return { type: "stop", messages: [say("talk.no_such_difficulty")] };
  if (more.length === 0) return { type: "settled", known: { ...known, code: only.code } };
  const choices = found.map((difficulty) => ({
    label: "difficulty_choice",
    params: { code: difficulty.code, text: difficulty.text },
    meaning: { type: "know" as const, known: { code: difficulty.code } },
  }));
  return { type: "ask", question: { awaiting: "code", key: "ask.which_difficulty", choices }, known };
}
