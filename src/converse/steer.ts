/** Words and buttons that steer a dialogue: stop, no, back, and the open question once more. */
import type { Message } from "../model/message.ts";
import { advance } from "./advance.ts";
import { closeFlow } from "./asides.ts";
import { say, toMessage } from "./say.ts";
import type { Flow, Known, State } from "./state.ts";
import type { Conversation, Ending, Turn } from "./turn.ts";

/** More steps back nobody takes. */
const longestTrail = 10;

export function remember({ resumed: _resumed, ...flow }: Flow, known: Known): Flow {
  return { ...flow, known, trail: [...flow.trail, flow.known].slice(-longestTrail), confirmed: false };
}

export function* goBack(turn: Turn, state: State, flow: Flow): Conversation {
  const previous = flow.trail.at(-1);
  if (!previous) return cancel(turn, state);
  return yield* advance(turn, state, { ...flow, known: previous, trail: flow.trail.slice(0, -1), confirmed: false });
}

export function cancel(turn: Turn, state: State): Ending {
  return closeFlow(turn, state, [say("talk.cancelled")]);
}

export function deny(turn: Turn, state: State): Ending {
  return closeFlow(turn, state, [say(state.prompt?.awaiting === "consent" ? "consent.declined" : "talk.cancelled")]);
}

/** The open question once more; the long text about consent stands above already. */
export function again({ flow, prompt }: State): readonly Message[] {
  if (!flow || !prompt) return [];
  return [
    prompt.awaiting === "consent" ? { ...toMessage(prompt), key: "consent.again", params: {} } : toMessage(prompt),
  ];
}
