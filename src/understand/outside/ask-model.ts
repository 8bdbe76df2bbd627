/**
 * A second reading by a language model, for sentences that the local engine is unsure of. It sees redacted words and a closed list,
 * its answer is checked against the person's own words, and every failure means: as if there were no model.
 */
import type { Area } from "../../model/area.ts";
import type { Frame, Listening } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import type { Lexicon } from "../lexicon.ts";
import { createReadSentence } from "../read-sentence.ts";
import { createFillSlots } from "../slots/fill-slots.ts";
import { createTextSlots } from "../slots/text-slots.ts";
import { wallClockOf } from "../../model/wall-clock.ts";
import { faultOf } from "./client.ts";
import type { Complete } from "./complete.ts";
import { createGate, type GateRules } from "./gate.ts";
import { type Asked, createGround } from "./ground.ts";
import { writeInstructions, writeQuestion } from "./instructions.ts";
import { createProposalForm, intentsFor, type Proposal, type ProposalForm } from "./proposal.ts";
import { createRecent } from "./recent.ts";
import { createRedact } from "./redact.ts";

/** What became of a question, for those who watch. */
export type AskOutcome =
  | "answered"
  | "cached"
  | "useless"
  | "private"
  | "too_long"
  | "busy"
  | "budget"
  | "resting"
  | "failed";

/** Null: the local reading stands. Never rejects. */
export type AskModel = (text: string, listening: Listening) => Promise<Frame | null>;

export interface AskModelDeps {
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  readonly areas: readonly Area[];
  readonly complete: Complete;
  readonly now: () => Date;
  readonly timeoutMs: number;
  readonly limits: Omit<GateRules, "now">;
  /** `detail` holds nothing of what was sent or answered. */
  readonly onOutcome: (outcome: AskOutcome, detail?: string) => void;
}

/** A person waits for an answer: four seconds, then the local engine asks back. Four at once of sixteen places leave the others free. */
export const usualAsking: Pick<AskModelDeps, "timeoutMs" | "limits"> = {
  timeoutMs: 4_000,
  limits: { atOnce: 4, perDay: 1_000, failures: 3, restMs: 60_000 },
};

/** Longer messages are letters; they are read by people. */
const longestMessage = 600;
const mostRecent = 500;

interface Desk {
  readonly allowed: ReadonlyMap<string, Intent>;
  readonly form: ProposalForm;
  readonly instructions: string;
}

export function createAskModel({
  intents,
  lexicon,
  areas,
  complete,
  now,
  timeoutMs,
  limits,
  onOutcome,
}: AskModelDeps): AskModel {
  const readSentence = createReadSentence(intents, lexicon, areas);
  const words = createTextSlots(lexicon);
  const fillSlots = createFillSlots(lexicon, words);
  const ground = createGround({ readSentence, fillSlots, words });
  const redact = createRedact(lexicon);
  const gate = createGate({ ...limits, now });
  const recent = createRecent<Proposal>(mostRecent);
  const desks = new Map<string, Desk>();

  const deskOf = (role: string): Desk => {
    const known = desks.get(role);
    if (known) return known;
    const list = intentsFor(intents, role);
    const desk: Desk = {
      allowed: new Map(list.map((intent) => [intent.intent, intent])),
      form: createProposalForm(list),
      instructions: writeInstructions(list),
    };
    desks.set(role, desk);
    return desk;
  };

  /** Undefined: nobody answered. Null: the answer was not of the form. */
  const propose = async ({ instructions, form }: Desk, question: string): Promise<Proposal | null | undefined> => {
    const signal = AbortSignal.timeout(timeoutMs);
    const passed = await gate(() => complete({ instructions, question, jsonSchema: form.jsonSchema }, signal));
    if (passed.type === "done") return form.read(passed.value);
    if (passed.type === "kept_back") onOutcome(passed.why);
    else onOutcome("failed", faultOf(passed.error, signal));
    return undefined;
  };

  const use = (proposal: Proposal | null, asked: Asked, outcome: "answered" | "cached"): Frame | null => {
    const frame = proposal && ground(proposal, asked);
    onOutcome(frame ? outcome : "useless");
    return frame;
  };

  return async (text, listening) => {
    const keep = (why: "private" | "too_long"): null => {
      onOutcome(why);
      return null;
    };
    if (text.length > longestMessage) return keep("too_long");
    const sentence = readSentence(text, wallClockOf(listening.now), listening.locale);
    const redacted = redact(sentence);
    if (!redacted) return keep("private");
    const desk = deskOf(listening.role);
    const asked: Asked = { sentence, redacted, listening, allowed: desk.allowed };
    const question = writeQuestion(redacted.text, listening.awaiting);
    const key = `${listening.role} ${question.toLowerCase().replaceAll(/\s+/gu, " ")}`;
    const known = recent.get(key);
    if (known) return use(known, asked, "cached");
    const proposal = await propose(desk, question);
    if (proposal === undefined) return null;
    if (proposal) recent.set(key, proposal);
    return use(proposal, asked, "answered");
  };
}
