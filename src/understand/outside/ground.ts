/**
 * Turns what a language model proposed into a frame: the intent must be one that the person may have, and every value is read
 * by our own grammar from the person's own words. What is not there is dropped, so nothing can be made up.
 */
import type { Frame, Listening, Slots, SlotName } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import { freeSlots } from "../answer.ts";
import type { ReadSentence, ReadText } from "../read-sentence.ts";
import { settle } from "../role-effects.ts";
import type { Filled, FillSlots } from "../slots/fill-slots.ts";
import type { TextSlots } from "../slots/text-slots.ts";
import type { Proposal } from "./proposal.ts";
import type { Redacted } from "./redact.ts";

export interface Grounding {
  readonly readSentence: ReadSentence;
  readonly fillSlots: FillSlots;
  readonly words: TextSlots;
}

export interface Asked {
  readonly sentence: ReadText;
  readonly redacted: Redacted;
  readonly listening: Listening;
  /** What this person may mean. */
  readonly allowed: ReadonlyMap<string, Intent>;
}

/** A model does not know how sure it is; this is "worth reading back". */
const confidence = 0.7;

export type Ground = (proposal: Proposal, asked: Asked) => Frame | null;

/** Null: the proposal says nothing that the local engine did not know. */
export function createGround({ readSentence, fillSlots, words }: Grounding): Ground {
  const readAlone = (intent: Intent, slot: SlotName, text: string, { now, language }: ReadText): Filled => {
    const definition = intent.slots[slot];
    const only: Intent = { ...intent, slots: definition ? { [slot]: definition } : {} };
    return fillSlots(only, readSentence(text, now, language));
  };

  return ({ intent: proposed, quotes }, { sentence, redacted, listening, allowed }) => {
    const intent = allowed.get(settle(proposed, sentence, listening.role, words));
    if (!intent || intent.intent === "out_of_scope") return null;
    let filled = fillSlots(intent, sentence);
    for (const { slot, quote } of quotes) {
      if (!isSlotOf(slot, intent) || filled.slots[slot] !== undefined) continue;
      const said = redacted.original(quote)?.trim();
      if (!said) continue;
      const read = freeSlots.has(slot)
        ? { slots: { [slot]: said }, alternatives: [] }
        : readAlone(intent, slot, said, sentence);
      filled = join(filled, read, slot);
    }
    // An answer to the open question that holds no value is none.
    if (intent.intent === listening.running && Object.keys(filled.slots).length === 0) return null;
    return {
      intent: intent.intent,
      confidence,
      slots: filled.slots,
      language: sentence.language,
      otherIntents: [],
      ...(filled.areas ? { areas: filled.areas } : {}),
      alternatives: filled.alternatives,
      by: "model",
    };
  };
}

function isSlotOf(slot: string, intent: Intent): slot is SlotName {
  return Object.hasOwn(intent.slots, slot);
}

function join(filled: Filled, read: Filled, slot: SlotName): Filled {
  const value = read.slots[slot];
  if (value === undefined) return filled;
  const slots: Slots = { ...filled.slots, [slot]: value };
  const areas = slot === "area" ? read.areas : filled.areas;
  return { slots, ...(areas ? { areas } : {}), alternatives: [...filled.alternatives, ...read.alternatives] };
}
