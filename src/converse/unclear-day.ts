/** A day that can be read in two ways ("11/12" in English, "20/9" in October) or in none ("30/2") is asked about, never guessed. */
import { type Choice, type Question } from "./say.ts";
import type { Known } from "./state.ts";
import type { Turn } from "./turn.ts";

export function askDay(turn: Turn, { unclear }: Known): Question | null {
  if (!unclear) return null;
  const { slot, values } = unclear;
  const possible = values.filter((day) => (slot === "due" ? day >= turn.today : day <= turn.today));
  const passed = possible.length < values.length;
  const choices = possible.map((day): Choice => ({
    label: "day_choice",
    params: { day },
    meaning: { type: "know", known: { [slot]: day } },
  }));
  return {
    awaiting: slot,
    key: values.length === 0 ? "ask.no_such_day" : passed ? "ask.day_passed" : "ask.which_day",
    choices,
  };
}
