/** The engine of every write: fill what is missing, read back, ask for consent once, do it, say so. */
import type { Message } from "../model/message.ts";
import type { Refusal } from "../model/refusal.ts";
import { findFault, slotToMend } from "./check.ts";
import { without } from "./merge.ts";
import type { Step } from "./plan.ts";
import { planOf } from "./plans/registry.ts";
import { asJson, confirmChoices, type Question, say, toMessage, toPrompt } from "./say.ts";
import type { Flow, Known, State } from "./state.ts";
import { act, commit, type Conversation, type Ending, type Turn } from "./turn.ts";

export const consentVersion = "1";

export function openFlow(intent: string, known: Known, evidence: Flow["evidence"] = []): Flow {
  return { intent, known, evidence, trail: [], confirmed: false };
}

/** Carries the open write one step further and ends the turn. `before` is said first. */
export function* advance(turn: Turn, state: State, flow: Flow, before: readonly Message[] = []): Conversation {
  const fault = findFault(turn, flow.intent, flow.known);
  if (fault) return askToMend(turn, state, flow, fault.slot, fault.refusal, before);

  const step: Step = yield* planOf(flow.intent)(turn, flow);
  switch (step.type) {
    case "stop":
      return closeFlow(turn, state, [...before, ...step.messages]);
    case "narrow": {
      const rest = openFlow(flow.intent, step.rest);
      return yield* advance(turn, { ...state, aside: { flow: rest } }, { ...flow, known: step.known }, before);
    }
    case "ask":
      return ask(turn, state, { ...flow, known: step.known ?? flow.known, confirmed: false }, step.question, [
        ...before,
        ...(step.before ?? []),
      ]);
    case "ready": {
      const settled = { ...flow, known: step.known };
      if (!flow.confirmed) {
        const params = { ...step.echo.params, photos: flow.evidence.length || null };
        const choices = step.choices ?? confirmChoices;
        return ask(turn, state, settled, { awaiting: "confirm", key: step.echo.key, params, choices }, before);
      }
      if (!turn.person.consented && turn.state.prompt?.awaiting !== "consent") {
        return ask(turn, state, settled, consentQuestion(turn), before);
      }
      return yield* carryOut(turn, state, settled, step, before);
    }
  }
}

function* carryOut(
  turn: Turn,
  state: State,
  flow: Flow,
  step: Extract<Step, { type: "ready" }>,
  before: readonly Message[],
): Conversation {
  const consent = act("consent_give", { purpose: "pledge", text_version: consentVersion, name: turn.senderName });
  const acts = turn.person.consented ? step.acts : [consent, ...step.acts];
  const ending = closeFlow(turn, state, [...before, ...step.done]);
  const refused = yield* commit({ ...ending, acts });
  return yield* recover(turn, state, { ...flow, confirmed: false }, refused.refusal);
}

/** The ledger said no, and nothing was written: offer what is possible now, or say what to change. */
function* recover(turn: Turn, state: State, flow: Flow, refusal: Refusal): Conversation {
  if (refusal.code === "not_enough_remaining" || refusal.code === "surplus") return yield* advance(turn, state, flow);
  const slot = slotToMend[refusal.code];
  if (slot) return askToMend(turn, state, flow, slot, refusal, []);
  return closeFlow(turn, state, [refusedMessage(refusal)]);
}

export function refusedMessage(refusal: Refusal): Message {
  return say(`refused.${refusal.code}`, refusal.params);
}

function askToMend(turn: Turn, state: State, flow: Flow, slot: string, refusal: Refusal, before: readonly Message[]): Ending {
  const ending = ask(
    turn,
    state,
    { ...flow, known: without(flow.known, slot), confirmed: false },
    { awaiting: slot, key: `refused.${refusal.code}`, params: refusal.params },
    before,
  );
  return refusal.code === "privacy" ? { ...ending, forget: true } : ending;
}

/** Puts a question; the turn ends with it. */
export function ask(turn: Turn, state: State, flow: Flow, question: Question, before: readonly Message[] = []): Ending {
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

/** Ends the open write; one that was put aside comes back. */
export function closeFlow(turn: Turn, state: State, messages: readonly Message[]): Ending {
  const { flow: _flow, prompt: _prompt, aside, lost: _lost, ...rest } = state;
  if (!aside) return { state: rest, messages };
  const prompt =
    aside.prompt ??
    toPrompt({ awaiting: "confirm", key: "talk.continue_rest", params: { items: asJson(aside.flow.known.items ?? []) }, choices: confirmChoices }, turn);
  return {
    state: { ...rest, flow: aside.flow, prompt },
    messages: [...messages, ...(aside.prompt ? [say("talk.back_to_aside")] : []), toMessage(prompt)],
  };
}
