import type { Frame, Listening } from "../../../src/model/frame.ts";
import { type AskOutcome, createAskModel, usualAsking } from "../../../src/understand/outside/ask-model.ts";
import { createOpenClient } from "../../../src/understand/outside/client.ts";
import { createComplete } from "../../../src/understand/outside/complete.ts";
import type { OpenAiServer } from "../../support/openai/server.ts";
import { areas, intents, lexicon } from "../world.ts";

export interface Asking {
  readonly clock: { now: Date };
  readonly outcomes: string[];
  ask(text: string, listening?: Partial<Listening>): Promise<Frame | null>;
}

export interface AskingOptions {
  readonly timeoutMs?: number;
  readonly limits?: Partial<(typeof usualAsking)["limits"]>;
}

export function openAsking(server: Pick<OpenAiServer, "url">, options: AskingOptions = {}): Asking {
  const clock = { now: new Date("2026-10-15T09:00:00+07:00") };
  const outcomes: string[] = [];
  const ask = createAskModel({
    intents,
    lexicon,
    areas,
    complete: createComplete({
      open: createOpenClient({ apiKey: "test-key", baseUrl: server.url, fetch }),
      model: "test-model",
      pauseMs: 1,
    }),
    now: () => clock.now,
    timeoutMs: options.timeoutMs ?? 10_000,
    limits: { ...usualAsking.limits, ...options.limits },
    onOutcome: (outcome: AskOutcome, detail) => outcomes.push(detail === undefined ? outcome : `${outcome}: ${detail}`),
  });
  const usual: Listening = { now: clock.now, role: "donor", locale: null, awaiting: null, running: null };
  return { clock, outcomes, ask: (text, listening = {}) => ask(text, { ...usual, now: clock.now, ...listening }) };
}
