/** What a sentence was understood to mean (the contract of `npm run understand`), plus what the conversation needs beside it. */
import type { AreaCandidate } from "./area.ts";
import { outOfScope } from "./intent.ts";
import type { Language } from "./message.ts";

export interface Item {
  /** Id of the item catalogue, or the person's own words. Null when only a number and a unit were said. */
  readonly item: string | null;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly age_band?: string;
}

export interface Amount {
  readonly value: number;
  readonly currency: "VND" | "USD";
}

export type Period = string | { readonly from: string; readonly to: string };

/** Every slot name that exists, with the shape of its value (language.md). A slot that was not said is absent. */
export interface Slots {
  readonly items?: readonly Item[];
  readonly amount?: Amount;
  readonly date?: string;
  readonly due?: string;
  readonly period?: Period;
  readonly year?: number;
  readonly area?: string;
  readonly sector?: string;
  readonly item?: string;
  readonly age_band?: string;
  readonly need?: string;
  readonly pledge?: string;
  readonly delivery?: string;
  readonly code?: string;
  readonly list_ref?: number;
  readonly visibility?: "named" | "anonymous" | "initials";
  readonly status?: string;
  readonly language?: Language;
  readonly beneficiaries?: number;
  readonly child_turns?: number;
  readonly instalments?: number;
  readonly rejected?: number;
  readonly reject_reason?: string;
  readonly text?: string;
  readonly reason?: string;
  readonly source?: string;
  readonly place?: string;
  readonly person?: string;
  readonly service?: string;
  readonly sort?: string;
  readonly role?: string;
}
export type SlotName = keyof Slots;

export interface Frame {
  readonly intent: string;
  /** 0 to 1, calibrated as well as the engine can. */
  readonly confidence: number;
  readonly slots: Slots;
  readonly language: Language | null;
  /** Other intents worth asking about, best first. */
  readonly otherIntents: readonly string[];
  /** Units that `slots.area` may be: empty = a place was named that nobody knows; more than one = ask. Absent = no place was named. */
  readonly areas?: readonly AreaCandidate[];
  /** Other readings of a slot's value, to be asked about instead of guessed ("thang sau"). */
  readonly alternatives: readonly { readonly slot: SlotName; readonly values: readonly string[] }[];
  /** Slots of a write whose value may be misread, with no better reading at hand: the read-back points at them. */
  readonly unsure?: readonly SlotName[];
  /** Set when a language model chose the intent; values are always read by our own grammar. */
  readonly by?: "model";
}

/** What the conversation tells the understanding about where it stands. */
export interface Listening {
  /** The instant of the message. */
  readonly now: Date;
  readonly role: string;
  readonly locale: Language | null;
  /** The slot that was just asked for, `confirm` after an echo, or null. */
  readonly awaiting: SlotName | "confirm" | null;
  /** The intent of the running dialogue; an answer to a slot question gets it. */
  readonly running: string | null;
  /** The person has said which intent is meant: only its slots are filled. */
  readonly meant?: string;
}

/** Whether another reading is worth asking for. */
export function isUnsure(frame: Frame): boolean {
  return frame.intent === outOfScope;
}

export type Understand = (text: string, listening: Listening) => Frame;
