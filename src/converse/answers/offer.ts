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
  /** In the order in which they are numbered. */
  readonly codes: readonly string[];
  /** How many of what is paged were told before this page, with it, and in all. */
  readonly before: number;
  readonly here: number;
  readonly total: number;
}

/** Each page is numbered from 1, so that a typed number, a button and "the second one" all mean what is on the screen. */
export function offerList(turn: Turn, state: State, page: Shown, key: string, params: Params): Ending {
  const { intent, known, total } = page;
  const shown = page.before + page.here;
  const choices: Choice[] = page.codes.map((code) => ({ label: "code", params: { code }, meaning: showing(code) }));
  if (shown < total) choices.push({ label: "more", params: { rest: total - shown }, meaning: { type: "more" } });
  return offer(turn, { ...state, list: { intent, known, codes: [...page.codes], shown, total } }, key, params, choices);
}

const shows: Readonly<Record<string, string>> = { CK: "pledge.list", KK: "difficulty.list" };

export function showing(code: string): Meaning {
  return { type: "start", intent: shows[code.slice(0, 2)] ?? "need.show", known: subjectOf(code) };
}

export function starting(label: string, intent: string, known: Known, params?: Params): Choice {
  return { label, ...(params ? { params } : {}), meaning: { type: "start", intent, known } };
}
