/** A cry for help is answered at once with the numbers to call. What was said is not kept where it is about harm. */
import type { Alarm } from "../model/alarm.ts";
import { asJson, say } from "./say.ts";
import type { State } from "./state.ts";
import { act, commit, type Conversation, type Turn } from "./turn.ts";

/** Answers, and lets the province know that somebody was shown the numbers: where, never who or what. */
export function* answerAlarm(turn: Turn, state: State, alarm: Alarm): Conversation {
  const ending = {
    state,
    messages: [say(`alarm.${alarm}`, { call: asJson(turn.helplines) })],
    forget: alarm !== "rescue",
  };
  // Who despairs is nobody's news.
  if (alarm === "despair") return ending;
  yield* commit({ ...ending, acts: [act("alarm_tell", { kind: alarm })] });
  return ending;
}
