/**
 * A turn from what was heard to what is said. Order of precedence: the open question's own answers, words that steer the dialogue,
 * an answer to what was asked, a correction, an interruption that is answered before the question returns, something new.
 */
import type { Frame, SlotName } from "../model/frame.ts";
import type { Language } from "../model/message.ts";
import { readCommandData } from "../model/message.ts";
import { advance, ask, closeFlow } from "./advance.ts";
import { more, startOf } from "./answers/lists.ts";
import { lost, menu } from "./answers/talk.ts";
import { begin } from "./begin.ts";
import { commandIntent } from "./commands.ts";
import { hearFile, hearPhone } from "./hear-others.ts";
import { learn, without } from "./merge.ts";
import { choose } from "./prompt.ts";
import { say, toMessage } from "./say.ts";
import type { Flow, Known, Meaning, State } from "./state.ts";
import type { Conversation, Ending, Turn } from "./turn.ts";

export function* converse(turn: Turn): Conversation {
  const ending = yield* hear(turn);
  return turn.restarted ? { ...ending, messages: [say("talk.restarted"), ...ending.messages] } : ending;
}

function* hear(turn: Turn): Conversation {
  const { content, state } = turn;
  switch (content.type) {
    case "text":
      return yield* hearText(turn, state, content.text);
    case "button":
      return yield* hearButton(turn, state, content.data);
    case "start":
      return yield* hearStart(turn, state, content.parameter);
    case "contact":
      return yield* hearPhone(state, content);
    case "file":
      return yield* hearFile(turn, state, content, hearText);
    case "edited":
      return { state, messages: [say("talk.edited"), ...again(state)] };
    case "unsupported":
      return { state, messages: [say("talk.unsupported"), ...again(state)] };
    case "reachable":
      return { state, messages: [] };
  }
}

function* hearButton(turn: Turn, state: State, data: string): Conversation {
  const command = readCommandData(data);
  if (command && turn.intents.has(command.intent)) {
    return yield* begin(turn, state, command.intent, subjectOf(command.code));
  }
  const chosen = choose(turn, state.prompt, turn.content);
  if (chosen.type === "chosen") return yield* follow(turn, state, chosen.meaning);
  return { state, messages: [say("talk.stale_button"), ...again(state)] };
}

function* hearStart(turn: Turn, state: State, parameter: string | undefined): Conversation {
  if (!parameter) return menu(turn, state, say("talk.greet", { name: turn.person.name }));
  const need = /^n_([a-z]{2}\d{2}-\d{3,6})$/i.exec(parameter)?.[1];
  if (need) return yield* follow(turn, state, startOf(need.toUpperCase()));
  return yield* begin(turn, state, "officer.join", { code: parameter });
}

function* hearText(turn: Turn, state: State, text: string): Conversation {
  const spoken = text.trim();
  if (spoken === "") return lost(turn, state);
  const command = commandIntent(spoken);
  const chosen = command ? ({ type: "free" } as const) : choose(turn, state.prompt, { type: "text", text: spoken });
  if (chosen.type === "chosen") return yield* follow(turn, state, chosen.meaning);
  const frame = command ? { ...turn.understand("", listening(turn, state)), ...command } : turn.understand(spoken, listening(turn, state));
  const ending = yield* hearFrame(turn, state, frame, spoken);
  return withLanguage(ending, frame.language);
}

function withLanguage(ending: Ending, language: Language | null): Ending {
  return language ? { ...ending, language } : ending;
}

function* hearFrame(turn: Turn, state: State, frame: Frame, spoken: string): Conversation {
  const { flow, prompt } = state;
  if (frame.intent === "child.identity") return yield* interrupted(turn, state, frame);
  if (!flow) return yield* hearNew(turn, state, frame);
  switch (frame.intent) {
    case "cancel":
      return closeFlow(turn, state, [say("talk.cancelled")]);
    case "back":
      return yield* goBack(turn, state, flow);
    case "affirm":
      if (prompt?.awaiting === "confirm" || prompt?.awaiting === "consent") return yield* follow(turn, state, { type: "yes" });
      break;
    case "deny":
      if (!hasNews(frame)) return yield* deny(turn, state);
      break;
    default:
      break;
  }
  const answersQuestion = frame.intent === flow.intent || (hasNews(frame) && (frame.intent === "deny" || frame.intent === "affirm"));
  if (answersQuestion) return yield* correct(turn, state, flow, frame);
  const text = freeText(prompt?.awaiting);
  if (text && !startsSomething(turn, frame)) return yield* correct(turn, state, flow, { ...frame, slots: { [text]: spoken } });
  if (frame.intent === "out_of_scope") return again(state).length ? { state, messages: [say("talk.not_an_answer"), ...again(state)] } : lost(turn, state);
  return yield* interrupted(turn, state, frame);
}

