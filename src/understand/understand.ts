/**
 * What did this person mean? Context first (an answer to the question just asked), then codes and fixed phrases, then the
 * classifier; slots are filled from what the grammar found. Pure and synchronous; no network.
 */
import type { Area } from "../model/area.ts";
import type { Frame, Listening, Slots, Understand } from "../model/frame.ts";
import type { Intent } from "../model/intent.ts";
import { type Answer, createReadAnswer, freeSlots, runningIntent } from "./answer.ts";
import { createCanonise } from "./canonise.ts";
import type { Model } from "./classify/classifier.ts";
import { createRank, type Ranked } from "./classify/rank.ts";
import { doubt } from "./doubts.ts";
import type { Lexicon } from "./lexicon.ts";
import { createReadSentence, type ReadText } from "./read-sentence.ts";
import { settle, shortcut } from "./role-effects.ts";
import { createShortAnswers } from "./short-answers.ts";
import { createFillSlots, type Filled } from "./slots/fill-slots.ts";
import { createTextSlots } from "./slots/text-slots.ts";
import { bareAt } from "./tokens.ts";
import { wallClockOf } from "../model/wall-clock.ts";

export interface Understanding {
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  readonly areas: readonly Area[];
  readonly model: Model;
}

/** Below this nothing is said to be understood. */
const unsure = 0.32;
/** From here on nothing is asked before: a wrong answer costs a glance, a wrong write somebody's time. */
const sure = { talk: 0, read: 0.6, write: 0.85, admin: 0.85 } as const;
/** Readings with less than this are not worth a question. */
const worthAsking = 0.05;
const mostOthers = 2;
/** A message that is surely something else interrupts an open question. */
const interrupts = 0.7;
/** Words beside the answer itself that still leave it an answer. */
const mostRest = 4;
/** A key that was leant on, and nothing else. */
const longestRun = /^\s*(.)\1{30,}\s*$/u;
const mostSlack = 3;

const outside = "out_of_scope";

function saysMore(rest: number, confidence: number, weak: boolean): boolean {
  return rest > mostRest || (rest > 1 && (weak || confidence > 0.9));
}

