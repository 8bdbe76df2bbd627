/** A channel for tests that keeps what it sends, with the capabilities of the chat page. It is a real adapter of the port, without a network. */
import type {
  Capabilities,
  Channel,
  ChannelName,
  FetchedFile,
  Inbound,
  InboundContent,
  RenderedMessage,
  SendResult,
} from "../../src/model/channel.ts";

export interface Heard {
  readonly address: string;
  readonly message: RenderedMessage;
}

export interface MemoryChannel extends Channel {
  readonly sent: Heard[];
  readonly files: Map<string, Uint8Array>;
  /** Answers for the next sends; sending succeeds when it is empty. */
  readonly failures: Exclude<SendResult, { type: "sent" }>[];
  event(address: string, content: InboundContent, options?: { id?: string; name?: string; language?: string }): Inbound;
}

const capabilities: Capabilities = {
  maxLength: 4_000,
  buttons: "inline",
  maxButtonLabel: 60,
  markup: "html",
  files: { maxBytes: 1_000_000 },
};

export function createMemoryChannel(name: ChannelName = "web", can: Partial<Capabilities> = {}): MemoryChannel {
  let events = 0;
  const sent: Heard[] = [];
  const files = new Map<string, Uint8Array>();
  const failures: Exclude<SendResult, { type: "sent" }>[] = [];
  return {
    name,
    capabilities: { ...capabilities, ...can },
    sent,
    files,
    failures,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    ready: () => true,
    send(address, message) {
      const failure = failures.shift();
      if (failure) return Promise.resolve(failure);
      sent.push({ address, message });
      return Promise.resolve({ type: "sent", messageId: String(sent.length) });
    },
    fetchFile(fileId): Promise<FetchedFile> {
      const bytes = files.get(fileId);
      return Promise.resolve(bytes ? { type: "fetched", bytes } : { type: "gone" });
    },
    event(address, content, options = {}) {
      events += 1;
      const sender = {
        ...(options.name ? { name: options.name } : {}),
        ...(options.language ? { language: options.language } : {}),
      };
      return { channel: name, externalId: options.id ?? `${name}-${events}`, address, sender, content };
    },
  };
}
