/** A person with a phone: what they do becomes an update, what the bot sends is what they see. */
import type { Account, Button, Chat, Seen } from "./chats.ts";
import { messageOf } from "./methods.ts";
import { seconds } from "./world.ts";
import type { World } from "./world.ts";

export interface Person {
  readonly id: number;
  /** Everything the bot sent, oldest first, as it looks now. */
  readonly messages: readonly Seen[];
  /** Presses whose spinner still turns. */
  readonly spinning: number;
  /** The next message that was not looked at yet; rejects when none comes in time. */
  next(patienceMs?: number): Promise<Seen>;
  /** These return the id of the person's message. */
  says(text: string): number;
  starts(code?: string): number;
  sendsPhoto(bytes: Uint8Array, about?: { caption?: string; album?: string }): number;
  sendsDocument(bytes: Uint8Array, mime: string, about?: { caption?: string; fileName?: string }): number;
  sharesContact(phone: string): number;
  /** Somebody else's card. */
  forwardsContact(phone: string): number;
  /** Any other fields of a message, for example `{ sticker: {} }`. */
  sends(fields: Record<string, unknown>): number;
  edits(messageId: number, text: string): void;
  /** Presses the latest button with this label. */
  presses(label: string): void;
  /** A press with data that no button shows, as a forged client sends it. */
  forges(data: string): void;
  blocks(): void;
  unblocks(): void;
}

/** Longer than any healthy answer on a busy machine takes. */
const usualPatienceMs = 15_000;

export function createPerson(account: Account, world: World): Person {
  const chat = world.chats.join(account);
  const from = {
    id: account.id,
    is_bot: false,
    first_name: account.firstName,
    ...(account.lastName !== undefined && { last_name: account.lastName }),
    ...(account.language !== undefined && { language_code: account.language }),
  };
  const place = { id: account.id, first_name: account.firstName, type: "private" };
  let looked = 0;
  let presses = 0;

  function sends(fields: Record<string, unknown>): number {
    chat.started = true;
    const message_id = world.chats.nextMessageId();
    const message = { message_id, from, chat: place, date: seconds(world.now()), ...fields };
    world.updates.add("message", message, `chat:${account.id}`);
    return message_id;
  }

  function says(text: string): number {
    const command = /^\/\w+(?:@\w+)?/.exec(text)?.[0];
    const entities = command && { entities: [{ type: "bot_command", offset: 0, length: command.length }] };
    return sends({ text, ...entities });
  }

  function press(data: string, message: Record<string, unknown> | undefined): void {
    presses += 1;
    const id = `${account.id}${String(presses).padStart(6, "0")}`;
    chat.spinning.add(id);
    const query = { id, from, ...(message && { message }), chat_instance: String(-account.id), data };
    // Telegram keeps presses in a queue of their own: they may overtake the messages of the same person.
    world.updates.add("callback_query", query, `callbacks:${account.id}`);
  }

  function setBlocked(blocked: boolean): void {
    const member = (status: string) => ({ user: world.bot, status, ...(status === "kicked" && { until_date: 0 }) });
    chat.blocked = blocked;
    const change = {
      chat: place,
      from,
      date: seconds(world.now()),
      old_chat_member: member(blocked ? "member" : "kicked"),
      new_chat_member: member(blocked ? "kicked" : "member"),
    };
    world.updates.add("my_chat_member", change, `member:${account.id}`);
  }

  return {
    id: account.id,
    messages: chat.seen,
    get spinning() {
      return chat.spinning.size;
    },
    async next(patienceMs = usualPatienceMs) {
      await until(
        chat,
        () => chat.seen.length > looked,
        patienceMs,
        `${account.firstName} waited for message ${looked + 1}`,
      );
      looked += 1;
      return chat.seen[looked - 1] as Seen;
    },
    says,
    sends,
    starts: (code) => says(code === undefined ? "/start" : `/start ${code}`),
    sendsPhoto: (bytes, { caption, album } = {}) =>
      sends({
        photo: [90, 320, 1280].map((width) => photoSize(world, bytes, width)),
        ...(caption !== undefined && { caption }),
        ...(album !== undefined && { media_group_id: album }),
      }),
    sendsDocument(bytes, mime, { caption, fileName = "document" } = {}) {
      const { fileId, uniqueId, size } = world.chats.keep(bytes, "bin");
      const document = {
        file_id: fileId,
        file_unique_id: uniqueId,
        file_size: size,
        mime_type: mime,
        file_name: fileName,
      };
      return sends({ document, ...(caption !== undefined && { caption }) });
    },
    sharesContact: (phone) =>
      sends({ contact: { phone_number: phone, first_name: account.firstName, user_id: account.id } }),
    forwardsContact: (phone) =>
      sends({ contact: { phone_number: phone, first_name: "Somebody", user_id: account.id + 1 } }),
    edits(messageId, text) {
      const now = seconds(world.now());
      const message = { message_id: messageId, from, chat: place, date: now, edit_date: now, text };
      world.updates.add("edited_message", message, `chat:${account.id}`);
    },
    presses(label) {
      const { button, seen } = findButton(chat, label);
      if (button.press.type === "data") press(button.press.data, messageOf(seen, chat, world));
      if (button.press.type === "contact")
        sends({ contact: { phone_number: "84900000000", first_name: account.firstName, user_id: account.id } });
      if (button.press.type === "say") says(label);
    },
    forges: (data) => press(data, undefined),
    blocks: () => setBlocked(true),
    unblocks: () => setBlocked(false),
  };
}

/** Telegram offers each photo in several sizes; here they differ in their bytes' last one, so a test sees which was taken. */
function photoSize(world: World, bytes: Uint8Array, width: number): Record<string, unknown> {
  const whole = width === 1280;
  const { fileId, uniqueId, size } = world.chats.keep(whole ? bytes : bytes.slice(0, width), "jpg");
  return { file_id: fileId, file_unique_id: uniqueId, file_size: size, width, height: Math.round(width * 0.75) };
}

function findButton(chat: Chat, label: string): { button: Button; seen: Seen } {
  for (const seen of chat.seen.toReversed()) {
    const button = seen.buttons.flat().find((button) => button.label === label);
    if (button) return { button, seen };
  }
  const last = chat.seen.at(-1);
  throw new Error(
    `no button "${label}"; the last message is: ${last?.text} [${last?.buttons
      .flat()
      .map((b) => b.label)
      .join(" | ")}]`,
  );
}

function until(chat: Chat, holds: () => boolean, patienceMs: number, what: string): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      chat.watchers.delete(look);
      reject(new Error(`${what}, in vain for ${patienceMs} ms; the last one: ${chat.seen.at(-1)?.text ?? "none"}`));
    }, patienceMs);
    chat.watchers.add(look);

    function look(): void {
      if (!holds()) return;
      clearTimeout(timer);
      chat.watchers.delete(look);
      resolve();
    }
  });
}
