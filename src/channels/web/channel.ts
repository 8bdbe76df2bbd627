/**
 * The channel behind the chat page. It lives in this process: the page's requests come in through `receive`,
 * and what is sent waits in a bounded history from which `src/web` streams it to open pages.
 */
import type { Capabilities, Inbound, InboundContent, Ingest } from "../../model/channel.ts";
import type { Language } from "../../model/message.ts";
import type { Said, WebChannel } from "../../model/web-chat.ts";
import { storableText } from "../storable-text.ts";
import { createHistory, type HistoryLimits } from "./history.ts";
import type { Uploads } from "./uploads.ts";

export interface WebChannelDeps {
  readonly limits: HistoryLimits;
  readonly uploads: Uploads;
  readonly now: () => Date;
  readonly randomId: () => string;
}

const forgetEveryMs = 10 * 60_000;

const capabilities: Capabilities = {
  maxLength: 4_000,
  buttons: "inline",
  maxButtonLabel: 60,
  markup: "html",
  files: { maxBytes: 50_000_000 },
};

export function createWebChannel({ limits, uploads, now, randomId }: WebChannelDeps): WebChannel {
  const history = createHistory(limits, now);
  let ingest: Ingest | null = null;
  let forgetting: NodeJS.Timeout | undefined;
  const underway = new Set<Promise<void>>();

  async function contentOf(said: Said): Promise<InboundContent> {
    switch (said.type) {
      case "text":
        return { type: "text", text: storableText(said.text) };
      case "press":
        return { type: "button", data: storableText(said.data) };
      case "start":
        return said.parameter === undefined
          ? { type: "start" }
          : { type: "start", parameter: storableText(said.parameter) };
      case "file": {
        const id = await uploads.put(said.bytes);
        const file = { fileId: id, uniqueId: id, mime: said.mime, size: said.bytes.length };
        return said.caption ? { type: "file", file, caption: storableText(said.caption) } : { type: "file", file };
      }
    }
  }

  function remember(address: string, messageId: string, said: Said): void {
    if (said.type === "start" || history.has(address, messageId)) return;
    if (said.type === "file") {
      history.append(address, { by: "person", messageId, text: said.caption ?? "", mime: said.mime });
      return;
    }
    const text = said.type === "text" ? said.text : (history.labelOf(address, said.data) ?? said.data);
    history.append(address, { by: "person", messageId, text });
  }

  async function store(address: string, messageId: string, said: Said, language?: Language): Promise<void> {
    const to = ingest;
    if (!to) throw new Error("The web channel is not started.");
    const event: Inbound = {
      channel: "web",
      externalId: `${address}:${messageId}`,
      address,
      sender: language ? { language } : {},
      content: await contentOf(said),
    };
    await to([event]);
    remember(address, messageId, said);
  }

  return {
    name: "web",
    capabilities,
    epoch: randomId(),

    async start(to) {
      ingest = to;
      // A file that cannot be removed now is tried again in ten minutes.
      const forget = () => void uploads.forgetOld().catch(() => undefined);
      forget();
      forgetting = setInterval(forget, forgetEveryMs).unref();
    },
    async stop() {
      ingest = null;
      clearInterval(forgetting);
      await Promise.allSettled(underway);
    },
    ready: () => ingest !== null,

    async receive(...heard) {
      const stored = store(...heard);
      underway.add(stored);
      await stored.finally(() => underway.delete(stored));
    },

    async send(address, message) {
      if (message.text.length > capabilities.maxLength) {
        return { type: "failed", failure: "rejected", detail: `longer than ${capabilities.maxLength} characters` };
      }
      const { text: html, plain, buttons, file } = message;
      const shown = file ? { file: { name: file.name, path: file.path } } : {};
      const line = history.append(address, { by: "us", html, plain, buttons, ...shown });
      return { type: "sent", messageId: String(line.id) };
    },

    async fetchFile(fileId, maxBytes) {
      const bytes = await uploads.get(fileId);
      if (!bytes) return { type: "gone" };
      return bytes.length > maxBytes ? { type: "too_large" } : { type: "fetched", bytes };
    },

    history: (address, afterId) => history.after(address, afterId),
    watch: (address, changed) => history.watch(address, changed),
  };
}
