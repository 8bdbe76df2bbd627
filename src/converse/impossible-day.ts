/** "30/2": a day that no calendar has. It must not vanish from a promise without a word. */
import type { Frame } from "../model/frame.ts";
import type { Turn } from "./turn.ts";

/** The frame, with the day marked as one that has no reading. */
export function markImpossibleDay(turn: Turn, frame: Frame, spoken: string): Frame {
  const slots = turn.intents.get(frame.intent)?.slots ?? {};
  const slot = (["due", "date"] as const).find((one) => one in slots);
  if (!slot || frame.slots[slot] !== undefined || !namesImpossibleDay(spoken)) return frame;
  return { ...frame, alternatives: [...frame.alternatives, { slot, values: [] }] };
}

/** Neither as day/month nor as month/day; larger numbers are no dates at all. */
export function namesImpossibleDay(spoken: string): boolean {
  return [...spoken.matchAll(/(?<![\d/])(\d{1,2})\/(\d{1,2})(?!\d)/g)].some(([, a = "", b = ""]) => {
    const [one, other] = [Number(a), Number(b)];
    return one > 0 && other > 0 && one <= 31 && other <= 31 && !isDay(one, other) && !isDay(other, one);
  });
}

/** In a leap year: which year is meant is decided elsewhere. */
function isDay(day: number, month: number): boolean {
  return month <= 12 && day <= new Date(Date.UTC(2028, month, 0)).getUTCDate();
}
