/** What each method of the Bot API does here, after its parameters were found to be well-formed. */
import type { Params, Upload } from "./bot-api.ts";
import type { Chat, Seen } from "./chats.ts";
import { keyboardOf, keyboardProblem } from "./keyboards.ts";
import { readHtml } from "./markup.ts";
import type { Entity } from "./markup.ts";
import { Refusal, Violation } from "./refusal.ts";
import { settingMethods } from "./setting-methods.ts";
import { seconds, textOf } from "./world.ts";
import type { Method, World } from "./world.ts";

export const methods: Record<string, Method> = {
  ...settingMethods,

  getMe: (_params, { bot }) => ({ ...bot, can_join_groups: true, supports_inline_queries: false }),

  getUpdates(params, { poll, settings }, gone) {
    if (settings.webhook) {
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    return poll.get(params, gone);
  },

  sendMessage(params, world) {
    const { text, entities } = readText(params, "text", 4_096);
    if (text === "") throw new Violation("message text is empty");
    return show(params, world, { text, entities, photo: null });
  },

  sendPhoto(params, world) {
    const { text, entities } = readText(params, "caption", 1_024);
    const photo = params["photo"];
    const bytes = typeof photo === "string" ? world.chats.file(photo)?.bytes : (photo as Upload).bytes;
    if (!bytes) throw new Violation("wrong file identifier/HTTP URL specified");
    return show(params, world, { text, entities, photo: bytes });
  },

  sendDocument(params, world) {
    const { text, entities } = readText(params, "caption", 1_024);
    const document = params["document"] as Upload;
    if (document.bytes.byteLength > 50_000_000) throw new Refusal(413, "Request Entity Too Large");
    return show(params, world, { text, entities, photo: null, document });
  },

  sendChatAction: (params, world) => Boolean(reach(params, world)),

  editMessageText(params, world) {
    const { text, entities } = readText(params, "text", 4_096);
    return edit(params, world, (seen) => {
      const buttons = keyboardOf(params["reply_markup"]);
      if (seen.text === text && JSON.stringify(seen.buttons) === JSON.stringify(buttons)) throw notModified();
      Object.assign(seen, { text, entities, buttons });
    });
  },

  editMessageReplyMarkup: (params, world) =>
    edit(params, world, (seen) => {
      seen.buttons = keyboardOf(params["reply_markup"]);
    }),

  answerCallbackQuery(params, { chats }) {
    const queryId = textOf(params, "callback_query_id");
    const chat = chats.all().find(({ spinning }) => spinning.has(queryId));
    if (!chat) {
      throw new Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
    }
    chat.spinning.delete(queryId);
    for (const changed of chat.watchers) changed();
    return true;
  },

  getFile(params, { chats }) {
    const file = chats.file(params["file_id"]);
    if (!file) throw new Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
    if (file.size > 20 * 1024 * 1024) throw new Refusal(400, "Bad Request: file is too big");
    return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
  },
};

function readText(params: Params, name: string, most: number): { text: string; entities: readonly Entity[] } {
  const source = textOf(params, name);
  if (!source.isWellFormed()) throw new Violation("strings must be encoded in UTF-8");
  const mode = params["parse_mode"];
  if (mode !== undefined && mode !== "HTML") throw new Violation("this server reads HTML only");
  const marked = mode === "HTML" ? readHtml(source) : ({ ok: true, text: source.trim(), entities: [] } as const);
  if (!marked.ok) throw new Violation(`can't parse entities: ${marked.problem}`);
  if (marked.text.length > most)
    throw new Violation(name === "caption" ? "message caption is too long" : "message is too long");
  return marked;
}

/** The chat that a message goes to, if it may go there. */
function reach(params: Params, { chats }: World): Chat {
  const chat = chats.find(params["chat_id"]);
  if (!chat) throw new Refusal(400, "Bad Request: chat not found");
  if (!chat.started) throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
  if (chat.blocked) throw new Refusal(403, "Forbidden: bot was blocked by the user");
  return chat;
}

function show(params: Params, world: World, content: Pick<Seen, "text" | "entities" | "photo" | "document">): unknown {
  const problem = keyboardProblem(params["reply_markup"]);
  if (problem) throw new Violation(problem);
  const chat = reach(params, world);
  const seen: Seen = {
    messageId: world.chats.nextMessageId(),
    ...content,
    buttons: keyboardOf(params["reply_markup"]),
    edited: false,
  };
  chat.seen.push(seen);
  for (const changed of chat.watchers) changed();
  return messageOf(seen, chat, world);
}

function edit(params: Params, world: World, change: (seen: Seen) => void): unknown {
  const problem = keyboardProblem(params["reply_markup"]);
  if (problem) throw new Violation(problem);
  const chat = reach(params, world);
  const seen = chat.seen.find(({ messageId }) => messageId === Number(params["message_id"]));
  if (!seen) throw new Refusal(400, "Bad Request: message to edit not found");
  change(seen);
  seen.edited = true;
  for (const changed of chat.watchers) changed();
  return messageOf(seen, chat, world);
}

function notModified(): Refusal {
  return new Refusal(
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
  );
}

/** A message of the bot as the API tells it. */
export function messageOf(seen: Seen, chat: Chat, { bot, now }: Pick<World, "bot" | "now">): Record<string, unknown> {
  return {
    message_id: seen.messageId,
    from: bot,
    chat: { id: chat.account.id, first_name: chat.account.firstName, type: "private" },
    date: seconds(now()),
    ...(seen.photo || seen.document ? { caption: seen.text } : { text: seen.text }),
    ...(seen.entities.length > 0 && { [seen.photo || seen.document ? "caption_entities" : "entities"]: seen.entities }),
  };
}
