/** What people send besides words: photos that prove a delivery, and a phone number. */
import type { InboundContent } from "../model/channel.ts";
import { advance } from "./advance.ts";
import { isOfficer } from "./answers/talk.ts";
import { begin } from "./begin.ts";
import { say, toMessage } from "./say.ts";
import type { Evidence, Flow, State } from "./state.ts";
import { act, commit, type Conversation, keepFile, type Turn } from "./turn.ts";

type Content<T extends InboundContent["type"]> = Extract<InboundContent, { type: T }>;
type HearText = (turn: Turn, state: State, text: string) => Conversation;

/** Photos belong to deliveries: to the one being logged, to the one logged last, or to a new one. Albums are one delivery. */
export function* hearFile(turn: Turn, state: State, content: Content<"file">, hearText: HearText): Conversation {
  if (!isOfficer(turn)) return { state, messages: [say("talk.photo_from_donor")] };
  if (content.caption && turn.privacyRisk(content.caption)) return { state, messages: [say("refused.privacy")], forget: true };
  const kept = yield* keepFile(content.file, content.album);
  if (kept.type !== "kept") return { state, messages: [say(`talk.file_${kept.type}`)] };
  const { evidence } = kept;
  const album = content.album ? { album: content.album } : {};
  const followsAlbum = content.album !== undefined && content.album === state.album;
  const marked: State = content.album ? { ...state, album: content.album } : state;

  if (marked.flow?.intent === "delivery.log") {
    const flow = withEvidence(marked.flow, evidence);
    if (content.caption) return { ...(yield* hearText(turn, { ...marked, flow }, content.caption)), ...album };
    return { ...(yield* advanceQuietly(turn, { ...marked, flow }, flow, followsAlbum)), ...album };
  }
  if (content.caption) {
    const ending = yield* hearText(turn, marked, content.caption);
    const flow = ending.state.flow;
    return flow?.intent === "delivery.log"
      ? { ...(yield* advanceQuietly(turn, ending.state, withEvidence(flow, evidence), false)), ...(ending.language ? { language: ending.language } : {}), ...album }
      : { ...ending, ...album };
  }
  const last = lastDelivery(marked);
  if (last && !marked.flow) return yield* addToLast(marked, last, evidence, content.album);
  return { ...(yield* begin(turn, marked, "delivery.log", {}, [evidence])), ...album };
}

/** Later pictures of an album keep the question and its buttons; only the number of photos in it grows. */
function* advanceQuietly(turn: Turn, state: State, flow: Flow, sameQuestion: boolean): Conversation {
  if (!sameQuestion || !state.prompt) return yield* advance(turn, state, flow);
  const prompt = { ...state.prompt, params: { ...state.prompt.params, photos: flow.evidence.length } };
  return { state: { ...state, flow, prompt }, messages: [toMessage(prompt)] };
}

function withEvidence(flow: Flow, evidence: Evidence): Flow {
  return flow.evidence.some(({ sha256 }) => sha256 === evidence.sha256) ? flow : { ...flow, evidence: [...flow.evidence, evidence].slice(0, 20) };
}

function* addToLast(state: State, delivery: string, evidence: Evidence, album: string | undefined): Conversation {
  const { key, sha256, mime } = evidence;
  const refused = yield* commit({
    state,
    messages: [say("done.evidence", { code: delivery })],
    acts: [act("evidence_add", { delivery, evidence: [{ key, sha256, mime }] })],
    ...(album ? { album } : {}),
  });
  return { state, messages: [say(`refused.${refused.refusal.code}`, refused.refusal.params)] };
}

function lastDelivery(state: State): string | undefined {
  const index = state.done?.acts.findIndex(({ name }) => name === "delivery_log" || name === "evidence_add") ?? -1;
  const result = index >= 0 ? state.done?.results[index] : undefined;
  return typeof result === "object" && result !== null && "code" in result ? String(result["code"]) : undefined;
}

/** A phone number is kept only when it is the sender's own, and sharing it is the consent to be called about own pledges. */
export function* hearPhone(state: State, content: Content<"contact">): Conversation {
  if (!content.own) return { state, messages: [say("talk.phone_not_own")] };
  const refused = yield* commit({
    state,
    messages: [say("done.phone")],
    acts: [act("phone_share", { phone: content.phone })],
  });
  return { state, messages: [say(`refused.${refused.refusal.code}`, refused.refusal.params)] };
}
