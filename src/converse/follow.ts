/** What a chosen answer does. */
import { advance, ask } from "./advance.ts";
import { closeFlow } from "./asides.ts";
import { more } from "./answers/more.ts";
import { begin } from "./begin.ts";
import { settleChoice, without } from "./merge.ts";
import { askConsent, settleConsent } from "./outside.ts";
import { say } from "./say.ts";
import type { Meaning, State } from "./state.ts";
import { deny, remember } from "./steer.ts";
import { lastSubject } from "./subject.ts";
import type { Conversation, Turn } from "./turn.ts";

export function* follow(turn: Turn, state: State, meaning: Meaning): Conversation {
  const { flow } = state;
  if (meaning.type === "more") return yield* more(turn, state);
  if (meaning.type === "consent") return yield* settleConsent(turn, state, meaning);
  if (meaning.type === "ask_consent") return askConsent(turn, state, meaning.purpose);
  if (meaning.type === "start") return yield* start(turn, state, meaning);
  if (!flow) return { state, messages: [say(meaning.type === "no" ? "talk.as_you_wish" : "talk.nothing_open")] };
  switch (meaning.type) {
    case "yes": {
      const { doubt: _doubt, ...sure } = flow;
      return yield* advance(turn, state, { ...sure, confirmed: true });
    }
    case "no":
      return deny(turn, state);
    case "know":
      return yield* advance(turn, state, remember(flow, settleChoice(flow.known, meaning.known)));
    case "change":
      return ask(
        turn,
        state,
        { ...flow, confirmed: false },
        { awaiting: "change", key: flow.intent === "pledge.create" ? "ask.change" : "ask.change_plain" },
      );
    case "ask_again": {
      const { slot } = meaning;
      return ask(turn, state, remember(flow, without(flow.known, slot)), { awaiting: slot, key: `ask.${slot}` });
    }
  }
}

/** Instead of what is open, with its photos. A write that waits comes back after an answer. */
function* start(
  turn: Turn,
  { flow, prompt: _prompt, ...state }: State,
  { intent, known, last }: Extract<Meaning, { type: "start" }>,
): Conversation {
  const meant = last ? { ...lastSubject(state), ...known } : known;
  const ending = yield* begin(turn, state, intent, meant, flow ? { evidence: flow.evidence } : {});
  return ending.state.flow || !ending.state.asides?.length ? ending : closeFlow(turn, ending.state, ending.messages);
}
