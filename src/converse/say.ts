/** Small constructors of what a conversation says and asks. */
import type { DocumentNamed, Json, Message, Option, Params } from "../model/message.ts";
import type { Meaning, Prompt } from "./state.ts";
import type { Turn } from "./turn.ts";

export function say(key: string, params: Params = {}): Message {
  return { key, params };
}

export interface Choice extends Option {
  readonly meaning: Meaning;
}

/** A question before it got its id. */
export interface Question {
  /** What a free answer is taken for. */
  readonly awaiting: string;
  readonly key: string;
  readonly params?: Params;
  readonly choices?: readonly Choice[];
  readonly document?: DocumentNamed | undefined;
}

export function toPrompt(question: Question, turn: Turn): Prompt {
  return {
    id: turn.newId,
    awaiting: question.awaiting,
    key: question.key,
    params: question.params ?? {},
    options: [...(question.choices ?? [])],
    ...(question.document ? { document: question.document } : {}),
  };
}

export function toMessage(prompt: Prompt): Message {
  return {
    key: prompt.key,
    params: prompt.params,
    prompt: prompt.id,
    options: prompt.options.map(({ label, params }) => (params ? { label, params } : { label })),
    ...(prompt.document ? { document: prompt.document } : {}),
  };
}

export const yesNo: readonly Choice[] = [
  { label: "yes", meaning: { type: "yes" } },
  { label: "no", meaning: { type: "no" } },
];

export const confirmChoices: readonly Choice[] = [
  { label: "yes", meaning: { type: "yes" } },
  { label: "change", meaning: { type: "change" } },
  { label: "no", meaning: { type: "no" } },
];

/** Data of the ledger or of a frame as parameters of a sentence; absent values become null. */
export function asJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}