export function createUnderstand({ intents, lexicon, areas, model }: Understanding): Understand {
  const byName = new Map(intents.map((intent) => [intent.intent, intent]));
  const readSentence = createReadSentence(intents, lexicon, areas);
  const words = createTextSlots(lexicon);
  const fillSlots = createFillSlots(lexicon, words);
  const readAnswer = createReadAnswer({ fillSlots, readSentence, lexicon });
  const answers = createShortAnswers(intents, lexicon, createCanonise(lexicon.teencode));
  const rank = createRank(model, intents, lexicon);

  const frame = (
    name: string,
    confidence: number,
    sentence: ReadText,
    others: readonly string[],
    filled?: Filled,
  ): Frame => {
    const intent = byName.get(name);
    const read = filled ?? (intent ? fillSlots(intent, sentence) : { slots: {}, alternatives: [] });
    return {
      intent: name,
      confidence: Math.round(confidence * 1000) / 1000,
      slots: read.slots,
      language: sentence.language,
      otherIntents: others.filter((other) => other !== name),
      ...(read.areas ? { areas: read.areas } : {}),
      alternatives: read.alternatives,
    };
  };

  const judge = (sentence: ReadText, role: string): Frame => {
    const { tokens } = sentence;
    if (tokens.length === 0 || longestRun.test(sentence.text)) return frame(outside, 1, sentence, []);
    const whole = answers.whole(tokens);
    if (whole) return frame(whole, 0.98, sentence, []);
    const direct = shortcut(sentence, role, restOf(sentence));
    if (direct) return frame(direct.intent, direct.confidence, sentence, []);
    const ranked = rank(sentence, role);
    const best = ranked[0] ?? { intent: outside, confidence: 0 };
    const name = settle(best.intent, sentence, role, words);
    const intent = byName.get(name);
    const confidence = best.confidence * (intent ? doubt(intent, sentence) : 1);
    const others = othersOf(ranked, name);
    if (name === outside) return frame(outside, confidence, sentence, confidence < sure.read ? others : []);
    if (confidence < unsure) return frame(outside, 1 - confidence, sentence, [name, ...others].slice(0, mostOthers));
    return frame(name, confidence, sentence, confidence < sure[intent?.risk ?? "read"] ? others : []);
  };

  /** What else it may be; a doubtful write always has another reading, so that it is asked about. */
  const othersOf = (ranked: readonly Ranked[], name: string): readonly string[] => {
    const rest = ranked.filter(({ intent }) => intent !== name && intent !== outside && !isTalk(intent));
    const worth = rest.filter(({ confidence }) => confidence > worthAsking).slice(0, mostOthers);
    return (worth.length > 0 ? worth : rest.slice(0, 1)).map(({ intent }) => intent);
  };

  /** Words that no entity covers and politeness does not need. */
  const restOf = ({ tokens, cover }: ReadText): readonly string[] => {
    const rest: string[] = [];
    for (let at = 0; at < tokens.length;) {
      const end = cover[at]?.end ?? answers.isPolite(tokens, at);
      if (end === at) rest.push(bareAt(tokens, at));
      at = Math.max(end, at + 1);
    }
    return rest;
  };

  const answer = (sentence: ReadText, listening: Listening): Frame | null => {
    const name = runningIntent(listening);
    const intent = byName.get(name);
    const slot = listening.awaiting;
    if (!intent || slot === null) return null;
    const whole = answers.whole(sentence.tokens);
    if (slot === "confirm")
      return whole ? frame(whole, 0.99, sentence, []) : correction(sentence, intent, listening.role);
    const filled = readAnswer(sentence, slot, intent);
    // "không có em nào" is a number, although "không" is a no.
    if (whole && whole !== "more" && filled?.slots[slot] !== 0) return frame(whole, 0.97, sentence, []);
    return filled && !interrupted(sentence, listening, name, filled) ? frame(name, 0.95, sentence, [], filled) : null;
  };

  const isTalk = (name: string): boolean => byName.get(name)?.risk === "talk";

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
    if (other.intent === running || other.intent === outside || other.confidence < enough) return false;
    // "không, cho Giang Thành" is an answer, whatever its first word would mean alone.
    if (isTalk(other.intent) && slots[awaiting] !== undefined && enough === interrupts) return false;
    if (lacksSubject(other)) return false;
    // Reasons are told in any words; only a question breaks in.
    if (freeSlots.has(awaiting))
      return other.confidence > 0.9 && byName.get(other.intent)?.risk === "read" && sentence.text.includes("?");
    return saysMore(restOf(sentence).length, other.confidence, enough < interrupts);
  };

  /** After an echo: "không, 30", "sửa thành 30 bộ", "30 bộ thôi" keep the running intent and bring new values. */
  const correction = (sentence: ReadText, intent: Intent, role: string): Frame | null => {
    const opening = answers.opening(sentence.tokens);
    const filled = fillSlots(intent, sentence);
    const changes = Object.keys(filled.slots).length > 0;
    const rest = restOf(sentence).length;
    const other = judge(sentence, role);
    const same = [intent.intent, "out_of_scope", "affirm", "deny"].includes(other.intent);
    // "30 bộ thôi": a word that alone would end the talk says little beside a new value.
    const aside = changes && (rest === 0 || (rest === 1 && byName.get(other.intent)?.risk !== "read"));
    const elsewhere = !same && !aside && other.confidence >= interrupts && !lacksSubject(other);
    if (changes && (opening ? !elsewhere || rest <= mostRest : !elsewhere && rest <= mostSlack))
      return frame(intent.intent, 0.9, sentence, [], filled);
    if (opening && !elsewhere && opening.kind !== "correct")
      return frame(opening.kind === "yes" ? "affirm" : "deny", 0.8, sentence, []);
    return null;
  };

  return (text, listening) => {
    const sentence = readSentence(text, wallClockOf(listening.now), listening.locale);
    return (listening.awaiting ? answer(sentence, listening) : null) ?? judge(sentence, listening.role);
  };
}
