/**
 * The few fields of a Telegram update that are used here. Everything else may change its shape without notice:
 * a field that is missing or of another type reads as absent, so a strange update is ignored and never blocks its queue.
 */
import { z } from "zod";

/** Kinds of update to ask for; the list sticks at the platform until the next call with another one. */
export const wantedUpdates = ["message", "edited_message", "callback_query", "my_chat_member"] as const;

/** What a person can send that is not read. `animation` comes before `document`, which Telegram adds to it. */
export const unreadKinds = [
  "animation",
  "checklist",
  "dice",
  "game",
  "giveaway",
  "invoice",
  "live_photo",
  "paid_media",
  "poll",
  "rich_message",
  "sticker",
  "story",
  "venue",
  "location",
  "video",
  "video_note",
] as const;
type UnreadKind = (typeof unreadKinds)[number];

function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

// z.int() takes safe integers only, so no id is ever rounded; Telegram's have at most 52 significant bits (Bot API, "User").
const id = z.int();
const text = lenient(z.string());

/** Longer ids than any known are junk, and cutting one would name another file. */
const fileId = z.string().min(1).max(512);
const size = lenient(z.int().nonnegative());

const person = z.object({
  id,
  is_bot: lenient(z.boolean()),
  first_name: text,
  last_name: text,
  language_code: text,
});
export type TelegramPerson = z.infer<typeof person>;

const chat = z.object({ id, type: z.string() });

const photoSize = z.object({
  file_id: fileId,
  file_unique_id: fileId,
  width: z.number(),
  height: z.number(),
  file_size: size,
});
export type PhotoSize = z.infer<typeof photoSize>;

const document = z.object({ file_id: fileId, file_unique_id: fileId, mime_type: text, file_size: size });

const sound = z.object({
  file_id: fileId,
  file_unique_id: fileId,
  mime_type: text,
  file_size: size,
  duration: lenient(z.number().nonnegative()),
});
export type Sound = z.infer<typeof sound>;

const unread = Object.fromEntries(unreadKinds.map((kind) => [kind, z.unknown().optional()])) as Record<
  UnreadKind,
  z.ZodOptional<z.ZodUnknown>
>;

const message = z.object({
  ...unread,
  chat,
  from: lenient(person),
  text,
  caption: text,
  media_group_id: text,
  contact: lenient(z.object({ phone_number: z.string().min(1), user_id: lenient(id) })),
  photo: lenient(z.array(photoSize).min(1)),
  document: lenient(document),
  voice: lenient(sound),
  audio: lenient(sound),
});
export type TelegramMessage = z.infer<typeof message>;

const callbackQuery = z.object({
  id: z.string().min(1),
  from: person,
  message: lenient(z.object({ chat })),
  data: z.string(),
});

const chatMember = z.object({ chat, from: lenient(person), new_chat_member: z.object({ status: z.string() }) });

const update = z.object({
  update_id: id,
  message: lenient(message),
  edited_message: lenient(message),
  callback_query: lenient(callbackQuery),
  my_chat_member: lenient(chatMember),
});
export type TelegramUpdate = z.infer<typeof update>;

/** Null: not an update of the Bot API at all. */
export function readUpdate(payload: unknown): TelegramUpdate | null {
  return update.safeParse(payload).data ?? null;
}
