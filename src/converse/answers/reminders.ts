/** Reminders: changed at once, because it is about the person alone and taken back by a word; a day's reminders, as who asks may see them. */
import type { Json } from "../../model/message.ts";
import { refusedMessage } from "../refuse.ts";
import { asJson, say } from "../say.ts";
import type { Known, State } from "../state.ts";
import { again } from "../steer.ts";
import { act, commit, type Conversation, read, type Turn } from "../turn.ts";
import { offer, starting } from "./offer.ts";

/** Days that are offered to be reminded again. */
const offeredDays = [1, 3, 7];
/** More people nobody reads on a telephone. */
const mostPeople = 15;

/** Stop, again, or on another day; without any of these, what can be changed is offered. */
export function* reminderSettings(turn: Turn, state: State, known: Known): Conversation {
  const { pledge, date } = known;
  const mode = known.mode ?? (date ? "later" : undefined);
  if (!mode) return askWhen(turn, state, pledge);
  const day = mode === "later" ? date : undefined;
  const scope = pledge ? "" : "_all";
  const done = say(`done.reminder.${mode}${mode === "later" ? "" : scope}`, { code: pledge ?? null });
  const acts = [act("reminder_settings", { pledge, date: day, mode })];
  const { prompt: _prompt, ...rest } = state;
  const next = state.flow ? state : rest;
  const { refusal } = yield* commit({ state: next, messages: [done, ...again(state)], acts });
  const nothing = refusal.code === "wrong_state";
  return { state, messages: [nothing ? say("talk.nothing_to_remind") : refusedMessage(refusal)] };
}

function askWhen(turn: Turn, state: State, pledge: string | undefined) {
  const about: Known = pledge ? { pledge } : {};
  const later = offeredDays.map((days) => {
    const date = dayAfter(turn.today, days);
    return starting("day_choice", "reminder.settings", { ...about, date }, { day: date });
  });
  const stop = starting("stop_reminding", "reminder.settings", { ...about, mode: "stop" });
  return offer(turn, state, "ask.remind_when", { code: pledge ?? null }, [...later, stop]);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The donor's word that it was handed over: the officers are asked to enter it. It changes no quantity. */
export function* pledgeClaim(_turn: Turn, state: State, { pledge }: Known): Conversation {
  const acts = [act("pledge_claim", { pledge })];
  const { prompt: _prompt, ...rest } = state;
  const next = state.flow ? state : rest;
  const { refusal } = yield* commit({ state: next, messages: [say("done.pledge.claim"), ...again(state)], acts });
  return { state, messages: [refusedMessage(refusal)] };
}

interface RemindersOfDay {
  readonly date: string;
  readonly total: number;
  readonly people: readonly {
    readonly self?: boolean;
    readonly matters: readonly { readonly message?: Json }[];
  }[];
}

export function* reminderList(turn: Turn, state: State, { date }: Known): Conversation {
  const shown = yield* read<RemindersOfDay>("reminder_list", { date, now: turn.now });
  if (!shown.ok) return { state, messages: [refusedMessage(shown.refusal)] };
  const { people, total, date: day } = shown.value;
  const others = people.filter(({ self }) => !self);
  const mine = people
    .filter(({ self }) => self)
    .flatMap(({ matters }) => matters.flatMap(({ message }) => (message ? [message] : [])));
  if (total === 0) return { state, messages: [say("reminders.none", { date: day })] };
  const params = {
    date: day,
    mine: asJson(mine),
    others: others.length > 0 ? { total: others.length, people: asJson(others.slice(0, mostPeople)) } : null,
    more: Math.max(0, others.length - mostPeople),
  };
  return { state, messages: [say("reminders.list", params), ...again(state)] };
}
