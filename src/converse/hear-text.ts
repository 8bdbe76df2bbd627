/**
 * Words. Order of precedence: the open question's own answers, words that steer the dialogue, an answer to what was asked,
 * a correction, an interruption that is answered before the question returns, something new.
 */
import { outOfScope } from "../model/intent.ts";
import type { Frame } from "../model/frame.ts";
import { advance } from "./advance.ts";
import { answerAlarm } from "./alarm.ts";
import { more } from "./answers/more.ts";
import { showing } from "./answers/offer.ts";
import { lost } from "./answers/talk.ts";
import { begin, opensFlow } from "./begin.ts";
import { askMeaning, meaningSaid } from "./doubt.ts";
import { readTwice } from "./outside.ts";
import { commandIntent } from "./commands.ts";
import { follow } from "./follow.ts";
import { freeTextSlot } from "./listening.ts";
import { learn } from "./merge.ts";
import { isNewWish } from "./new-wish.ts";
import { linkCodeSaid } from "./link-code.ts";
import { refusePhone } from "./phone.ts";
import { choose, yesOf } from "./prompt.ts";
import { asAnswer, hasNews, isBareNumber, readWords } from "./read-words.ts";
import { answerReminder } from "./reminded.ts";
import { say } from "./say.ts";
import type { Flow, Reading, State } from "./state.ts";
import { again, cancel, deny, goBack, remember } from "./steer.ts";
import { doubtOf, isWorthBeginning, readingsOf } from "./readings.ts";
import { resolveListRef } from "./subject.ts";
import type { Conversation, Ending, Turn } from "./turn.ts";

export function* hearText(turn: Turn, state: State, text: string): Conversation {
  const spoken = text.trim();
  const alarm = turn.alarm(spoken);
  if (alarm) return yield* answerAlarm(turn, state, alarm);
  const command = commandIntent(turn, spoken);
  const chosen = command ? null : choose(turn, state.prompt, { type: "text", text: spoken });
  if (chosen?.type === "chosen") return yield* follow(turn, state, chosen.meaning);
  const read = command ? { ...readWords(turn, state, ""), ...command } : readWords(turn, state, spoken);
  if (turn.isPhone(spoken)) return refusePhone(turn, state);
  if (turn.privacyRisk(spoken)) {
    const key = read.intent === "child.identity" ? "talk.child_identity" : "refused.privacy";
    return { state, messages: [say(key), ...again(state)], forget: true };
  }
  const frame = command ? read : yield* readTwice(turn, state, read, spoken);
  const ending = yield* hearFrame(turn, state, frame, spoken);
  // Gibberish and invitation codes are in no language, whatever they look like; nor is it known of what a model had to read.
  const secret = frame.slots.code !== undefined && !/^[A-Z]{2}\d{2}-/.test(frame.slots.code);
  const speaks = frame.intent !== outOfScope && !secret && !frame.by;
  return frame.language && speaks ? { ...ending, language: frame.language } : ending;
}

function* hearFrame(turn: Turn, state: State, heard: Frame, spoken: string): Conversation {
  const { flow } = state;
  if (!flow) return yield* hearNew(turn, state, heard, spoken);
  const frame = asAnswer(state, flow, heard);
  const free = freeTextSlot(turn, state, heard, spoken);
  const steered = free ? null : yield* steer(turn, state, flow, frame);
  if (steered) return steered;
  if (free) return yield* correct(turn, state, flow, { ...frame, slots: { [free]: spoken.slice(0, longestText) } });
  const meant = meaningSaid(turn, state, frame, spoken);
  if (meant) return yield* follow(turn, state, meant);
  const short = frame.intent === "deny" || frame.intent === "affirm";
  if (frame.intent === flow.intent || (short && hasNews(frame)))
    return yield* hearSame(turn, state, flow, frame, spoken);
  if (frame.intent === outOfScope || short) return { state, messages: [say("talk.not_an_answer"), ...again(state)] };
  return yield* interrupt(turn, state, flow, frame, spoken);
}

/** What the running intent may mean: a place in what was offered, a wish of its own, or news for the open one. */
function* hearSame(turn: Turn, state: State, flow: Flow, frame: Frame, spoken: string): Conversation {
  const { list_ref: place } = frame.slots;
  const offered =
    place !== undefined && chooses.has(state.prompt?.awaiting ?? "")
      ? state.prompt?.options.at(place > 0 ? place - 1 : place)
      : undefined;
  if (offered) return yield* follow(turn, state, offered.meaning);
  const slots = resolveListRef(state, frame.slots);
  if (!slots) return { state, messages: [say("talk.no_such_number"), ...again(state)] };
  const resolved: Frame = { ...frame, slots };
  if (isNewWish(turn, state, flow, resolved, spoken)) return yield* interrupt(turn, state, flow, resolved, spoken);
  return yield* correct(turn, state, flow, resolved);
}

