/** From Telegram's words to ours: one update in, one event that a person caused out, or null when nobody said anything to us. */
import type { Inbound, InboundContent } from "../../model/channel.ts";
import { storableText } from "../storable-text.ts";
import { unreadKinds } from "./update.ts";
import type { PhotoSize, Sound, TelegramMessage, TelegramPerson, TelegramUpdate } from "./update.ts";

interface Told {
  readonly chatId: number;
  readonly from: TelegramPerson | undefined;
  readonly content: InboundContent;
}

/** Pure. Only private chats are conversations: what is said in a group is nobody's pledge and may be read by everybody. */
export function normaliseUpdate(update: TelegramUpdate): Inbound | null {
  const told = toldBy(update);
  // Two bots that answer each other would never stop.
  if (!told || told.from?.is_bot) return null;
  return {
    channel: "telegram",
    externalId: String(update.update_id),
    address: String(told.chatId),
    sender: senderOf(told.from),
    content: told.content,
  };
}

function toldBy(update: TelegramUpdate): Told | null {
  if (update.message) return told(update.message, contentOf(update.message));
  if (update.edited_message) return told(update.edited_message, editOf(update.edited_message));
  if (update.callback_query) {
    const { from, message, data } = update.callback_query;
    if (message && message.chat.type !== "private") return null;
    // The id of a private chat is the id of the person; a button below an old message comes without its chat.
    return { chatId: from.id, from, content: { type: "button", data: storableText(data) } };
  }
  if (update.my_chat_member)
    return told(update.my_chat_member, reachableOf(update.my_chat_member.new_chat_member.status));
  return null;
}

function told(about: Pick<TelegramMessage, "chat" | "from">, content: InboundContent | null): Told | null {
  return content && about.chat.type === "private" ? { chatId: about.chat.id, from: about.from, content } : null;
}

function contentOf(message: TelegramMessage): InboundContent | null {
  if (message.text !== undefined) return textOf(storableText(message.text));
  if (message.contact) {
    const { phone_number, user_id } = message.contact;
    // Anybody can forward somebody else's card; only one's own carries one's own id.
    return {
      type: "contact",
      phone: storableText(phone_number, 40),
      own: user_id !== undefined && user_id === message.from?.id,
    };
  }
  return fileOf(message) ?? voiceOf(message) ?? unreadOf(message);
}

function textOf(text: string): InboundContent | null {
  if (text.trim() === "") return null;
  const start = /^\/start(?:@\w+)?(?:\s+(\S[^]*))?$/i.exec(text.trimEnd());
  if (start) return start[1] === undefined ? { type: "start" } : { type: "start", parameter: start[1] };
  // "/help@nhip_cau_bot" is how a command looks that was picked from a list.
  return { type: "text", text: text.replace(/^(\/\w+)@\w+/, "$1") };
}

function fileOf(message: TelegramMessage): InboundContent | null {
  const about = {
    ...(message.caption !== undefined && { caption: storableText(message.caption) }),
    ...(message.media_group_id !== undefined && { album: storableText(message.media_group_id, 200) }),
  };
  if (message.photo) {
    const { file_id, file_unique_id, file_size } = largest(message.photo);
    // Telegram turns every photo into JPEG.
    return { type: "file", file: attachment(file_id, file_unique_id, "image/jpeg", file_size), ...about };
  }
  if (message.document && message.animation === undefined) {
    const { file_id, file_unique_id, mime_type, file_size } = message.document;
    if (mime_type === undefined || !/^(image\/[\w.+-]{1,60}|application\/pdf)$/.test(mime_type)) {
      return { type: "unsupported", kind: "document" };
    }
    return { type: "file", file: attachment(file_id, file_unique_id, mime_type, file_size), ...about };
  }
  return null;
}

/** Phones that record with another program send the same as `audio`. Telegram's own notes are always Opus in OGG. */
function voiceOf({ voice, audio }: TelegramMessage): InboundContent | null {
  const sound: Sound | undefined = voice ?? audio;
  if (!sound) return null;
  const mime = sound.mime_type ?? "audio/ogg";
  if (!/^audio\/[\w.+-]{1,60}$/.test(mime)) return { type: "unsupported", kind: "audio" };
  const file = attachment(sound.file_id, sound.file_unique_id, mime, sound.file_size);
  return { type: "voice", file, ...(sound.duration !== undefined && { seconds: sound.duration }) };
}

function attachment(fileId: string, uniqueId: string, mime: string, size: number | undefined) {
  return { fileId, uniqueId, mime, ...(size !== undefined && { size }) };
}

function largest(sizes: readonly PhotoSize[]): PhotoSize {
  return sizes.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best));
}

function unreadOf(message: TelegramMessage): InboundContent | null {
  const kind = unreadKinds.find((kind) => message[kind] !== undefined && message[kind] !== null);
  return kind ? { type: "unsupported", kind } : null;
}

/** A moving live location is an edit too, every few seconds: only edited words count. */
function editOf(message: TelegramMessage): InboundContent | null {
  const text = message.text ?? message.caption;
  return text === undefined ? null : { type: "edited", text: storableText(text) };
}

function reachableOf(status: string): InboundContent | null {
  if (status === "kicked") return { type: "reachable", reachable: false };
  if (status === "member") return { type: "reachable", reachable: true };
  return null;
}

function senderOf(from: TelegramPerson | undefined): Inbound["sender"] {
  const name = storableText([from?.first_name, from?.last_name].filter(Boolean).join(" "), 200);
  const language = storableText(from?.language_code ?? "", 20);
  return { ...(name !== "" && { name }), ...(language !== "" && { language }) };
}
