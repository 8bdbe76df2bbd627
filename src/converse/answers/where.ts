/** The place a list is about: settled, or asked for when several bear its name. */
import type { Params } from "../../model/message.ts";
import { askArea, retiredNote } from "../plans/area.ts";
import { asJson, type Choice } from "../say.ts";
import type { Known, State } from "../state.ts";
import type { Ending, Turn } from "../turn.ts";
import { offer } from "./offer.ts";

export function askWhere(turn: Turn, state: State, intent: string, known: Known): Ending | null {
  const step = askArea(known);
  if (step?.type !== "ask") return null;
  const choices = (step.question.choices ?? []).map((choice): Choice => ({
    ...choice,
    meaning:
      choice.meaning.type === "know"
        ? { type: "start", intent, known: { ...known, ...choice.meaning.known } }
        : choice.meaning,
  }));
  return offer(turn, state, step.question.key, step.question.params ?? {}, choices);
}

export function where(known: Known): Params {
  return { area: asJson(known.unit ?? null), sector: known.sector ?? null, retired: retiredNote(known) };
}
