/** What an intent starts: an answer at once, or a write. Who may not say it is told so, kindly. */
import { type Intent, isWrite } from "../model/intent.ts";
import { type Beside, openFlow, startWrite } from "./advance.ts";
import { difficultyList } from "./answers/difficulties.ts";
import { needList } from "./answers/need-list.ts";
import { pledgeList } from "./answers/pledge-list.ts";
import { reportDraft } from "./answers/report-draft.ts";
import { reportDue } from "./answers/report-due.ts";
import { pledgeClaim, reminderList, reminderSettings } from "./answers/reminders.ts";
import { reportRecipients } from "./answers/report-recipients.ts";
import { askLanguage, isTalk, refuseRole, talk } from "./answers/talk.ts";
import { showNeed, showPledge } from "./answers/show.ts";
import { onlyLooks, showDelivery } from "./answers/show-delivery.ts";
import { statusQuery } from "./answers/status.ts";
import { maySay } from "./may-say.ts";
import { giveLinkCode } from "./link-code.ts";
import { forgetPhone } from "./phone.ts";
import { refusedMessage } from "./refuse.ts";
import { say } from "./say.ts";
import type { Known, State } from "./state.ts";
import { again } from "./steer.ts";
import { givesToShown, resolveListRef } from "./subject.ts";
import { act, commit, type Conversation, type Turn } from "./turn.ts";

export function* begin(turn: Turn, state: State, name: string, said: Known, beside: Beside = {}): Conversation {
  const listed = resolveListRef(state, said);
  const known = listed && name === "pledge.create" ? givesToShown(state, listed) : listed;
  if (!known) return { state, messages: [say("talk.no_such_number")] };
  if (looksAtOne.has(name) && onlyLooks(turn, known)) return yield* showOr(needList, turn, state, known);
  const intent = turn.intents.get(name);
  // Only donors have promises of their own, so what a list shows an officer under "my pledges" is what they may see.
  if (intent && !maySay(turn, intent, known)) {
    return name === "status.query" ? yield* needList(turn, state, known) : refuseRole(turn, state, name);
  }
  const answer = reads.get(name);
  if (answer) return yield* answer(turn, state, known);
  if (name === "account.link" && !known.code) return yield* giveLinkCode(turn, state);
  if (name === "data.delete" && known.forget_phone) return yield* forgetPhone(turn, state);
  const direct = directs.get(name);
  if (direct) return yield* direct(turn, state, known);
  if (!opensFlow(turn, name)) return talk(turn, state, name);
  return yield* startWrite(turn, state, openFlow(name, known, beside));
}

/** What a code with nothing to do about it is understood as. */
const looksAtOne: ReadonlySet<string> = new Set(["audit.history", "delivery.amend"]);

/** Whether it is read back before it is done; everything else is answered at once. */
export function opensFlow(turn: Turn, name: string): boolean {
  const intent = turn.intents.get(name);
  const writes = intent?.function !== undefined && isWrite(intent);
  return name === "undo" || (writes && !directs.has(name));
}

/** Heard before anything begins (hear-text.ts), or done by a plan that needs no function of its own. */
const elsewhere: ReadonlySet<string> = new Set(["more", "out_of_scope", "undo"]);

/** Whether anything answers it or carries it out by now; what does not has a sentence of its own in `not_yet`. */
export function worksNow({ intent, function: carryOut }: Pick<Intent, "intent" | "function">): boolean {
  return carryOut !== undefined || reads.has(intent) || isTalk(intent) || elsewhere.has(intent);
}

/** Whether a button may say it: an intent, or what is only ever pressed. */
export function isKnown(turn: Turn, name: string): boolean {
  return turn.intents.has(name) || directs.has(name);
}

type AnswerRead = (turn: Turn, state: State, known: Known) => Conversation;

const reads: ReadonlyMap<string, AnswerRead> = new Map<string, AnswerRead>([
  ["need.list", needList],
  ["need.show", (turn, state, known) => showOr(needList, turn, state, known)],
  ["pledge.list", (turn, state, known) => showOr(pledgeList, turn, state, known)],
  ["difficulty.list", difficultyList],
  ["reminder.list", reminderList],
  ["status.query", (turn, state, known) => showOr(statusQuery, turn, state, known)],
  ["report.due", reportDue],
  ["report.draft", reportDraft],
  ["report.recipients", reportRecipients],
]);

/** Done at once, without reading back: about the person alone and taken back by a word, or changing no quantity. */
const directs: ReadonlyMap<string, AnswerRead> = new Map<string, AnswerRead>([
  ["language.set", setLanguage],
  ["pledge.claim", pledgeClaim],
  ["reminder.settings", reminderSettings],
]);

/** A code beats everything else that was said. */
function* showOr(list: AnswerRead, turn: Turn, state: State, known: Known): Conversation {
  if (known.pledge) return yield* showPledge(turn, state, known.pledge);
  if (known.delivery) return yield* showDelivery(turn, state, known.delivery);
  if (known.need) return yield* showNeed(turn, state, known.need);
  return yield* list(turn, state, known);
}

function* setLanguage(turn: Turn, state: State, known: Known): Conversation {
  if (!known.language) return askLanguage(turn, state);
  const acts = [act("language_set", { language: known.language })];
  const { refusal } = yield* commit({ state, messages: [say("done.language.set"), ...again(state)], acts });
  return { state, messages: [refusedMessage(refusal)] };
}
