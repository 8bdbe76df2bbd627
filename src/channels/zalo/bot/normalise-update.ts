/** From Zalo's words to ours: one update in, one event that a person caused out, or null when nobody said anything to us. */
import { createHash } from "node:crypto";
import type { Inbound, InboundContent } from "../../../model/channel.ts";
import { storableText } from "../../storable-text.ts";
import type { ZaloBotMessage, ZaloBotUpdate } from "./update.ts";

/**
 * Pure. Only private chats are conversations: what is said in a group is nobody's pledge and may be read by everybody,
 * so it is not even stored. An event without its message (files, contact cards) tells of nobody who could be answered.
 */
export function normaliseUpdate({ event_name, message }: ZaloBotUpdate): Inbound | null {
  const kind = kindOf(event_name);
  // Two bots that answer each other would never stop.
  if (!message || kind === null || message.from?.is_bot || !isPrivate(message)) return null;
  return {
    channel: "zalo_bot",
    externalId: message.message_id ?? fingerprint(message),
    address: message.chat.id,
    sender: senderOf(message.from),
    content: contentOf(message, kind),
  };
}

/** Null: no message that is waiting for an answer. Some updates come without the name of their event. */
function kindOf(eventName: string | undefined): string | null {
  if (eventName === undefined) return "unknown";
  const kind = /^message\.(\w{1,40})\.received$/.exec(eventName)?.[1];
  return kind === undefined || kind === "reaction" ? null : kind;
}

/** The id of a private chat is the id of the person. */
function isPrivate({ chat, from }: ZaloBotMessage): boolean {
  return chat.chat_type === undefined ? chat.id === from?.id : chat.chat_type.toUpperCase() === "PRIVATE";
}

function contentOf(message: ZaloBotMessage, kind: string): InboundContent {
  const text = storableText(message.text ?? "");
  if (text.trim() !== "") return textOf(text);
  const picture = message.photo_url ?? message.photo;
  if (picture !== undefined) {
    const { caption } = message;
    return {
      type: "file",
      file: attachment(picture, "image/jpeg"),
      ...(caption !== undefined && { caption: storableText(caption) }),
    };
  }
  const { voice_url: voice } = message;
  return voice === undefined
    ? { type: "unsupported", kind }
    : { type: "voice", file: attachment(voice, soundOf(voice)) };
}

/** No event tells of a first contact; who knows other bots types this. */
function textOf(text: string): InboundContent {
  const start = /^\/start(?:\s+(\S[^]*))?$/i.exec(text.trimEnd());
  if (!start) return { type: "text", text };
  return start[1] === undefined ? { type: "start" } : { type: "start", parameter: start[1] };
}

/** There are no ids of files, only addresses. */
function attachment(url: string, mime: string) {
  return { fileId: url, uniqueId: hash(url), mime };
}

const sounds: Readonly<Record<string, string>> = {
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  wav: "audio/wav",
  webm: "audio/webm",
};

/** The format is told nowhere; phones record AAC in MP4. */
function soundOf(url: string): string {
  const ending = /\.(\w{3,4})$/.exec(URL.parse(url)?.pathname ?? "")?.[1];
  return sounds[ending?.toLowerCase() ?? ""] ?? "audio/mp4";
}

function senderOf(from: ZaloBotMessage["from"]): Inbound["sender"] {
  const name = storableText(from?.display_name ?? from?.name ?? "", 200).trim();
  return name === "" ? {} : { name };
}

/** For a message without an id: the same words in the same chat in the same second are the same message. */
function fingerprint({ date = 0, chat, ...said }: ZaloBotMessage): string {
  const seconds = Math.floor(date < 1e12 ? date : date / 1_000);
  return `sha256:${hash(JSON.stringify([chat.id, seconds, said.text, said.photo_url ?? said.photo, said.voice_url]))}`;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