/** Questions whose options are things, so that "the second one" is one of them. */
const chooses: ReadonlySet<string> = new Set(["need", "pledge", "delivery", "area"]);

/** Nobody needs more for a reason, and it is read on a telephone. */
const longestText = 500;

function* steer(turn: Turn, state: State, flow: Flow, frame: Frame): Conversation<Ending | null> {
  if (frame.intent === "cancel") return cancel(turn, state);
  if (frame.intent === "back") return yield* goBack(turn, state, flow);
  if (frame.intent === "deny" && !hasNews(frame)) return deny(turn, state);
  if (frame.intent !== "affirm" || hasNews(frame)) return null;
  const yes = yesOf(state.prompt);
  return yes ? yield* follow(turn, state, yes.meaning) : null;
}

function* hearNew(turn: Turn, state: State, frame: Frame, spoken: string): Conversation {
  const code = linkCodeSaid(state, spoken);
  if (code) return yield* begin(turn, state, "account.link", { code });
  if (frame.intent === "more") return yield* more(turn, state);
  const meant = meaningSaid(turn, state, frame, spoken);
  if (meant) return yield* follow(turn, state, meant);
  const answered = yield* answerReminder(turn, state, frame, spoken);
  if (answered) return answered;
  const readings = readingsOf(turn, state, frame, spoken);
  // What is in no language was a slip of the hand, whatever it is nearest to.
  if (frame.intent === outOfScope) return lost(turn, state, frame.language ? readings : []);
  const yes = frame.intent === "affirm" && !hasNews(frame) ? yesOf(state.prompt) : undefined;
  if (yes) return yield* follow(turn, state, yes.meaning);
  if (isBareNumber(frame)) return yield* hearNumber(turn, state, frame);
  if (asksFirst(turn, frame, readings)) return askMeaning(turn, state, readings);
  return yield* begin(turn, passed(state), frame.intent, learn({}, frame), doubtOf(frame, readings));
}

/** A place in the list shown last: a digest shows one without asking anything. */
function* hearNumber(turn: Turn, state: State, { slots }: Frame): Conversation {
  const place = slots.items?.[0]?.quantity ?? 0;
  const code = state.list?.codes[place - 1];
  return code ? yield* follow(turn, state, showing(code)) : { state, messages: [say("talk.no_such_number")] };
}

/** Who says something else has left the question what was meant; it must not put words into a later sentence. */
function passed({ prompt, ...state }: State): State {
  return prompt && prompt.awaiting !== "meaning" ? { ...state, prompt } : state;
}

/** A write is doubted where it is read back, unless the person may not even say it. */
function asksFirst(turn: Turn, frame: Frame, [first]: readonly Reading[]): boolean {
  if (!first || isWorthBeginning(frame)) return false;
  return !opensFlow(turn, frame.intent) || first.intent !== frame.intent;
}

/** A question or a new wish in the middle of a write: it is answered, then the open question returns. */
function* interrupt(turn: Turn, state: State, flow: Flow, frame: Frame, spoken: string): Conversation {
  const asksHere =
    !hasNews(frame) &&
    (frame.intent === "need.list" || frame.intent === "need.show" || frame.intent === "status.query");
  const { need, unit, area } = flow.known;
  const here = asksHere && need ? { need } : asksHere && unit ? { unit, ...(area ? { area } : {}) } : {};
  const intent = asksHere && need ? "need.show" : frame.intent;
  const beside = opensFlow(turn, intent) ? doubtOf(frame, readingsOf(turn, state, frame, spoken)) : {};
  const ending =
    intent === "more"
      ? yield* more(turn, state)
      : yield* begin(turn, state, intent, { ...learn({}, frame), ...here }, beside);
  const untouched = ending.state.flow === state.flow && ending.state.asides === state.asides;
  return untouched ? { ...ending, messages: [...ending.messages, ...again(state)] } : ending;
}

function* correct(turn: Turn, state: State, flow: Flow, frame: Frame): Conversation {
  return yield* advance(turn, state, remember(flow, learn(flow.known, frame)));
}
