/** Talk that touches no ledger: greeting, help, thanks, a person to call, a child that must not be named. */
import type { Message } from "../../model/message.ts";
import { askMeaning } from "../doubt.ts";
import { type Choice, say } from "../say.ts";
import type { Reading, State } from "../state.ts";
import type { Ending, Turn } from "../turn.ts";
import { aboutData, mayOfferModel, offerModel } from "../outside.ts";
import { offer, starting } from "./offer.ts";

type Talk = (turn: Turn, state: State, intent: string) => Ending;

const plain =
  (key: string): Talk =>
  (_turn, state) => ({ state, messages: [say(key)] });
const onlyOpen: Talk = (_turn, state, intent) => ({
  state,
  messages: [say(hasChoices(state) && intent === "affirm" ? "talk.pick" : "talk.nothing_open")],
});
const letBe: Talk = (_turn, state) => ({
  state,
  messages: [say(hasChoices(state) ? "talk.as_you_wish" : "talk.nothing_open")],
});

const talks: ReadonlyMap<string, Talk> = new Map<string, Talk>([
  ["greet", (turn, state) => menu(turn, state, say("talk.greet", { name: turn.person.name }))],
  ["help", (turn, state) => menu(turn, state, say(isOfficer(turn) ? "talk.help_officer" : "talk.help_donor"))],
  ["thanks", plain("talk.thanks")],
  ["human.contact", (turn, state) => ({ state, messages: [contact(turn)] })],
  ["child.identity", (_turn, state) => ({ state, messages: [say("talk.child_identity")], forget: true })],
  ["data.delete", aboutData],
  ["data.export", aboutData],
  ["affirm", onlyOpen],
  ["back", onlyOpen],
  ["deny", letBe],
  ["cancel", letBe],
]);

/** Whether it is answered here. */
export function isTalk(intent: string): boolean {
  return talks.has(intent);
}

/** What nothing carries out yet is told so, with where to turn instead. */
export function talk(turn: Turn, state: State, intent: string): Ending {
  const answer = talks.get(intent);
  if (answer) return answer(turn, state, intent);
  const key = turn.intents.has(intent) ? `not_yet.${intent}` : "talk.not_available";
  return { state, messages: [say(key)] };
}

function hasChoices({ prompt }: State): boolean {
  return prompt !== undefined && prompt.options.length > 0;
}

/** Not understood: ask what it may have been, or say what can be said; the second time in a row offer the menu and a person. */
export function lost(turn: Turn, state: State, readings: readonly Reading[]): Ending {
  const times = (turn.state.lost ?? 0) + 1;
  const kept = { ...state, lost: times };
  if (times > 1) return menu(turn, kept, say("talk.lost"));
  if (readings.length > 0 && !mayOfferModel(turn, kept)) return askMeaning(turn, kept, readings);
  return offerModel(turn, kept, [say("talk.not_understood")]);
}

export function menu(turn: Turn, state: State, message: Message): Ending {
  return offer(turn, state, message.key, message.params ?? {}, isOfficer(turn) ? officerMenu : donorMenu);
}

const donorMenu: readonly Choice[] = [
  starting("menu_needs", "need.list", {}),
  starting("menu_pledge", "pledge.create", {}),
  starting("menu_my_pledges", "pledge.list", {}),
  starting("menu_contact", "human.contact", {}),
];

const officerMenu: readonly Choice[] = [
  starting("menu_status", "status.query", {}),
  starting("menu_delivery", "delivery.log", {}),
  starting("menu_need", "need.create", {}),
  starting("menu_contact", "human.contact", {}),
];

export function isOfficer(turn: Turn): boolean {
  return turn.person.roles.length > 0;
}

export function refuseRole(turn: Turn, state: State, intent: string): Ending {
  if (isOfficer(turn)) return { state, messages: [say("refused.not_allowed")] };
  return { state, messages: [say(intent === "delivery.log" ? "talk.officers_receive" : "talk.officers_only")] };
}

export function askLanguage(turn: Turn, state: State): Ending {
  return offer(turn, state, "ask.language", {}, [
    starting("vietnamese", "language.set", { language: "vi" }),
    starting("english", "language.set", { language: "en" }),
  ]);
}

function contact({ contact: { name, phone } }: Turn): Message {
  return phone ? say("talk.human_contact", { name, phone }) : say("talk.human_contact_missing");
}
