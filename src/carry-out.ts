/** Carries out what a conversation asks for, as the person it is with: reads, keeps files, and commits the end of the turn once. */
import { keepEvidence, maxEvidenceBytes } from "./act/evidence.ts";
import { StoreError } from "./act/store-error.ts";
import { converse } from "./converse/converse.ts";
import { readState } from "./converse/state.ts";
import type { Ending, KeptFile, Person, Request, Transcript, Turn, World } from "./converse/turn.ts";
import type { ClaimedTurn } from "./deliver/inbox.ts";
import type { Attachment, Channel } from "./model/channel.ts";
import { type Language, languages } from "./model/message.ts";
import type { Frame, Listening } from "./model/frame.ts";
import { dayInVietnam } from "./model/wall-clock.ts";
import type { Answer, Caller, Store } from "./model/store.ts";

/** Services outside of this machine; null where the operator set none up. Neither ever rejects. */
export interface Outside {
  /** Null: no reading. */
  readonly askModel: ((text: string, listening: Listening) => Promise<Frame | null>) | null;
  /** Null: nothing to be heard. */
  readonly transcribe: ((bytes: Uint8Array, mime: string) => Promise<string | null>) | null;
}

export const nothingOutside: Outside = { askModel: null, transcribe: null };

export interface CarryOutDeps {
  readonly store: Store;
  readonly world: World;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly outside: Outside;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Something may be waiting in the outbox now. */
  readonly onCommitted: () => void;
}

/** The items of an album arrive within about a second of each other and have no end mark (telegram: media groups). */
const albumPauseMs = 1_500;
/** Two minutes of a voice note have about half a megabyte; of recorded music, two. */
const maxVoiceBytes = 4 * 1_024 * 1_024;

export function createCarryOut(deps: CarryOutDeps): (claimed: ClaimedTurn) => Promise<void> {
  const { store, now, outside } = deps;

  return async (claimed) => {
    const turn = prepare(claimed, deps);
    const caller: Caller & { as: "person" } = { as: "person", personId: turn.person.id };

    const answer = async (request: Request): Promise<unknown> => {
      switch (request.type) {
        case "read":
          return await store.call(caller, request.name, request.args);
        case "keep_file":
          return await keepFile(request.file, request.album);
        case "ask_model":
          return (await outside.askModel?.(request.text, request.listening)) ?? null;
        case "transcribe":
          return await transcribe(request.file);
        case "commit":
          return await commit(request.ending);
      }
    };

    const keepFile = async (file: Attachment, album: string | undefined): Promise<KeptFile> => {
      const channel = deps.channels.get(claimed.event.channel);
      const fetched = channel ? await channel.fetchFile(file.fileId, maxEvidenceBytes) : { type: "gone" as const };
      if (fetched.type !== "fetched") return fetched;
      const kept = await keepEvidence(store, caller, fetched.bytes, file.mime);
      if (kept.type !== "kept") return kept;
      const { key, sha256, mime } = kept;
      return { type: "kept", evidence: { key, sha256, mime, ...(album ? { album } : {}) } };
    };

    const transcribe = async ({ fileId, mime }: Attachment): Promise<Transcript> => {
      const channel = deps.channels.get(claimed.event.channel);
      const fetched = channel ? await channel.fetchFile(fileId, maxVoiceBytes) : { type: "gone" as const };
      if (fetched.type !== "fetched") return fetched;
      const text = await outside.transcribe?.(fetched.bytes, mime);
      return text ? { type: "heard", text } : { type: "unclear" };
    };

    const commit = async (ending: Ending): Promise<Answer<unknown>> => {
      const committed = await store.call(caller, "turn_commit", {
        p_event: claimed.id,
        p_lease: claimed.lease,
        p_channel: claimed.event.channel,
        p_state: ending.state,
        p_messages: ending.messages,
        p_acts: ending.acts ?? [],
        p_language: heardLanguage(turn, ending, claimed),
        p_not_before: ending.album ? new Date(now().getTime() + albumPauseMs) : null,
        p_replaces: ending.album ?? null,
        p_forget: ending.forget ?? false,
        p_now: now(),
      });
      if (committed.ok) deps.onCommitted();
      return committed;
    };

    await drive(converse(turn), answer);
  };
}

/** Runs a conversation to its end. A commit that succeeds is the end; a lost lease means that somebody else ended the turn. */
async function drive(
  conversation: ReturnType<typeof converse>,
  answer: (request: Request) => Promise<unknown>,
): Promise<void> {
  let step = conversation.next();
  while (!step.done) {
    const request = step.value;
    const answered = await answer(request);
    if (request.type === "commit" && isOver(answered as Answer<unknown>)) return;
    step = conversation.next(answered);
  }
  const ended = (await answer({ type: "commit", ending: step.value })) as Answer<unknown>;
  if (!isOver(ended))
    throw new StoreError("The end of a turn without acts was refused.", { code: "turn_commit", retryable: true });
}

function isOver(answer: Answer<unknown>): boolean {
  return answer.ok || answer.refusal.code === "turn_lost";
}

function prepare(claimed: ClaimedTurn, { world, channels, outside, now, newId }: CarryOutDeps): Turn {
  const person = claimed.person as Person;
  const { state, restarted } = readState(claimed.state);
  const at = now();
  return {
    ...world,
    outside: { ai_model: outside.askModel !== null, ai_voice: outside.transcribe !== null },
    content: claimed.event.content,
    stale: claimed.event.stale === true,
    byHand: claimed.by_hand,
    phoneControl: channels.get(claimed.event.channel)?.capabilities.phoneControl ?? null,
    senderName: claimed.event.sender.name ?? null,
    person,
    state,
    restarted,
    now: at,
    today: dayInVietnam(at),
    language: person.language ?? hintedLanguage(claimed) ?? "vi",
    newId: newId(),
  };
}

/** What to remember as the person's language: what they were heard to use, else, the first time, what their app is set to. */
function heardLanguage(turn: Turn, ending: Ending, claimed: ClaimedTurn): Language | null {
  return ending.language ?? (turn.person.language ? null : hintedLanguage(claimed));
}

function hintedLanguage({ event }: ClaimedTurn): Language | null {
  return languages.find((language) => event.sender.language?.toLowerCase().startsWith(language)) ?? null;
}
