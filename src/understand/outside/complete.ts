/** One question to a chat model: the strictest form of answer that the server takes, a deadline over everything, one second try. */
import { setTimeout as pause } from "node:timers/promises";
import type OpenAI from "openai";
import { isUnreadable, type OpenClient, statusOf, UnreadableAnswer } from "./client.ts";

export interface Question {
  readonly instructions: string;
  readonly question: string;
  readonly jsonSchema: Record<string, unknown>;
}

/** The words of the model; empty when it refuses. Rejects when there is no answer in time. */
export type Complete = (question: Question, signal: AbortSignal) => Promise<string>;

export interface CompleteDeps {
  readonly open: OpenClient;
  readonly model: string;
  /** Before the second try. */
  readonly pauseMs: number;
}

type Body = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** An answer has some ten words for each slot. */
const mostTokens = 400;

/**
 * Servers of this protocol differ: many know no schema, some no `response_format` at all, and newer models take neither
 * `temperature` nor `max_tokens`. The last form has nothing that could be refused.
 */
const forms: readonly ((schema: Record<string, unknown>) => Partial<Body>)[] = [
  (schema) => ({
    temperature: 0,
    max_tokens: mostTokens,
    response_format: { type: "json_schema", json_schema: { name: "reading", strict: true, schema } },
  }),
  () => ({ temperature: 0, max_tokens: mostTokens, response_format: { type: "json_object" } }),
  () => ({}),
];

export function createComplete({ open, model, pauseMs }: CompleteDeps): Complete {
  /** The form that worked last, for as long as this process lives. */
  let known = 0;

  return async (question, signal) => {
    const client = await open();
    for (let form = known; ; form += 1) {
      try {
        const answer = await tryTwice(() => ask(client, question, form, signal), pauseMs, signal);
        known = form;
        return answer;
      } catch (error) {
        if (isFiltered(error)) return "";
        if (!refusesForm(error) || form + 1 === forms.length) throw error;
      }
    }
  };

  async function ask(client: OpenAI, question: Question, form: number, signal: AbortSignal): Promise<string> {
    const { instructions, question: asked, jsonSchema } = question;
    const body: Body = {
      model,
      messages: [
        { role: "system", content: instructions },
        { role: "user", content: asked },
      ],
      ...forms[form]?.(jsonSchema),
    };
    const completion: Partial<OpenAI.ChatCompletion> | string | null = await client.chat.completions.create(body, {
      signal,
    });
    const message = typeof completion === "string" ? undefined : completion?.choices?.[0]?.message;
    if (!message) throw new UnreadableAnswer("No choice in the answer");
    return typeof message.content === "string" ? message.content : "";
  }
}

async function tryTwice<T>(attempt: () => Promise<T>, pauseMs: number, signal: AbortSignal): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!mayPass(error) || signal.aborted) throw error;
    await pause(pauseMs, undefined, { signal });
    return await attempt();
  }
}

/** Too many questions, a fault of the server, or no answer at all. */
function mayPass(error: unknown): boolean {
  const status = statusOf(error);
  return status === 429 || (status === undefined ? !isUnreadable(error) : status >= 500);
}

function refusesForm(error: unknown): boolean {
  const status = statusOf(error);
  return status === 400 || status === 422;
}

/** Some servers refuse to read certain words; that says nothing about how they are. */
function isFiltered(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "content_filter";
}
