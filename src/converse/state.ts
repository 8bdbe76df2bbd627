/**
 * Where a dialogue stands, as data: the open write, the open question, the list shown last. It is stored after every turn
 * and read back by any process, also after an upgrade: what cannot be read is politely restarted, never an exception.
 */
import { z } from "zod";
import type { AreaCandidate } from "../model/area.ts";
import type { Item, Slots, SlotName } from "../model/frame.ts";
import { documentSchema, optionSchema } from "../model/message.ts";
import type { AreaShown } from "./ledger.ts";
import type { OutsidePurpose } from "./turn.ts";

export const stateVersion = 1;

/** What is known so far of a write: the slots that were said, plus what only a dialogue can settle. */
export interface Known extends Slots {
  /** The unit of today that `area` was settled to. */
  readonly unit?: AreaCandidate;
  /** Units that `area` may be, while it is not settled. */
  readonly candidates?: readonly AreaCandidate[];
  /** Over-pledge: queue for what is missing now, or promise the rest to a second need. */
  readonly waitlist?: boolean;
  readonly split?: { readonly need: string; readonly area: AreaShown; readonly item: Item };
  /** Over-delivery: count the surplus to the need, or keep it in store. */
  readonly surplus?: "need" | "store";
  /** "Wherever it helps": the province may place it. */
  readonly unspecified?: boolean;
  /** Approve and publish at once, or only approve. */
  readonly publish?: boolean;
  /** Goods that nobody promised. */
  readonly walk_in?: boolean;
  /** The hash of an invitation code; the code itself is never kept. */
  readonly invitation?: string;
  /** The hash of a code that links accounts, and where it was given. */
  readonly link?: { readonly hash: string; readonly channel: string | null };
  /** The own phone number is to be erased. */
  readonly forget_phone?: boolean;
  /** Reminders: no more, again, or on another day. */
  readonly mode?: "stop" | "resume" | "later";
  /** All that is missing, or all that is still to come, was said instead of a number. */
  readonly all?: boolean;
  /** A report: what its unit wrote, null where it has nothing to say; which of it is to be said again; keep it without handing it in. */
  readonly words?: ReportWords;
  readonly redo?: keyof ReportWords | null;
  readonly save_only?: boolean;
  /** The yearly question: what was answered so far, and that no more is to be asked. */
  readonly assessed?: readonly AssessedSector[];
  readonly partial?: boolean;
  /** To whom a compiled report was sent. */
  readonly recipient?: string;
  /** A report with the rows behind its figures, or as a file. */
  readonly detail?: "rows" | "file";
  /** Asked about before anything else. */
  readonly doubtful?: readonly Doubtful[];
  /** Pointed at when it is read back. */
  readonly unsure?: readonly SlotName[];
}

export interface AssessedSector {
  readonly sector: string;
  readonly beneficiaries: number;
  readonly bands: Readonly<Record<string, number>>;
}

export interface ReportWords {
  readonly difficulties?: string | null | undefined;
  readonly recommendations?: string | null | undefined;
}

/** A value with readings that cannot be told apart; with none, it has to be said again. */
export interface Doubtful {
  readonly slot: SlotName;
  readonly values: readonly string[];
}

/** A stored file that proves a delivery. */
export interface Evidence {
  readonly key: string;
  readonly sha256: string;
  readonly mime: string;
  readonly album?: string;
}

/** What an answer to a question does. */
export type Meaning =
  | { readonly type: "know"; readonly known: Known }
  | { readonly type: "ask_again"; readonly slot: string }
  /** `last`: it is about what was done last, whose code nobody knew when the question was put. */
  | { readonly type: "start"; readonly intent: string; readonly known: Known; readonly last?: boolean }
  | { readonly type: "yes" }
  | { readonly type: "no" }
  | { readonly type: "change" }
  | { readonly type: "more" }
  /** Agrees to a service outside, or takes that back. */
  | { readonly type: "consent"; readonly purpose: OutsidePurpose; readonly given: boolean }
  | { readonly type: "ask_consent"; readonly purpose: OutsidePurpose };

const known = z.record(z.string(), z.json()) as unknown as z.ZodType<Known>;
const meaning = z.custom<Meaning>((value) => typeof value === "object" && value !== null && "type" in value);
const reading = z.object({ intent: z.string(), known });
/** One meaning of a sentence, with what it says then. */
export type Reading = z.infer<typeof reading>;

/** `asked`: which of them is meant was put to the person, with the read-back or before it. */
const doubt = z.object({ readings: z.array(reading), asked: z.boolean() });

const flow = z.object({
  intent: z.string(),
  known,
  evidence: z.array(z.object({ key: z.string(), sha256: z.string(), mime: z.string(), album: z.string().optional() })),
  /** Earlier versions of `known`, for "back". */
  trail: z.array(known),
  confirmed: z.boolean(),
  /** What the sentence that began it may mean as well, itself first. */
  doubt: doubt.optional(),
  /** It came back from aside, and its question has not been answered since. */
  resumed: z.boolean().optional(),
});
export type Flow = z.infer<typeof flow>;

const prompt = z.object({
  id: z.string(),
  /** What a free answer is taken for: a slot's name, `confirm`, `consent`, `change`, `resume`, `meaning`, `list`. */
  awaiting: z.string(),
  options: z.array(optionSchema.extend({ meaning })),
  /** How to ask again after an interruption. */
  key: z.string(),
  params: z.record(z.string(), z.json()),
  document: documentSchema.optional(),
});
export type Prompt = z.infer<typeof prompt>;

/** `codes` are those of the page shown last, which "the second one" points into; `shown` counts all pages. */
const list = z.object({ intent: z.string(), known, codes: z.array(z.string()), shown: z.number(), total: z.number() });

/** A write that was put aside for another one. Without a prompt nothing of it has been asked yet. */
const aside = z.object({ flow, prompt: prompt.optional() });
export type Aside = z.infer<typeof aside>;

/** More than this many open writes nobody keeps in mind; the oldest is dropped. */
export const mostAsides = 3;

const stateSchema = z.object({
  version: z.literal(stateVersion),
  flow: flow.optional(),
  /** Writes that wait for the open one to end; the last comes back first. */
  asides: z.array(aside).optional(),
  prompt: prompt.optional(),
  list: list.optional(),
  /** Written by turn_commit: what was done last, for "undo". */
  done: z
    .object({
      acts: z.array(z.object({ name: z.string(), args: z.record(z.string(), z.json()) })),
      results: z.array(z.json()),
    })
    .optional(),
  /** Sentences in a row that were not understood. */
  lost: z.number().optional(),
  /** The language model was offered; who did not want it is not asked again. */
  offered: z.boolean().optional(),
  /** The phone form was offered; who did not want it is not asked again. */
  phone_offered: z.boolean().optional(),
  /** The album whose pictures are arriving. */
  album: z.string().optional(),
});
export type State = z.infer<typeof stateSchema>;

export const emptyState: State = { version: stateVersion };

/** `restarted` is true when something was open that cannot be carried over. */
export function readState(stored: unknown): { state: State; restarted: boolean } {
  const parsed = stateSchema.safeParse(stored);
  if (parsed.success) return { state: parsed.data, restarted: false };
  const wasOpen = typeof stored === "object" && stored !== null && "flow" in stored;
  return { state: emptyState, restarted: wasOpen };
}
