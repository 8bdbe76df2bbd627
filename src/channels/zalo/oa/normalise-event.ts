/** From the Official Account's words to ours: one event in, what a person did out; empty when nobody said anything to us. */
import { createHash } from "node:crypto";
import type { Attachment, Inbound, InboundContent } from "../../../model/channel.ts";
import { storableText } from "../../storable-text.ts";
import type { Message, OaEvent, Payload } from "./event.ts";
import { readPress } from "./limits.ts";
import { audioType, documentType } from "./media-types.ts";

/** Pure. Groups and guests without an account cannot be answered by consultation messages: both are left out. */
export function normaliseEvent(event: OaEvent): Inbound[] {
  const address = isEcho(event) ? event.recipient?.id : (event.sender?.id ?? event.follower?.id);
  if (address === undefined) return [];
  const contents = contentsOf(event);
  const name = storableText(event.info?.name ?? "", 200);
  return contents.map((content, index) => ({
    channel: "zalo_oa",
    externalId: storableText(idOf(event, address) + (index > 0 ? `:${index + 1}` : ""), 200),
    address,
    sender: name === "" ? {} : { name },
    content,
  }));
}

/** What is delivered again has the same id, whenever that is. */
function idOf({ event_name: name, message, timestamp }: OaEvent, address: string): string {
  return message?.msg_id === undefined ? `${name}:${address}:${timestamp ?? ""}` : `${name}:${message.msg_id}`;
}

function contentsOf(event: OaEvent): InboundContent[] {
  const { event_name: name, message, info } = event;
  if (isEcho(event)) return isByHand(event) ? [{ type: "by_hand" }] : [];
  if (name === "follow") return [{ type: "start" }];
  if (name === "unfollow") return [{ type: "reachable", reachable: false }];
  if (name === "user_submit_info") return info?.phone === undefined ? [] : [phoneOf(info.phone)];
  const kind = /^user_send_(?!group_)(\w+)$/.exec(name)?.[1];
  return kind === undefined || !message ? [] : heard(kind, message);
}

/** What the account sent to a person, told back to us. */
function isEcho({ event_name: name }: OaEvent): boolean {
  return /^oa_send_(?!group_)/.test(name);
}

/** Ours come back, too; only what an administrator typed names one. */
function isByHand({ admin_id: admin, sender }: OaEvent): boolean {
  return (admin ?? sender?.admin_id) !== undefined;
}

/** The platform itself fills the form with the number of the account. */
function phoneOf(phone: string): InboundContent {
  return { type: "contact", phone: storableText(phone, 40), own: true };
}

function heard(kind: string, message: Message): InboundContent[] {
  const text = storableText(message.text ?? "");
  if (kind === "text") return wordsOf(text);
  if (kind === "image") return picturesOf(message, text);
  const payload = message.attachments?.[0]?.payload;
  if (kind === "file") return [fileOf(payload, text)];
  if (kind === "audio") return [voiceOf(payload)];
  // A shared link may come with words of its own.
  if (kind === "link" && text.trim() !== "") return wordsOf(text);
  return [{ type: "unsupported", kind: storableText(kind, 40) }];
}

function wordsOf(text: string): InboundContent[] {
  const data = readPress(text);
  if (data !== null) return [{ type: "button", data }];
  return text.trim() === "" ? [] : [{ type: "text", text }];
}

/** Several pictures in one message are an album. */
function picturesOf({ attachments = [], msg_id: album }: Message, text: string): InboundContent[] {
  const urls = attachments.flatMap(({ payload }) => payload?.url ?? []);
  if (urls.length === 0) return [{ type: "unsupported", kind: "image" }];
  return urls.map((url, index) => ({
    type: "file",
    file: attachment(url, "image/jpeg", undefined),
    ...(text !== "" && index === 0 && { caption: text }),
    ...(urls.length > 1 && album !== undefined && { album: storableText(album, 200) }),
  }));
}

function fileOf(payload: Payload | undefined, text: string): InboundContent {
  const mime = documentType(payload?.name ?? "", payload?.type ?? "");
  if (payload?.url === undefined || mime === null) return { type: "unsupported", kind: "document" };
  return { type: "file", file: attachment(payload.url, mime, payload.size), ...(text !== "" && { caption: text }) };
}

function voiceOf(payload: Payload | undefined): InboundContent {
  if (payload?.url === undefined) return { type: "unsupported", kind: "audio" };
  return { type: "voice", file: attachment(payload.url, audioType(payload.url), payload.size) };
}

/** The address is all that the platform tells of the bytes. */
function attachment(url: string, mime: string, size: number | undefined): Attachment {
  const uniqueId = createHash("sha256")
    .update(url.split("?")[0] ?? url)
    .digest("base64url");
  return { fileId: storableText(url, 2_000), uniqueId, mime, ...(size !== undefined && { size }) };
}
