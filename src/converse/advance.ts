/** The engine of every write: fill what is missing, read back, ask for consent once, do it, say so. */
import type { SlotName } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import type { Refusal } from "../model/refusal.ts";
import { closeFlow, putAside, setAside } from "./asides.ts";
import { findFault, slotToMend } from "./check.ts";
import { doubted, whichMeaning } from "./doubt.ts";
import { askDoubtful } from "./doubtful.ts";
import { without } from "./merge.ts";
import type { Step } from "./plan.ts";
import { offerPhone } from "./phone-offer.ts";
import { planOf } from "./plans/registry.ts";
import { refusedMessage } from "./refuse.ts";
import { confirmChoices, type Question, say, toMessage, toPrompt } from "./say.ts";
import type { Flow, Known, State } from "./state.ts";
import { act, commit, type Conversation, type Ending, type Turn } from "./turn.ts";

export const consentVersion = "1";

type Ready = Extract<Step, { type: "ready" }>;

/** What comes with the words that begin a write: photos, and doubts whether it is meant. */
export type Beside = Partial<Pick<Flow, "evidence" | "doubt">>;

export function openFlow(intent: string, known: Known, beside: Beside = {}): Flow {
  return { intent, known, evidence: [], trail: [], confirmed: false, ...beside };
}

/** Begins a write; one that is open waits meanwhile. */
export function* startWrite(turn: Turn, state: State, flow: Flow, before: readonly Message[] = []): Conversation {
  return yield* advance(turn, setAside(state), flow, before);
}

/** Carries the open write one step further and ends the turn. `before` is said first. */
export function* advance(turn: Turn, state: State, flow: Flow, before: readonly Message[] = []): Conversation {
  const fault = findFault(turn, flow.intent, flow.known);
  if (fault) return askToMend(turn, state, flow, fault.slot, fault.refusal, before);
  const unclear = askDoubtful(turn, flow.known);
  if (unclear) return ask(turn, state, { ...flow, known: unclear.known }, unclear.question, before);
  return yield* take(turn, state, flow, yield* planOf(flow.intent)(turn, flow), before);
}

function* take(turn: Turn, state: State, flow: Flow, step: Step, before: readonly Message[]): Conversation {
  switch (step.type) {
    case "stop":
      if (flow.doubt?.asked === false) return ask(turn, state, flow, whichMeaning(flow.doubt.readings), before);
      return closeFlow(turn, state, [...before, ...step.messages]);
    case "narrow":
      return yield* advance(
        turn,
        putAside(state, { flow: openFlow(flow.intent, step.rest) }),
        { ...flow, known: step.known },
        before,
      );
    case "ask":
      return ask(turn, state, { ...flow, known: step.known ?? flow.known, confirmed: false }, step.question, before);
    case "ready":
      return yield* takeReady(turn, state, { ...flow, known: step.known }, step, before);
  }
}

/** Values that have a sentence of their own when they are pointed at. */
const pointedAt: Partial<Record<SlotName, string>> = {
  items: "items",
  amount: "amount",
  list_ref: "list_ref",
  due: "day",
  date: "day",
  period: "day",
  year: "day",
  area: "area",
  need: "code",
  pledge: "code",
  delivery: "code",
};

function lookClosely({ unsure: [slot] = [] }: Known): readonly Message[] {
  return slot ? [say(`talk.look_closely.${pointedAt[slot] ?? "other"}`)] : [];
}

function* takeReady(turn: Turn, state: State, flow: Flow, step: Ready, before: readonly Message[]): Conversation {
  if (!flow.confirmed && step.atOnce !== true) {
    const params = { ...step.echo.params, photos: flow.evidence.length || null };
    return ask(
      turn,
      state,
      flow,
      { awaiting: "confirm", key: step.echo.key, params, choices: step.choices ?? confirmChoices },
      [...before, ...lookClosely(flow.known)],
    );
  }
  if (!turn.person.consented && !step.withoutConsent && state.prompt?.awaiting !== "consent") {
    return ask(turn, state, flow, consentQuestion(turn), before);
  }
  return yield* carryOut(turn, state, flow, step, before);
}

function* carryOut(turn: Turn, state: State, flow: Flow, step: Ready, before: readonly Message[]): Conversation {
  const consent = act("consent_give", { purpose: "pledge", text_version: consentVersion, name: turn.senderName });
  const acts = turn.person.consented || step.withoutConsent ? step.acts : [consent, ...step.acts];
  const done = toPrompt(
    {
      awaiting: "list",
      key: step.done.key,
      params: step.done.params ?? {},
      choices: step.next ?? [],
      document: step.done.document,
    },
    turn,
  );
  const promises = acts.some(({ name }) => name === "pledge_create");
  const offered = promises ? offerPhone(turn, state) : { state, messages: [] };
  const ending = closeFlow(turn, offered.state, before, done);
  const refused = yield* commit({ ...ending, messages: [...ending.messages, ...offered.messages], acts });
  return yield* recover(turn, state, { ...flow, confirmed: false }, refused.refusal);
}

/** The ledger said no, and nothing was written: offer what is possible now, or say what to change. */
function* recover(turn: Turn, state: State, flow: Flow, refusal: Refusal): Conversation {
  const step = changed.has(refusal.code) ? yield* planOf(flow.intent)(turn, flow) : null;
  if (step && step.type !== "ready") return yield* take(turn, state, flow, step, []);
  const usual = slotToMend[refusal.code];
  const slot = usual === "items" && !flow.known.items && flow.known.amount ? "amount" : usual;
  return slot ? askToMend(turn, state, flow, slot, refusal, []) : closeFlow(turn, state, [refusedMessage(refusal)]);
}

/** Somebody else was quicker, or the numbers moved: the plan sees it now and offers what is left. */
const changed: ReadonlySet<Refusal["code"]> = new Set(["not_enough_remaining", "surplus", "wrong_state"]);

function askToMend(
  turn: Turn,
  state: State,
  flow: Flow,
  slot: string,
  refusal: Refusal,
  before: readonly Message[],
): Ending {
  const mended = { ...flow, known: without(flow.known, slot), confirmed: false };
  const ending = put(
    turn,
    state,
    mended,
    { awaiting: slot, key: `refused.${refusal.code}`, params: refusal.params },
    before,
  );
  return refusal.code === "privacy" ? { ...ending, forget: true } : ending;
}

/** Asks on, or first what was meant at all. */
export function ask(turn: Turn, state: State, open: Flow, wanted: Question, before: readonly Message[] = []): Ending {
  const { flow, question } = doubted(turn, open, wanted);
  return put(turn, state, flow, question, before);
}

/** Puts a question; the turn ends with it. */
function put(turn: Turn, state: State, flow: Flow, question: Question, before: readonly Message[]): Ending {
  const prompt = toPrompt(question, turn);
  return { state: { ...state, flow, prompt }, messages: [...before, toMessage(prompt)] };
}

function consentQuestion(turn: Turn): Question {
  return {
    awaiting: "consent",
    key: turn.controller ? "consent.ask" : "consent.ask_unnamed",
    params: turn.controller ? { controller: turn.controller } : {},
    choices: [
      { label: "agree", meaning: { type: "yes" } },
      { label: "disagree", meaning: { type: "no" } },
    ],
  };
}
