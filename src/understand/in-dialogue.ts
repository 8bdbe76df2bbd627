/** A message while a question stands open: the answer to it, a correction of what was read back, or something else that breaks in. */
import type { Frame, Listening, Slots } from "../model/frame.ts";
import { type Intent, outOfScope } from "../model/intent.ts";
import { type Answer, freeSlots, type ReadAnswer, runningIntent } from "./answer.ts";
import type { Judge } from "./judge.ts";
import type { ReadText } from "./read-sentence.ts";
import type { FillTwice } from "./second-reader/fill-twice.ts";
import type { ShortAnswers } from "./short-answers.ts";

/** A message that is surely something else interrupts an open question. */
const interrupts = 0.7;
/** Words beside the answer itself that still leave it an answer. */
const mostRest = 4;
const mostSlack = 3;

export interface DialogueDeps {
  readonly intents: readonly Intent[];
  readonly answers: ShortAnswers;
  readonly readAnswer: ReadAnswer;
  readonly fillTwice: FillTwice;
  readonly judging: Judge;
}

/** Null: nothing in it belongs to the open question. */
export type HearInDialogue = (sentence: ReadText, listening: Listening) => Frame | null;

export function createHearInDialogue({
  intents,
  answers,
  readAnswer,
  fillTwice,
  judging,
}: DialogueDeps): HearInDialogue {
  const byName = new Map(intents.map((intent) => [intent.intent, intent]));
  const { judge, frame, restOf } = judging;

  /** "cứ ghi tên công ty", "giao trước 20/11": what could be about any promise is about the one that is being made. */
  const lacksSubject = ({ intent, slots }: Frame): boolean =>
    slots.list_ref === undefined &&
    Object.entries(byName.get(intent)?.slots ?? {}).some(
      ([slot, { type, required }]) => type === "code" && required && slots[slot as keyof Slots] === undefined,
    );

  /** A sentence that is surely about something else, with more words than an answer has. */
  const interrupted = (
    sentence: ReadText,
    { role, awaiting }: Listening,
    running: string,
    { slots, areas, open }: Answer,
  ): boolean => {
    if (open || awaiting === null || awaiting === "confirm") return false;
    const other = judge(sentence, role);
    // A place that nobody knows is a weak answer.
    const enough = awaiting === "area" && areas?.length === 0 ? interrupts / 2 : interrupts;
    if (other.intent === running || other.intent === outOfScope || other.confidence < enough) return false;
    const risk = byName.get(other.intent)?.risk;
    // "không, cho Giang Thành" is an answer, whatever its first word would mean alone.
    if (risk === "talk" && slots[awaiting] !== undefined && enough === interrupts) return false;
    if (lacksSubject(other)) return false;
    // Reasons are told in any words; only a question breaks in.
    if (freeSlots.has(awaiting)) return other.confidence > 0.9 && risk === "read" && sentence.text.includes("?");
    return saysMore(restOf(sentence).length, other.confidence, enough < interrupts);
  };

  /** After an echo: "không, 30", "sửa thành 30 bộ", "30 bộ thôi" keep the running intent and bring new values. */
  const correction = (sentence: ReadText, intent: Intent, role: string): Frame | null => {
    const opening = answers.opening(sentence.tokens);
    // "khoan, để tôi hỏi lại cái số 150 đã": the number is what is doubted.
    if (opening && opening.kind !== "yes" && sentence.certain.has("undecided")) return frame("deny", 0.8, sentence);
    const filled = fillTwice(intent, sentence);
    const changes = Object.keys(filled.slots).length > 0;
    const rest = restOf(sentence).length;
    const other = judge(sentence, role);
    const same = [intent.intent, outOfScope, "affirm", "deny"].includes(other.intent);
    // "30 bộ thôi": a word that alone would end the talk says little beside a new value.
    const aside = changes && (rest === 0 || (rest === 1 && byName.get(other.intent)?.risk !== "read"));
    const elsewhere = !same && !aside && other.confidence >= interrupts && !lacksSubject(other);
    if (changes && (opening ? !elsewhere || rest <= mostRest : !elsewhere && rest <= mostSlack))
      return frame(intent.intent, 0.9, sentence, [], filled);
    if (opening && !elsewhere && opening.kind !== "correct")
      return frame(opening.kind === "yes" ? "affirm" : "deny", 0.8, sentence);
    return null;
  };

  return (sentence, listening) => {
    const name = runningIntent(listening);
    const intent = byName.get(name);
    const slot = listening.awaiting;
    if (!intent || slot === null) return null;
    const whole = answers.whole(sentence.tokens);
    if (slot === "confirm") return whole ? frame(whole, 0.99, sentence) : correction(sentence, intent, listening.role);
    const filled = readAnswer(sentence, slot, intent);
    // "không có em nào" is a number, although "không" is a no.
    if (whole && whole !== "more" && filled?.slots[slot] !== 0) return frame(whole, 0.97, sentence);
    return filled && !interrupted(sentence, listening, name, filled) ? frame(name, 0.95, sentence, [], filled) : null;
  };
}

function saysMore(rest: number, confidence: number, weak: boolean): boolean {
  return rest > mostRest || (rest > 1 && (weak || confidence > 0.9));
}
