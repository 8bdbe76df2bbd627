/** Who is on the platform, what each of them sees in the chat with the bot, and which files were uploaded. */
import { createHash } from "node:crypto";
import type { Entity } from "./markup.ts";

export interface Account {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly language?: string;
}

/** A message of the bot as the person sees it. */
export interface Seen {
  readonly messageId: number;
  text: string;
  entities: readonly Entity[];
  /** Rows of labels, below the message or instead of the person's keyboard. */
  buttons: readonly (readonly Button[])[];
  photo: Uint8Array | null;
  document?: { readonly filename: string; readonly bytes: Uint8Array };
  edited: boolean;
}
export interface Button {
  readonly label: string;
  /** What a press does: send data to the bot, share the number, or say the label. */
  readonly press:
    | { readonly type: "data"; readonly data: string }
    | { readonly type: "contact" }
    | { readonly type: "say" };
}

export interface Chat {
  readonly account: Account;
  started: boolean;
  blocked: boolean;
  readonly seen: Seen[];
  /** Ids of presses whose spinner still turns. */
  readonly spinning: Set<string>;
  readonly watchers: Set<() => void>;
}

export interface StoredFile {
  readonly fileId: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What `getFile` tells; may differ from the bytes. */
  readonly size: number;
}

export interface Chats {
  join(account: Account): Chat;
  find(chatId: unknown): Chat | null;
  all(): Chat[];
  nextMessageId(): number;
  /** The same bytes get another id each time and one unique id. */
  keep(bytes: Uint8Array, extension: string, size?: number): StoredFile;
  file(fileId: unknown): StoredFile | null;
  fileAt(path: string): StoredFile | null;
  forget(fileId: string): void;
}

export function createChats(): Chats {
  const chats = new Map<string, Chat>();
  const files = new Map<string, StoredFile>();
  let messageId = 0;
  let fileNumber = 0;

  return {
    join(account) {
      const chat: Chat = {
        account,
        started: false,
        blocked: false,
        seen: [],
        spinning: new Set(),
        watchers: new Set(),
      };
      chats.set(String(account.id), chat);
      return chat;
    },
    find: (chatId) => chats.get(String(chatId)) ?? null,
    all: () => [...chats.values()],
    nextMessageId() {
      messageId += 1;
      return messageId;
    },
    keep(bytes, extension, size = bytes.byteLength) {
      fileNumber += 1;
      const uniqueId = `AQAD${createHash("sha256").update(bytes).digest("base64url").slice(0, 12)}`;
      const fileId = `AgACAgUAAxkBAAI${fileNumber.toString(36).padStart(6, "0")}${uniqueId}`;
      const file = { fileId, uniqueId, path: `files/file_${fileNumber}.${extension}`, bytes, size };
      files.set(fileId, file);
      return file;
    },
    file: (fileId) => files.get(String(fileId)) ?? null,
    fileAt: (path) => [...files.values()].find((file) => file.path === path) ?? null,
    forget(fileId) {
      files.delete(fileId);
    },
  };
}
