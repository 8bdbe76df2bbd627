/**
 * One turn as pure data in, requests out: a conversation is a generator that asks for what it must read or commit
 * and ends with what is said. It never awaits; `src/app.ts` carries its requests out as the person it talks to.
 */
import type { Alarm, Helplines } from "../model/alarm.ts";
import type { Attachment, InboundContent, PhoneControl } from "../model/channel.ts";
import type { Frame, Listening, Understand } from "../model/frame.ts";
import type { Intent, Role } from "../model/intent.ts";
import type { Language, Message, Option } from "../model/message.ts";
import type { Answer } from "../model/store.ts";
import type { Evidence, State } from "./state.ts";

export interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly language: Language | null;
  readonly language_chosen: boolean;
  readonly consented: boolean;
  /** Every purpose that the person agrees to at present. */
  readonly agreed: readonly string[];
  readonly roles: readonly {
    readonly role: Role;
    readonly area: { id: string; name: string; kind: string; code: string } | null;
    readonly sector: string | null;
  }[];
}

/** What conversations may know of the world outside. All pure. */
export interface World {
  readonly intents: ReadonlyMap<string, Intent>;
  readonly understand: Understand;
  /** What a person may type for an option. */
  readonly optionWords: (option: Option, language: Language) => readonly string[];
  /** Whether free text names a child, a number of an identity card, an address … */
  readonly privacyRisk: (text: string) => boolean;
  /** Whether a phone number is all that makes it so. */
  readonly isPhone: (text: string) => boolean;
  /** A cry for help, which is answered before anything else is understood. */
  readonly alarm: (text: string) => Alarm | null;
  /** Whether a trouble is said not to wait. */
  readonly urgent: (text: string) => boolean;
  /** Whether an answer only says what is still waited for. */
  readonly waits: (text: string) => boolean;
  /** The sector and the usual unit of an item of the catalogue. */
  readonly itemFacts: (item: string) => { readonly sector: string; readonly unit: string } | undefined;
  readonly hash: (code: string) => string;
  readonly contact: { readonly name: string | null; readonly phone: string | null };
  readonly helplines: Helplines;
  readonly controller: string | null;
}

/** What services outside of this machine do, as a purpose to agree to: read an unclear sentence, listen to a voice note. */
export type OutsidePurpose = "ai_model" | "ai_voice";

export interface Turn extends World {
  /** The services that this machine has been given. */
  readonly outside: Readonly<Record<OutsidePurpose, boolean>>;
  readonly content: InboundContent;
  /** It came far too late and belongs to no question that is open now: kept, and not answered. */
  readonly stale: boolean;
  /** Somebody of the office is answering here by hand. */
  readonly byHand: boolean;
  /** What the channel has to share a phone number with. */
  readonly phoneControl: PhoneControl | null;
  readonly senderName: string | null;
  readonly person: Person;
  readonly state: State;
  readonly restarted: boolean;
  readonly now: Date;
  /** The calendar day in Vietnam, ISO. */
  readonly today: string;
  /** The language known before this message; the answer is written in what the message turns out to be in. */
  readonly language: Language;
  /** A short random id for the question that this turn may ask. */
  readonly newId: string;
}

export interface Act {
  readonly name: string;
  readonly args: Record<string, unknown>;
}

/** A call of a ledger function; arguments are named as its slots and become `p_<slot>`. Absent ones are left to the function. */
export function act(name: string, args: Record<string, unknown>): Act {
  const named = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  return { name, args: Object.fromEntries(named.map(([slot, value]) => [`p_${slot}`, value])) };
}

/** How a turn ends. `acts` happen together with the new state and the messages, or not at all. */
export interface Ending {
  readonly state: State;
  readonly messages: readonly Message[];
  readonly acts?: readonly Act[];
  /** Pictures of one album are answered once: a later answer replaces an unsent earlier one. */
  readonly album?: string;
  /** The language the person was heard to use; absent when it could be either. */
  readonly language?: Language;
  /** The event must not keep its text: it may name a child. */
  readonly forget?: boolean;
}

export type KeptFile =
  | { readonly type: "kept"; readonly evidence: Evidence }
  | { readonly type: "too_large" | "gone" | "unreadable" };

export type Transcript =
  | { readonly type: "heard"; readonly text: string }
  | { readonly type: "too_large" | "gone" | "unclear" };

export type Request =
  | { readonly type: "read"; readonly name: string; readonly args: Record<string, unknown> }
  | { readonly type: "keep_file"; readonly file: Attachment; readonly album: string | undefined }
  /** Has an unclear sentence read by a language model. */
  | { readonly type: "ask_model"; readonly text: string; readonly listening: Listening }
  | { readonly type: "transcribe"; readonly file: Attachment }
  /** Ends the turn when it succeeds; answered only when an act was refused and nothing was written. */
  | { readonly type: "commit"; readonly ending: Ending };

export type Conversation<T = Ending> = Generator<Request, T, unknown>;

/** Reads from the ledger as the person. */
export function* read<T>(name: string, args: Record<string, unknown>): Conversation<Answer<T>> {
  return (yield { type: "read", ...act(name, args) }) as Answer<T>;
}

export function* keepFile(file: Attachment, album: string | undefined): Conversation<KeptFile> {
  return (yield { type: "keep_file", file, album }) as KeptFile;
}

/** Null: the model is of no help. */
export function* askModel(text: string, listening: Listening): Conversation<Frame | null> {
  return (yield { type: "ask_model", text, listening }) as Frame | null;
}

export function* transcribe(file: Attachment): Conversation<Transcript> {
  return (yield { type: "transcribe", file }) as Transcript;
}

/** Comes back only with a refusal. */
export function* commit(ending: Ending): Conversation<Extract<Answer<never>, { ok: false }>> {
  return (yield { type: "commit", ending }) as Extract<Answer<never>, { ok: false }>;
}
