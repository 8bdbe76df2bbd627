/** What an intent starts: an answer at once, or a write. Who may not say it is told so, kindly. */
import type { Intent } from "../model/intent.ts";
import type { Message } from "../model/message.ts";
import { advance, openFlow } from "./advance.ts";
import { needList, oneSubject, pledgeList, statusQuery } from "./answers/lists.ts";
import { isOfficer, talk } from "./answers/talk.ts";
import { say } from "./say.ts";
import type { Flow, Known, State } from "./state.ts";
import { act, commit, type Conversation, type Turn } from "./turn.ts";

export function* begin(turn: Turn, state: State, intentName: string, known: Known, evidence: Flow["evidence"] = []): Conversation {
  const intent = turn.intents.get(intentName);
  if (!intent && intentName !== "undo") return talk(turn, state, intentName);
  if (intent && !mayUse(turn, intent)) {
    if (intentName === "status.query") return yield* needList(turn, state, known);
    if (intentName === "delivery.log") return { state, messages: [say("talk.officers_receive")] };
    return { state, messages: [say("talk.officers_only")] };
  }
  switch (intentName) {
    case "need.list":
      return yield* needList(turn, state, known);
    case "need.show":
      return known.need ? yield* oneSubject(turn, state, "need", known.need) : yield* needList(turn, state, known);
    case "pledge.list":
      return yield* pledgeList(turn, state, known);
    case "status.query":
      return yield* statusQuery(turn, state, known);
    case "language.set":
      return yield* setLanguage(state, known);
    default:
      break;
  }
  if (intentName !== "undo" && (intent?.risk === "talk" || intent?.risk === "read")) return talk(turn, state, intentName);
  return yield* startWrite(turn, state, openFlow(intentName, withOwnCode(state, known), evidence));
}

/** A write that interrupts another one puts it aside; it comes back afterwards. */
export function* startWrite(turn: Turn, state: State, flow: Flow, before: readonly Message[] = []): Conversation {
  if (!state.flow) return yield* advance(turn, state, flow, before);
  const { flow: open, prompt, ...rest } = state;
  const aside = { flow: open, ...(prompt ? { prompt } : {}) };
  return yield* advance(turn, { ...rest, aside }, flow, before);
}

/** Reversible and about the person alone, so it is done at once, without reading back. */
function* setLanguage(state: State, known: Known): Conversation {
  if (!known.language) return { state, messages: [say("ask.language")] };
  const refused = yield* commit({ state, messages: [say("done.language.set")], acts: [act("language_set", { language: known.language })] });
  return { state, messages: [say(`refused.${refused.refusal.code}`, refused.refusal.params)] };
}

/** "the second one", "change it": what the list shown last, or what was done last, makes plain. */
function withOwnCode(state: State, known: Known): Known {
  if (known.list_ref === undefined) return known;
  const codes = state.list?.codes ?? [];
  const code = codes.at(known.list_ref > 0 ? known.list_ref - 1 : known.list_ref);
  if (!code) return known;
  return code.startsWith("CK") ? { ...known, pledge: code } : { ...known, need: code };
}

function mayUse(turn: Turn, intent: Intent): boolean {
  const mine = ["donor", ...turn.person.roles.map(({ role }) => role)];
  return intent.roles.some((role) => mine.includes(role)) || (intent.risk === "talk" && isOfficer(turn));
}
