/** A person with a phone: what they do becomes an update, what the bot sends is what they see. */
import type { World } from "./methods.ts";
import { type Account, type Chat, createReading, type Seen } from "./people.ts";

export interface Person {
  readonly id: string;
  /** Everything the bot sent, oldest first. */
  readonly messages: readonly Seen[];
  next(patienceMs?: number): Promise<Seen>;
  says(text: string): void;
  /** `field` is where the address of the picture stands. */
  sendsPhoto(bytes: Uint8Array, about?: { caption?: string; field?: "photo_url" | "photo" }): void;
  sendsSticker(): void;
  /** Any event with any fields of its message. */
  sends(eventName: string | undefined, fields: Record<string, unknown>): void;
  blocks(): void;
}

interface PersonParts {
  readonly account: Account;
  readonly chat: Chat;
  readonly world: World;
  readonly keepPicture: (bytes: Uint8Array) => string;
}

export function createPerson({ account, chat, world, keepPicture }: PersonParts): Person {
  function sends(eventName: string | undefined, fields: Record<string, unknown>): void {
    chat.started = true;
    world.updates.add({
      ...(eventName !== undefined && { event_name: eventName }),
      message: {
        message_id: world.newId(),
        date: world.now().getTime(),
        chat: { id: account.id, chat_type: "PRIVATE" },
        from: { id: account.id, display_name: account.name, is_bot: false },
        message_type: "CHAT_MESSAGE",
        ...fields,
      },
    });
  }

  return {
    id: account.id,
    messages: chat.seen,
    next: createReading(chat),
    sends,
    says: (text) => sends("message.text.received", { text }),
    sendsPhoto: (bytes, { caption, field = "photo_url" } = {}) =>
      sends("message.image.received", { [field]: keepPicture(bytes), ...(caption !== undefined && { caption }) }),
    sendsSticker: () => sends("message.sticker.received", { sticker: "2b8d3c", url: "https://stickers.example.org/1" }),
    blocks() {
      chat.blocked = true;
    },
  };
}
