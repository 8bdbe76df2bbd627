/**
 * Documents at the door: a message names one, here it is made of what the ledger has frozen, and put beside the words as a file;
 * a platform that carries no such file is given words that say where it can be had.
 */
import type { Attach } from "./deliver/carry.ts";
import type { Channel, OutgoingFile, RenderedMessage } from "./model/channel.ts";
import type { Language, Message, Params } from "./model/message.ts";
import type { Store } from "./model/store.ts";
import { type DocumentFormat, type MadeDocument, makeDocument } from "./report/make-document.ts";

export interface DocumentsDeps {
  readonly store: Store;
  readonly say: (key: string, params: Params, language: Language) => string;
  readonly now: () => Date;
  /** Cannot be guessed. */
  readonly randomToken: () => string;
  readonly hash: (token: string) => string;
  /** Without a slash at the end; null: nobody but this machine reaches our server. */
  readonly publicUrl: string | null;
}

export interface Documents {
  readonly attach: Attach;
  /** The file behind a link, or null when there is none any more. */
  open(token: string): Promise<MadeDocument | null>;
}

export const documentPath = "/files/";

export function createDocuments({ store, say, now, randomToken, hash, publicUrl }: DocumentsDeps): Documents {
  async function make(told: unknown, format: DocumentFormat, language: Language): Promise<MadeDocument> {
    const wordsIn =
      (language: Language) =>
      (key: string, params: Params = {}) =>
        say(key, params, language);
    return await makeDocument(told, format, { letter: wordsIn("vi"), tables: wordsIn(language) });
  }

  async function filesOf(outboxId: number, message: Message, language: Language): Promise<OutgoingFile[]> {
    const told = await store.call({ as: "worker" }, "document_of", { p_outbox: outboxId, p_now: now() });
    if (!told.ok || told.value === null) return [];
    const files: OutgoingFile[] = [];
    for (const format of message.document?.formats ?? []) {
      const made = await make(told.value, format, language);
      const token = randomToken();
      await store.call({ as: "worker" }, "document_link", {
        p_outbox: outboxId,
        p_format: format,
        p_language: language,
        p_token_hash: hash(token),
        p_now: now(),
      });
      files.push({ ...made, path: `${documentPath}${token}` });
    }
    return files;
  }

  return {
    async attach(outboxId, message, parts, language, channel) {
      const files = await filesOf(outboxId, message, language);
      if (files.length === 0) return [...parts, plain(say("format.file_gone", {}, language))];
      return [...parts, ...files.map((file) => partOf(file, language, channel))];
    },

    async open(token) {
      const found = await store.call<{ document: unknown; format: DocumentFormat; language: Language } | null>(
        { as: "worker" },
        "document_by_link",
        { p_token_hash: hash(token), p_now: now() },
      );
      if (!found.ok || !found.value?.document) return null;
      return await make(found.value.document, found.value.format, found.value.language);
    },
  };

  function partOf(file: OutgoingFile, language: Language, { capabilities }: Channel): RenderedMessage {
    const { name } = file;
    if (fits(file, capabilities.files)) return { ...plain(name), file };
    return plain(
      publicUrl === null
        ? say("format.file_elsewhere", { name }, language)
        : say("format.file_link", { name, url: `${publicUrl}${file.path}` }, language),
    );
  }
}

/** Neither a file's name nor our own sentences about it have characters that markup gives a meaning. */
function plain(text: string): RenderedMessage {
  return { text, plain: text, buttons: [] };
}

function fits({ bytes, mime }: OutgoingFile, room: Channel["capabilities"]["files"]): boolean {
  return room !== undefined && bytes.byteLength <= room.maxBytes && (room.mimes?.includes(mime) ?? true);
}