function* hearNew(turn: Turn, state: State, frame: Frame): Conversation {
  if (frame.intent === "more") return yield* more(turn, state);
  if (frame.intent === "out_of_scope") return lost(turn, state);
  const { prompt: _prompt, lost: _lost, ...rest } = state;
  return yield* begin(turn, rest, frame.intent, learn({}, frame));
}

/** A question or a new wish in the middle of a write: it is answered, then the open question returns. */
function* interrupted(turn: Turn, state: State, frame: Frame): Conversation {
  const ending = frame.intent === "more" ? yield* more(turn, state) : yield* begin(turn, state, frame.intent, learn({}, frame));
  const untouched = ending.state.flow === state.flow && ending.state.prompt === state.prompt;
  return untouched && state.flow ? { ...ending, messages: [...ending.messages, ...again(state)] } : ending;
}

function* correct(turn: Turn, state: State, flow: Flow, frame: Frame): Conversation {
  const known = learn(flow.known, frame);
  return yield* advance(turn, state, { ...flow, known, trail: [...flow.trail.slice(-9), flow.known], confirmed: false });
}

function* follow(turn: Turn, state: State, meaning: Meaning): Conversation {
  const { flow } = state;
  switch (meaning.type) {
    case "more":
      return yield* more(turn, state);
    case "start": {
      const { flow: _flow, prompt: _prompt, ...rest } = state;
      return yield* begin(turn, rest, meaning.intent, meaning.known);
    }
    case "no":
      return yield* deny(turn, state);
    default:
      break;
  }
  if (!flow) return { state, messages: [say("talk.nothing_open")] };
  if (meaning.type === "yes") return yield* advance(turn, state, { ...flow, confirmed: true });
  if (meaning.type === "know") {
    const known: Known = { ...flow.known, ...meaning.known };
    return yield* advance(turn, state, { ...flow, known, trail: [...flow.trail.slice(-9), flow.known], confirmed: false });
  }
  const slot = meaning.type === "ask_again" ? meaning.slot : "change";
  const known = meaning.type === "ask_again" ? without(flow.known, slot) : flow.known;
  return ask(turn, state, { ...flow, known, confirmed: false }, { awaiting: slot, key: `ask.${slot}` });
}

function* deny(turn: Turn, state: State): Conversation {
  if (state.prompt?.awaiting === "consent") return closeFlow(turn, state, [say("consent.declined")]);
  return closeFlow(turn, state, [say(state.flow ? "talk.cancelled" : "talk.nothing_open")]);
}

function* goBack(turn: Turn, state: State, flow: Flow): Conversation {
  const previous = flow.trail.at(-1);
  if (!previous) return closeFlow(turn, state, [say("talk.cancelled")]);
  return yield* advance(turn, state, { ...flow, known: previous, trail: flow.trail.slice(0, -1), confirmed: false });
}

function again(state: State) {
  return state.flow && state.prompt ? [toMessage(state.prompt)] : [];
}

function listening(turn: Turn, state: State) {
  const awaiting = state.prompt?.awaiting;
  const highest = turn.person.roles.find(({ role }) => role === "province_officer") ?? turn.person.roles[0];
  return {
    now: turn.now,
    role: highest?.role ?? "donor",
    locale: turn.person.language,
    awaiting: state.flow && awaiting ? (listened.get(awaiting) ?? (awaiting as SlotName)) : null,
    running: state.flow?.intent ?? null,
  };
}

/** Questions that are no slot: after consent, a choice or "what shall I change?" people answer as to a read-back. */
const listened: ReadonlyMap<string, "confirm"> = new Map([
  ["consent", "confirm"],
  ["change", "confirm"],
  ["list", "confirm"],
]);

/** Slots that take the person's own words as they are. */
function freeText(awaiting: string | undefined): "reason" | "source" | "service" | "text" | undefined {
  return awaiting === "reason" || awaiting === "source" || awaiting === "service" || awaiting === "text" ? awaiting : undefined;
}

function startsSomething(turn: Turn, frame: Frame): boolean {
  const risk = turn.intents.get(frame.intent)?.risk;
  return frame.confidence > 0.8 && (risk === "read" || risk === "talk") && frame.intent !== "out_of_scope";
}

function hasNews(frame: Frame): boolean {
  return Object.keys(frame.slots).length > 0;
}

function subjectOf(code: string): Known {
  if (code.startsWith("CK")) return { pledge: code };
  return code.startsWith("GN") ? { delivery: code } : { need: code };
}
