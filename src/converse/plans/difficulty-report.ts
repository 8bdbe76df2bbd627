/**
 * What stands in the way, told in one message: it goes up at once when it is plain that it is one, since nothing but words
 * is written and it can be taken back. Then the one delivery that it is likely about is asked for.
 */
import type { Delivery } from "../ledger.ts";
import type { Plan, Step } from "../plan.ts";
import { unknownCode } from "../refuse.ts";
import { asJson, type Choice, confirmChoices, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act, type Conversation, read, type Turn } from "../turn.ts";

const shows = { delivery: "delivery_show", pledge: "pledge_show", need: "need_show" } as const;

export const difficultyReportPlan: Plan = function* (turn, flow) {
  const { known } = flow;
  if (known.code) return linking(known);
  const wrong = yield* missing(turn, known);
  if (wrong) return wrong;
  if (!known.text) return { type: "ask", question: { awaiting: "text", key: "ask.difficulty.report.text" }, known };
  const about = aboutOf(known);
  const urgent = turn.urgent(known.text);
  const guess = about.length > 0 ? null : yield* likely(turn);
  const { text, delivery, pledge, need } = known;
  const params = { text, about, urgent: urgent || null };
  return {
    type: "ready",
    known,
    acts: [act("difficulty_report", { text, delivery, pledge, need, urgent })],
    echo: { key: "echo.difficulty.report", params },
    choices: confirmChoices,
    // What was misread, or heard out of a voice note, is read back first.
    atOnce: flow.doubt === undefined && turn.content.type === "text",
    done: say("done.difficulty.report", { ...params, asks: guess }),
    next: guess ? asksWhether(guess) : [],
  };
};

/** The code of the difficulty is not known when this is put; it is the last thing done when it is answered. */
function asksWhether(delivery: string): Choice[] {
  return [
    { label: "yes", meaning: { type: "start", intent: "difficulty.report", known: { delivery }, last: true } },
    { label: "not_about", meaning: { type: "no" } },
  ];
}

function aboutOf({ delivery, pledge, need }: Known): string[] {
  return [delivery, pledge, need].filter((code) => code !== undefined);
}

function linking(known: Known): Step {
  const { code, delivery, pledge, need } = known;
  const about = aboutOf(known);
  if (about.length === 0) return { type: "stop", messages: [say("talk.as_you_wish")] };
  return {
    type: "ready",
    known: {},
    acts: [act("difficulty_link", { difficulty: code, delivery, pledge, need })],
    echo: { key: "echo.difficulty.link", params: { code: code ?? "", about } },
    atOnce: true,
    done: say("done.difficulty.link", { about }),
  };
}

/** A code that is nobody's is told at once. */
function* missing(turn: Turn, known: Known): Conversation<Step | null> {
  for (const subject of ["delivery", "pledge", "need"] as const) {
    if (!known[subject]) continue;
    const shown = yield* read<unknown>(shows[subject], { [subject]: known[subject], now: turn.now });
    if (!shown.ok) return unknownCode(turn, subject, shown.refusal, known);
  }
  return null;
}

function* likely(turn: Turn): Conversation<string | null> {
  const guess = yield* read<{ readonly delivery: Delivery["code"] | null }>("difficulty_guess", { now: turn.now });
  return guess.ok ? (asJson(guess.value.delivery) as string | null) : null;
}
