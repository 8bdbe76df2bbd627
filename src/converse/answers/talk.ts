/** Talk that touches no ledger: greeting, help, thanks, a person to call, a child that must not be named. */
import type { Message } from "../../model/message.ts";
import { say, type Choice, toMessage, toPrompt } from "../say.ts";
import type { State } from "../state.ts";
import type { Ending, Turn } from "../turn.ts";

export function talk(turn: Turn, state: State, intent: string): Ending {
  switch (intent) {
    case "greet":
      return menu(turn, state, say("talk.greet", { name: turn.person.name }));
    case "help":
      return menu(turn, state, say(isOfficer(turn) ? "talk.help_officer" : "talk.help_donor"));
    case "thanks":
      return { state, messages: [say("talk.thanks")] };
    case "human.contact":
      return { state, messages: [contact(turn)] };
    case "child.identity":
      return { state, messages: [say("talk.child_identity")], forget: true };
    case "data.delete":
      return { state, messages: [say("talk.data")] };
    case "affirm":
    case "deny":
    case "back":
      return { state, messages: [say("talk.nothing_open")] };
    case "cancel":
      return { state: closed(state), messages: [say("talk.nothing_open")] };
    default:
      return { state, messages: [say("talk.not_available")] };
  }
}

/** Not understood: say what can be said; the second time in a row offer the menu and a person. */
export function lost(turn: Turn, state: State): Ending {
  const times = (state.lost ?? 0) + 1;
  const kept = { ...state, lost: times };
  return times === 1 ? { state: kept, messages: [say("talk.not_understood")] } : menu(turn, kept, say("talk.lost"));
}

export function menu(turn: Turn, state: State, message: Message): Ending {
  if (state.flow) return { state, messages: [message] };
  const choice = (label: string, intent: string): Choice => ({ label, meaning: { type: "start", intent, known: {} } });
  const choices = isOfficer(turn)
    ? [choice("menu_status", "status.query"), choice("menu_delivery", "delivery.log"), choice("menu_need", "need.create"), choice("menu_contact", "human.contact")]
    : [choice("menu_needs", "need.list"), choice("menu_pledge", "pledge.create"), choice("menu_my_pledges", "pledge.list"), choice("menu_contact", "human.contact")];
  const prompt = toPrompt({ awaiting: "list", key: message.key, params: message.params ?? {}, choices }, turn);
  return { state: { ...state, prompt }, messages: [toMessage(prompt)] };
}

export function isOfficer(turn: Turn): boolean {
  return turn.person.roles.length > 0;
}

function contact({ contact: { name, phone } }: Turn): Message {
  return phone ? say("talk.human_contact", { name, phone }) : say("talk.human_contact_missing");
}

function closed(state: State): State {
  const { flow: _flow, prompt: _prompt, aside: _aside, ...rest } = state;
  return rest;
}
