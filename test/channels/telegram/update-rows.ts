/** Updates in the shape that the Bot API documents ("Update" and below), each with the event it is here. */
import type { InboundContent } from "../../../src/model/channel.ts";

const from = {
  id: 7_001_234_567,
  is_bot: false,
  first_name: "Lan",
  last_name: "Thử",
  username: "lan_thu",
  language_code: "vi",
};
const chat = { id: from.id, first_name: "Lan", last_name: "Thử", username: "lan_thu", type: "private" };
const message = { message_id: 21, from, chat, date: 1_796_000_000 };
const bot = { id: 100_200_300, is_bot: true, first_name: "Nhịp Cầu", username: "nhip_cau_test_bot" };
const group = { id: -1_001_234_567_890, title: "Nhóm thiện nguyện", type: "supergroup" };

const photo = [
  { file_id: "AgACAgUAAxkBAAIBs", file_unique_id: "AQADs", width: 90, height: 67, file_size: 1_253 },
  { file_id: "AgACAgUAAxkBAAIBx", file_unique_id: "AQADx", width: 1280, height: 960, file_size: 181_440 },
  { file_id: "AgACAgUAAxkBAAIBm", file_unique_id: "AQADm", width: 320, height: 240, file_size: 18_210 },
];
const largest = { fileId: "AgACAgUAAxkBAAIBx", uniqueId: "AQADx", mime: "image/jpeg", size: 181_440 };

function document(mime: string, name: string) {
  return { file_name: name, mime_type: mime, file_id: "BQACAgUAAxkBAAIBd", file_unique_id: "AgADd", file_size: 52_428 };
}
const kept = (mime: string) => ({ fileId: "BQACAgUAAxkBAAIBd", uniqueId: "AgADd", mime, size: 52_428 });

function command(text: string) {
  return { ...message, text, entities: [{ offset: 0, length: text.split(" ")[0]?.length, type: "bot_command" }] };
}
function member(before: string, after: string, where: object = chat) {
  return {
    chat: where,
    from,
    date: 1_796_000_000,
    old_chat_member: { user: bot, status: before },
    new_chat_member: { user: bot, status: after, until_date: 0 },
  };
}
const voice = { duration: 3, mime_type: "audio/ogg", file_id: "AwACv", file_unique_id: "AgADv", file_size: 9_000 };
const location = { latitude: 10.38, longitude: 104.48, live_period: 900 };

/** The kind of update, its payload, and what the person did; null: nobody said anything to us. */
export type Row = readonly [label: string, kind: string, payload: object, content: InboundContent | null];

