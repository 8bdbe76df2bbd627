/** Writes that wait while another one is open: put aside, taken up again when it ends. */
import type { Message } from "../model/message.ts";
import { asJson, say, toMessage, toPrompt } from "./say.ts";
import { type Aside, mostAsides, type Prompt, type State } from "./state.ts";
import type { Ending, Turn } from "./turn.ts";

export function putAside(state: State, aside: Aside): State {
  return { ...state, asides: [...(state.asides ?? []), aside].slice(-mostAsides) };
}

/** The open write and its question become one that waits; who leaves it unanswered twice has dropped it. */
export function setAside(state: State): State {
  const { flow, prompt, ...rest } = state;
  if (!flow) return state;
  return flow.resumed || passing.has(flow.intent) ? rest : putAside(rest, { flow, ...(prompt ? { prompt } : {}) });
}

/** Writes about what was just done: after something else was done they would mean that. */
const passing: ReadonlySet<string> = new Set(["undo"]);

/** Ends the open write; the one that was put aside last comes back. `done` says what became of it, and asks what may be done next when nothing comes back. */
export function closeFlow(turn: Turn, state: State, messages: readonly Message[], done?: Prompt): Ending {
  const { flow: _flow, prompt: _prompt, asides = [], ...rest } = state;
  const back = asides.at(-1);
  if (done && done.options.length > 0 && !back)
    return { state: { ...rest, prompt: done }, messages: [...messages, toMessage(done)] };
  const said = done ? [...messages, withoutChoices(done)] : messages;
  return back ? takeUp(turn, { ...rest, asides: asides.slice(0, -1) }, back, said) : { state: rest, messages: said };
}

function withoutChoices({ key, params, document }: Prompt): Message {
  return { ...say(key, { ...params, asks: null }), ...(document ? { document } : {}) };
}

function takeUp(turn: Turn, state: State, back: Aside, messages: readonly Message[]): Ending {
  const prompt = back.prompt ?? resumePrompt(turn, back);
  const again = [...(back.prompt ? [say("talk.back_to_aside")] : []), toMessage(prompt)];
  return { state: { ...state, flow: { ...back.flow, resumed: true }, prompt }, messages: [...messages, ...again] };
}

/** The rest of a wish with several parts: nothing of it was asked yet, so "yes" only goes on to its own read-back. */
function resumePrompt(turn: Turn, { flow }: Aside): Prompt {
  const { items, amount, service } = flow.known;
  return toPrompt(
    {
      awaiting: "resume",
      key: amount && !items ? "talk.continue_money" : "talk.continue_rest",
      params: { items: asJson(items ?? []), amount: asJson(amount), service: service ?? null },
      choices: [
        { label: "yes", meaning: { type: "know", known: {} } },
        { label: "no", meaning: { type: "no" } },
      ],
    },
    turn,
  );
}
