/** What a sentence means by itself: fixed phrases and codes first, then the classifier; what is doubtful names its other readings. */
import type { Frame } from "../model/frame.ts";
import { type Intent, isWrite, outOfScope } from "../model/intent.ts";
import type { Rank, Ranked } from "./classify/rank.ts";
import { isContested } from "./decisions.ts";
import { doubt } from "./doubts.ts";
import type { ReadText } from "./read-sentence.ts";
import { isEither, isOfficer, settle, shortcut } from "./role-effects.ts";
import type { FilledTwice, FillTwice } from "./second-reader/fill-twice.ts";
import { noOpinions } from "./second-reader/second-reader.ts";
import type { ShortAnswers } from "./short-answers.ts";
import type { TextSlots } from "./slots/text-slots.ts";
import { bareAt } from "./tokens.ts";
import type { FindValueDoubts } from "./value-doubts.ts";

/** Below this nothing is said to be understood. */
const least = 0.32;
/** Small talk is short, and its letters are like anything's. */
const leastTalk = 0.5;
/** From here on nothing is asked before: a wrong answer costs a glance, a wrong write somebody's time. */
const sure = { talk: 0, read: 0.6, write: 0.85, admin: 0.85 } as const;
/** What is left of the confidence in a yes beside words that refuse. */
const contested = 0.8;
/** Readings with less than this are not worth a question. */
const worthAsking = 0.05;
const mostOthers = 2;
/** A key that was leant on, and nothing else. */
const longestRun = /^\s*(.)\1{30,}\s*$/u;

const unread: FilledTwice = { slots: {}, alternatives: [], opinions: noOpinions };

export interface Judging {
  readonly intents: readonly Intent[];
  readonly rank: Rank;
  readonly answers: ShortAnswers;
  readonly fillTwice: FillTwice;
  readonly words: TextSlots;
  readonly findValueDoubts: FindValueDoubts;
}

export interface Judge {
  judge(sentence: ReadText, role: string): Frame;
  /** A frame for an intent that is known already; fills its slots where nobody has done so. */
  frame(name: string, confidence: number, sentence: ReadText, others?: readonly string[], filled?: FilledTwice): Frame;
  /** Words that no entity covers and politeness does not need. */
  restOf(sentence: ReadText): readonly string[];
}

export function createJudge({ intents, rank, answers, fillTwice, words, findValueDoubts }: Judging): Judge {
  const byName = new Map(intents.map((intent) => [intent.intent, intent]));

  const frame: Judge["frame"] = (name, confidence, sentence, others = [], filled) => {
    const intent = byName.get(name);
    const read = filled ?? (intent ? fillTwice(intent, sentence) : unread);
    const unsure =
      intent && isWrite(intent)
        ? findValueDoubts(
            { ...read, confidence, isAnswer: filled !== undefined },
            sentence,
            read.meant ?? sentence.entities,
          )
        : [];
    return {
      intent: name,
      confidence: Math.round(confidence * 1000) / 1000,
      slots: read.slots,
      language: sentence.language,
      otherIntents: others.filter((other) => other !== name),
      ...(read.areas ? { areas: read.areas } : {}),
      alternatives: read.alternatives,
      ...(unsure.length > 0 ? { unsure } : {}),
    };
  };

  const restOf: Judge["restOf"] = ({ tokens, cover }) => {
    const rest: string[] = [];
    for (let at = 0; at < tokens.length;) {
      const end = cover[at]?.end ?? answers.isPolite(tokens, at);
      if (end === at) rest.push(bareAt(tokens, at));
      at = Math.max(end, at + 1);
    }
    return rest;
  };

  /** What else it may be; a doubtful write always has another reading, so that it is asked about. */
  const othersOf = (ranked: readonly Ranked[], name: string): readonly string[] => {
    const rest = ranked.filter(
      ({ intent }) => intent !== name && intent !== outOfScope && byName.get(intent)?.risk !== "talk",
    );
    const worth = rest.filter(({ confidence }) => confidence > worthAsking).slice(0, mostOthers);
    // Whoever was not understood at all is not helped by a guess that is no better than none.
    const named = worth.length > 0 || name === outOfScope ? worth : rest.slice(0, 1);
    return named.map(({ intent }) => intent);
  };

  const judge: Judge["judge"] = (sentence, role) => {
    const { tokens } = sentence;
    if (tokens.length === 0 || longestRun.test(sentence.text)) return frame(outOfScope, 1, sentence);
    const whole = answers.whole(tokens);
    if (whole) return frame(whole, 0.98, sentence);
    const direct = shortcut(sentence, role, restOf(sentence));
    if (direct) return frame(direct.intent, direct.confidence, sentence);
    const { best, inOrder } = rank(sentence, role);
    const name = settle(best.intent, sentence, role, words);
    const intent = byName.get(name);
    const either = isContested(name, sentence, isOfficer(role), words) || isEither(name, sentence, role);
    const sureness = intent && isWrite(intent) && either ? contested : 1;
    const confidence = best.confidence * sureness * (intent && isWrite(intent) ? doubt(intent, sentence) : 1);
    const others = (): readonly string[] => othersOf(inOrder(), name);
    if (name === outOfScope) return frame(outOfScope, confidence, sentence, confidence < sure.read ? others() : []);
    // A greeting that is hardly one is a line that nobody understood.
    if (intent?.risk === "talk" && confidence < leastTalk) return frame(outOfScope, 1 - confidence, sentence);
    // What only has reasons for a question stays what it is, and is asked about.
    if (best.confidence < least)
      return frame(outOfScope, 1 - confidence, sentence, [name, ...others()].slice(0, mostOthers));
    return frame(name, confidence, sentence, confidence < sure[intent?.risk ?? "read"] ? others() : []);
  };

  return { judge, frame, restOf };
}
