/** Answers that may be answered: a list by number, a subject by what can be done with it. */
import type { Params } from "../../model/message.ts";
import { type Choice, say, toMessage, toPrompt } from "../say.ts";
import type { Known, Meaning, State } from "../state.ts";
import { subjectOf } from "../subject.ts";
import type { Ending, Turn } from "../turn.ts";

export const pageSize = 5;

/** A message with choices; while a write is open it stays the question that is answered, so the choices are left out. */
export function offer(turn: Turn, state: State, key: string, params: Params, choices: readonly Choice[]): Ending {
  if (state.flow || choices.length === 0) return { state, messages: [say(key, params)] };
  const prompt = toPrompt({ awaiting: "list", key, params, choices }, turn);
  return { state: { ...state, prompt }, messages: [toMessage(prompt)] };
}

export interface Shown {
  readonly intent: string;
  readonly known: Known;
  readonly codes: readonly string[];
  readonly offset: number;
  readonly total: number;
}

/** Each page is numbered from 1, so that a typed number, a button and "the second one" all mean what is on the screen. */
export function offerList(turn: Turn, state: State, shown: Shown, key: string, params: Params): Ending {
  const choices: Choice[] = shown.codes.map((code) => ({ label: "code", params: { code }, meaning: showing(code) }));
  const reached = shown.offset + shown.codes.length;
  if (reached < shown.total)
    choices.push({ label: "more", params: { rest: shown.total - reached }, meaning: { type: "more" } });
  const list = {
    intent: shown.intent,
    known: shown.known,
    codes: [...shown.codes],
    shown: reached,
    total: shown.total,
  };
  return offer(turn, { ...state, list }, key, params, choices);
}

export function showing(code: string): Meaning {
  return { type: "start", intent: code.startsWith("CK") ? "pledge.list" : "need.show", known: subjectOf(code) };
}

export function starting(label: string, intent: string, known: Known, params?: Params): Choice {
  return { label, ...(params ? { params } : {}), meaning: { type: "start", intent, known } };
}
