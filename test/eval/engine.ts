/** The engine under test, exactly as the product and `npm run understand` call it. */
import type { Intent } from "../../src/model/intent.ts";
import { runUnderstand } from "../../src/command/run-understand.ts";
import type { Frame, Listening } from "../../src/model/frame.ts";
import type { Json } from "../../src/model/message.ts";
import { findAll } from "../../src/understand/entities/listed.ts";
import { intents, lexicon, readSentence, say } from "../understand/world.ts";
import type { NaturalUnits } from "./frames.ts";
import type { HeldOutLine } from "./held-out.ts";

/** One entity of the listing. */
export interface Found {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value: Json;
  readonly alternatives?: readonly Json[];
}

export interface Request {
  readonly text: string;
  readonly now: string;
}

export type Heard = Pick<HeldOutLine, "text" | "role" | "locale" | "awaiting">;

export const risks: ReadonlyMap<string, Intent["risk"]> = new Map(intents.map(({ intent, risk }) => [intent, risk]));
/** What the dialogue asks for when it was not said. */
export const requiredSlots: ReadonlyMap<string, readonly string[]> = new Map(
  intents.map(({ intent, slots }) => [intent, Object.keys(slots).filter((slot) => slots[slot]?.required)]),
);
export const naturalUnits: NaturalUnits = new Map(lexicon.items.map(({ id, unit }) => [id, unit]));

export function understand({ text, role, locale, awaiting }: Heard): Frame {
  return say(text, { role, locale, awaiting: awaiting as Listening["awaiting"] });
}

/** Through the very command, so that its reading of clocks is measured, too. */
export async function listEntities(requests: readonly Request[]): Promise<readonly (readonly Found[])[]> {
  const answers: (readonly Found[])[] = [];
  await runUnderstand(["--entities"], {
    understand: (text, listening) => say(text, listening),
    listEntities: (text, now, locale) => findAll(readSentence(text, now, locale)),
    lines: written(requests),
    out: (line) => void answers.push((JSON.parse(line) as { entities?: readonly Found[] }).entities ?? []),
    now: () => new Date(0),
  });
  return answers;
}

async function* written(requests: readonly Request[]): AsyncGenerator<string> {
  for (const { text, now } of requests) yield JSON.stringify({ text, now, locale: "vi" });
}
