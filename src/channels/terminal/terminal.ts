/**
 * The channel of `npm run chat`: somebody types lines and reads answers, in a terminal or through a pipe.
 * What is typed waits here until it is stored, so a busy database loses no line.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createInterface, type Interface } from "node:readline";
import { basename, extname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Capabilities, Channel, Inbound, InboundContent, Ingest, OutgoingFile } from "../../model/channel.ts";
import type { Language } from "../../model/message.ts";
import { storableText } from "../storable-text.ts";
import { readLine } from "./read-line.ts";

/** What the terminal itself has to say, in the person's language. */
export interface TerminalWords {
  noFile(path: string): string;
  sentFile(): string;
  keptFile(path: string): string;
  nowAs(role: string): string;
  unknownRole(role: string): string;
}

export interface TerminalDeps {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Shows a prompt; for people, not for pipes. */
  readonly interactive: boolean;
  /** Of the person who types at first. */
  readonly address: string;
  /** The address of another role, or null where there is none. */
  readonly addressOf: (role: string) => string | null;
  readonly language: Language;
  readonly words: TerminalWords;
  readonly randomId: () => string;
  /** Where documents that we send are written. */
  readonly folder: string;
  /** Between two tries to store a line. */
  readonly retryAfterMs: number;
}

export interface Terminal extends Channel {
  readonly name: "terminal";
  /** Resolves when the input has ended (or `/quit` was typed) and every line is stored. */
  readonly ended: Promise<void>;
  /** Lines that were typed and are not stored yet. */
  pending(): number;
}

const capabilities: Capabilities = {
  maxLength: 4_000,
  buttons: "none",
  maxButtonLabel: 60,
  markup: "plain",
  files: { maxBytes: Number.MAX_SAFE_INTEGER },
};
const mimes: Readonly<Record<string, string>> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".pdf": "application/pdf",
};

export function createTerminal(deps: TerminalDeps): Terminal {
  const { output, words, language, interactive } = deps;
  const session = deps.randomId();
  const stopping = new AbortController();
  const ended = Promise.withResolvers<void>();
  const files = new Map<string, Uint8Array>();
  let lines: Interface | null = null;
  let ingest: Ingest | null = null;
  let address = deps.address;
  let typed = 0;
  let shown = 0;
  let waiting = 0;
  let quit = false;
  /** Lines are stored one after the other. */
  let queue = Promise.resolve();

  function print(text: string): void {
    output.write(`${text}\n`);
    if (interactive && lines) lines.prompt();
  }

  async function store(from: string, content: InboundContent): Promise<void> {
    typed += 1;
    const event: Inbound = {
      channel: "terminal",
      externalId: `${session}-${typed}`,
      address: from,
      sender: { language },
      content,
    };
    const to = ingest;
    if (!to) return;
    while (!stopping.signal.aborted) {
      try {
        return await to([event]);
      } catch {
        await pause(deps.retryAfterMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  async function storeFile(path: string, caption: string): Promise<void> {
    const bytes = await readFile(path).catch(() => null);
    if (!bytes) return print(words.noFile(path));
    const id = createHash("sha256").update(bytes).digest("hex");
    files.set(id, bytes);
    const mime = mimes[extname(path).toLowerCase()] ?? "application/octet-stream";
    const file = { fileId: id, uniqueId: id, mime, size: bytes.length };
    await store(address, caption ? { type: "file", file, caption: storableText(caption) } : { type: "file", file });
    print(words.sentFile());
  }

  /** Written under the same name again: a message that is sent twice leaves one file. */
  async function keep({ name, bytes }: OutgoingFile): Promise<string> {
    const path = join(deps.folder, basename(name));
    await writeFile(path, bytes);
    return words.keptFile(path);
  }

  async function follow(line: string): Promise<void> {
    const said = readLine(line);
    // Lines behind /quit may be here already; they were not meant any more.
    if (quit) return;
    switch (said.type) {
      case "nothing":
        return;
      case "quit":
        quit = true;
        lines?.close();
        return;
      case "as": {
        const other = deps.addressOf(said.role);
        if (other !== null) address = other;
        return print(other === null ? words.unknownRole(said.role) : words.nowAs(said.role));
      }
      case "photo":
        return await storeFile(said.path, said.caption);
      case "start":
        return await store(address, said.parameter ? { type: "start", parameter: said.parameter } : { type: "start" });
      case "text":
        return await store(address, { type: "text", text: storableText(said.text) });
    }
  }

  function hear(line: string): void {
    waiting += 1;
    queue = queue.then(() => follow(line)).finally(() => (waiting -= 1));
  }

  return {
    name: "terminal",
    capabilities,
    ended: ended.promise,
    pending: () => waiting,
    ready: () => ingest !== null && !stopping.signal.aborted,

    async start(to) {
      ingest = to;
      lines = createInterface({ input: deps.input, output, terminal: interactive, prompt: "> " });
      lines.on("line", hear);
      lines.once("close", () => void queue.then(ended.resolve));
      if (interactive) lines.prompt();
    },

    async stop() {
      stopping.abort();
      lines?.off("line", hear);
      lines?.close();
      await queue;
    },

    async send(to, message) {
      shown += 1;
      const words = message.file ? await keep(message.file) : message.plain;
      print(to === address ? words : `[${to}] ${words}`);
      return { type: "sent", messageId: String(shown) };
    },

    async fetchFile(fileId, maxBytes) {
      const bytes = files.get(fileId);
      if (!bytes) return { type: "gone" };
      return bytes.length > maxBytes ? { type: "too_large" } : { type: "fetched", bytes };
    },
  };
}