export const rows: readonly Row[] = [
  ["a line", "message", { ...message, text: "Phú Lợi cần gì?" }, { type: "text", text: "Phú Lợi cần gì?" }],
  [
    "a line with markup",
    "message",
    { ...message, text: "đậm", entities: [{ offset: 0, length: 3, type: "bold" }] },
    { type: "text", text: "đậm" },
  ],
  [
    "an answer to an older line",
    "message",
    { ...message, text: "30", reply_to_message: { ...message, text: "?" } },
    { type: "text", text: "30" },
  ],
  ["a start", "message", command("/start"), { type: "start" }],
  ["a start by a deep link", "message", command("/start n_NC26-012"), { type: "start", parameter: "n_NC26-012" }],
  [
    "a start with the name of the bot",
    "message",
    command("/start@nhip_cau_test_bot AbC-_9"),
    { type: "start", parameter: "AbC-_9" },
  ],
  ["a word that only begins like start", "message", command("/started"), { type: "text", text: "/started" }],
  ["a command", "message", command("/help"), { type: "text", text: "/help" }],
  [
    "a command with the name of the bot",
    "message",
    command("/needs@nhip_cau_test_bot Giang Thành"),
    { type: "text", text: "/needs Giang Thành" },
  ],
  [
    "an address in a line",
    "message",
    { ...message, text: "lan@example.org" },
    { type: "text", text: "lan@example.org" },
  ],
  [
    "an own number",
    "message",
    { ...message, contact: { phone_number: "+84900000001", first_name: "Lan", user_id: from.id } },
    { type: "contact", phone: "+84900000001", own: true },
  ],
  [
    "another person's card",
    "message",
    { ...message, contact: { phone_number: "84900000002", first_name: "Mai", user_id: 7_009_999_999 } },
    { type: "contact", phone: "84900000002", own: false },
  ],
  [
    "a card of nobody on Telegram",
    "message",
    { ...message, contact: { phone_number: "84900000003", first_name: "Mai" } },
    { type: "contact", phone: "84900000003", own: false },
  ],
  ["a photo", "message", { ...message, photo }, { type: "file", file: largest }],
  [
    "a photo with a caption",
    "message",
    { ...message, photo, caption: "GN CK26-045 80 bộ" },
    { type: "file", file: largest, caption: "GN CK26-045 80 bộ" },
  ],
  [
    "a photo of an album",
    "message",
    { ...message, photo, media_group_id: "13579246801357924" },
    { type: "file", file: largest, album: "13579246801357924" },
  ],
  [
    "a photo as a document",
    "message",
    { ...message, document: document("image/heic", "IMG_1.HEIC") },
    { type: "file", file: kept("image/heic") },
  ],
  [
    "a letter as a document",
    "message",
    { ...message, document: document("application/pdf", "bien-ban.pdf"), caption: "biên bản" },
    { type: "file", file: kept("application/pdf"), caption: "biên bản" },
  ],
  [
    "another document",
    "message",
    { ...message, document: document("application/zip", "a.zip") },
    { type: "unsupported", kind: "document" },
  ],
  [
    "a moving picture",
    "message",
    { ...message, animation: voice, document: document("video/mp4", "a.mp4") },
    { type: "unsupported", kind: "animation" },
  ],
  [
    "a voice note",
    "message",
    { ...message, voice },
    { type: "voice", file: { fileId: "AwACv", uniqueId: "AgADv", mime: "audio/ogg", size: 9_000 }, seconds: 3 },
  ],
  [
    "a recording of another program",
    "message",
    { ...message, audio: { file_id: "CQACa", file_unique_id: "AgADa", mime_type: "audio/mpeg", title: "ghi âm" } },
    { type: "voice", file: { fileId: "CQACa", uniqueId: "AgADa", mime: "audio/mpeg" } },
  ],
  [
    "sound of a kind that is none",
    "message",
    { ...message, audio: { ...voice, mime_type: "text/html; x" } },
    { type: "unsupported", kind: "audio" },
  ],
  [
    "a sticker",
    "message",
    {
      ...message,
      sticker: {
        width: 512,
        height: 512,
        emoji: "👍",
        is_animated: false,
        file_id: "CAACs",
        file_unique_id: "AgADs",
        type: "regular",
      },
    },
    { type: "unsupported", kind: "sticker" },
  ],
  ["a place", "message", { ...message, location }, { type: "unsupported", kind: "location" }],
  [
    "a video",
    "message",
    { ...message, video: { ...voice, width: 640, height: 480 }, caption: "xem nè" },
    { type: "unsupported", kind: "video" },
  ],
  [
    "a shop on the map",
    "message",
    { ...message, location, venue: { location, title: "Chợ", address: "Giang Thành" } },
    { type: "unsupported", kind: "venue" },
  ],
  [
    "a poll",
    "message",
    { ...message, poll: { id: "1", question: "?", options: [] } },
    { type: "unsupported", kind: "poll" },
  ],
  [
    "a press",
    "callback_query",
    {
      id: "4382bfdwdsb323b2d9",
      from,
      message: { ...message, from: bot, text: "Đúng chưa?" },
      chat_instance: "-8",
      data: "q7:1",
    },
    { type: "button", data: "q7:1" },
  ],
  [
    "a press below a message too old to tell",
    "callback_query",
    { id: "4382bfdwdsb323b2da", from, message: { chat, message_id: 3, date: 0 }, chat_instance: "-8", data: "q7:2" },
    { type: "button", data: "q7:2" },
  ],
  [
    "a press without its message",
    "callback_query",
    { id: "4382bfdwdsb323b2db", from, inline_message_id: "x", chat_instance: "-8", data: "q7:2" },
    { type: "button", data: "q7:2" },
  ],
  [
    "an edit",
    "edited_message",
    { ...message, text: "hứa 20 bộ", edit_date: 1_796_000_100 },
    { type: "edited", text: "hứa 20 bộ" },
  ],
  [
    "an edited caption",
    "edited_message",
    { ...message, photo, caption: "90 bộ", edit_date: 1_796_000_100 },
    { type: "edited", text: "90 bộ" },
  ],
  ["a block", "my_chat_member", member("member", "kicked"), { type: "reachable", reachable: false }],
  ["an unblock", "my_chat_member", member("kicked", "member"), { type: "reachable", reachable: true }],

  ["a moving live location", "edited_message", { ...message, location, edit_date: 1_796_000_100 }, null],
  ["a blank line", "message", { ...message, text: " \n " }, null],
  ["a line in a group", "message", { ...message, chat: group, text: "/start" }, null],
  [
    "a press in a group",
    "callback_query",
    { id: "4382bfdwdsb323b2dc", from, message: { ...message, chat: group }, chat_instance: "-8", data: "q7:1" },
    null,
  ],
  ["being added to a group", "my_chat_member", member("left", "member", group), null],
  ["a right that changed", "my_chat_member", member("member", "restricted"), null],
  ["another bot", "message", { ...message, from: { ...from, is_bot: true }, text: "xin chào" }, null],
  ["a pinned message", "message", { ...message, pinned_message: message }, null],
  ["a timer", "message", { ...message, message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } }, null],
  ["a line in a channel", "channel_post", { ...message, text: "x" }, null],
  ["a kind of tomorrow", "hologram", { ...message, text: "x" }, null],
];
