/** What people send besides words: photos that prove a delivery. */
import type { InboundContent } from "../model/channel.ts";
import { advance } from "./advance.ts";
import { answerAlarm } from "./alarm.ts";
import { isOfficer } from "./answers/talk.ts";
import { begin } from "./begin.ts";
import { hearText } from "./hear-text.ts";
import { refusedMessage } from "./refuse.ts";
import { say, toMessage } from "./say.ts";
import type { Evidence, Flow, State } from "./state.ts";
import { again } from "./steer.ts";
import { codeOf } from "./subject.ts";
import { act, commit, type Conversation, type Ending, keepFile, type Turn } from "./turn.ts";

type Content<T extends InboundContent["type"]> = Extract<InboundContent, { type: T }>;

/** Photos belong to deliveries: to the one being logged, to the one logged last, or to a new one. Albums are one delivery. */
export function* hearFile(turn: Turn, state: State, content: Content<"file">): Conversation {
  const alarm = turn.alarm(content.caption ?? "");
  if (alarm) return yield* answerAlarm(turn, state, alarm);
  if (content.caption && turn.privacyRisk(content.caption)) {
    return { state, messages: [say("refused.privacy"), ...again(state)], forget: true };
  }
  if (!isOfficer(turn)) return yield* fromDonor(turn, state, content);
  const kept = yield* keepFile(content.file, content.album);
  if (kept.type !== "kept") return { state, messages: [say(`talk.file_${kept.type}`), ...again(state)] };
  const follows = content.album !== undefined && content.album === state.album;
  const marked: State = content.album ? { ...state, album: content.album } : state;
  const ending = yield* addEvidence(turn, marked, content, kept.evidence, follows);
  return content.album ? { ...ending, album: content.album } : ending;
}

/** A donor's picture is not kept; what was written under it is heard. */
function* fromDonor(turn: Turn, state: State, { caption }: Content<"file">): Conversation {
  const thanks = say("talk.photo_from_donor");
  if (!caption) return { state, messages: [thanks, ...again(state)] };
  const ending = yield* hearText(turn, state, caption);
  return { ...ending, messages: [thanks, ...ending.messages] };
}

function* addEvidence(
  turn: Turn,
  state: State,
  content: Content<"file">,
  evidence: Evidence,
  follows: boolean,
): Conversation {
  if (state.flow?.intent === "delivery.log") {
    const flow = withEvidence(state.flow, evidence);
    if (content.caption) return yield* hearText(turn, { ...state, flow }, content.caption);
    return yield* keepQuestion(turn, { ...state, flow }, flow, follows);
  }
  if (content.caption) {
    const ending = yield* hearText(turn, state, content.caption);
    const { flow } = ending.state;
    return flow?.intent === "delivery.log" ? mentionPhotos(ending, withEvidence(flow, evidence)) : ending;
  }
  const last = lastDelivery(state);
  if (last && !state.flow) return yield* addToLast(turn, state, last, evidence, content.album);
  return yield* begin(turn, state, "delivery.log", {}, { evidence: [evidence] });
}

/** Later pictures of an album keep the question and its buttons; only the number of photos in it grows. */
function* keepQuestion(turn: Turn, state: State, flow: Flow, follows: boolean): Conversation {
  if (!follows || !state.prompt) return yield* advance(turn, state, flow);
  return mentionPhotos({ state, messages: [toMessage(state.prompt)] }, flow);
}

/** The same question, with the number of photos that the delivery has now. */
function mentionPhotos(ending: Ending, flow: Flow): Ending {
  const { prompt } = ending.state;
  if (!prompt) return { ...ending, state: { ...ending.state, flow } };
  const counted = { ...prompt, params: { ...prompt.params, photos: flow.evidence.length } };
  return {
    ...ending,
    state: { ...ending.state, flow, prompt: counted },
    messages: [...ending.messages.slice(0, -1), toMessage(counted)],
  };
}

/** An album has at most ten pictures; twice that is enough for any handover. */
const mostEvidence = 20;

function withEvidence(flow: Flow, evidence: Evidence): Flow {
  const known = flow.evidence.some(({ sha256 }) => sha256 === evidence.sha256);
  return known ? flow : { ...flow, evidence: [...flow.evidence, evidence].slice(0, mostEvidence) };
}

function* addToLast(
  turn: Turn,
  state: State,
  delivery: string,
  evidence: Evidence,
  album: string | undefined,
): Conversation {
  const { key, sha256, mime } = evidence;
  const { refusal } = yield* commit({
    state,
    messages: [say("done.evidence", { code: delivery })],
    acts: [act("evidence_add", { delivery, evidence: [{ key, sha256, mime }] })],
    ...(album ? { album } : {}),
  });
  return refusal.code === "not_found"
    ? yield* begin(turn, state, "delivery.log", {}, { evidence: [evidence] })
    : { state, messages: [refusedMessage(refusal)] };
}

function lastDelivery({ done }: State): string | undefined {
  const index = done?.acts.findIndex(({ name }) => name === "delivery_log" || name === "evidence_add") ?? -1;
  return index < 0 ? undefined : codeOf(done?.results[index]);
}
