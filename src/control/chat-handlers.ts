/** What the running product does for a chat in another process: the conversations of the chat page, through the control socket. */
import { z } from "zod";
import { languages } from "../model/message.ts";
import type { ChatEvent, Persona, Said, WebChannel } from "../model/web-chat.ts";
import type { ControlHandler } from "./control-server.ts";

export interface ChatHandlersDeps {
  readonly channel: WebChannel;
  readonly personas: () => Promise<readonly Persona[]>;
  /** Resolves when everything heard so far is answered. */
  readonly settled: () => Promise<void>;
  /** Where this product's own server is reached from this machine. */
  readonly baseUrl: () => string;
}

const saySchema = z.object({
  address: z.string(),
  messageId: z.string(),
  language: z.enum(languages).optional(),
  said: z.discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: z.string() }),
    z.object({ type: z.literal("press"), data: z.string() }),
    z.object({ type: z.literal("start"), parameter: z.string().optional() }),
    z.object({ type: z.literal("file"), base64: z.base64(), mime: z.string(), caption: z.string().optional() }),
  ]),
});
export type ChatSay = z.infer<typeof saySchema>;

const hearSchema = z.object({ address: z.string(), after: z.int().nullable(), waitMs: z.int().min(0).max(30_000) });
export type ChatHear = z.infer<typeof hearSchema>;

export interface ChatHeard {
  /** What to ask for next time. */
  readonly last: number;
  readonly lines: readonly string[];
}

export interface ChatJoined {
  readonly personas: readonly Persona[];
}

export function createChatHandlers({ channel, personas, settled, baseUrl }: ChatHandlersDeps) {
  async function personaAt(address: string): Promise<string> {
    if ((await personas()).some(({ id }) => id === address)) return address;
    throw new Error(`Nobody has the address ${address}`);
  }

  return {
    "chat.join": async (): Promise<ChatJoined> => ({ personas: await personas() }),

    "chat.say": async (body) => {
      const { address, messageId, language, said } = saySchema.parse(body);
      await channel.receive(await personaAt(address), messageId, unpacked(said), language);
    },

    /** Answers at once when there is something new, else after `waitMs`. `after: null` only asks where the conversation stands. */
    "chat.hear": async (body): Promise<ChatHeard> => {
      const { address, after, waitMs } = hearSchema.parse(body);
      await personaAt(address);
      if (after !== null && channel.history(address, after).length === 0) await nextLine(channel, address, waitMs);
      const events = channel.history(address, after ?? 0);
      return { last: events.at(-1)?.id ?? after ?? 0, lines: after === null ? [] : ours(events, baseUrl()) };
    },

    "chat.settled": settled,
  } satisfies Record<string, ControlHandler>;
}

function ours(events: readonly ChatEvent[], baseUrl: string): string[] {
  return events.flatMap((event) => {
    if (event.by !== "us") return [];
    const choices = event.buttons.map(({ label }, at) => `${at + 1}. ${label}`);
    const words = event.file ? `${event.file.name}: ${baseUrl}${event.file.path}` : event.plain;
    return [[words, ...choices].join("\n")];
  });
}

function unpacked(said: ChatSay["said"]): Said {
  switch (said.type) {
    case "file": {
      const bytes = Buffer.from(said.base64, "base64");
      return { type: "file", bytes, mime: said.mime, ...(said.caption ? { caption: said.caption } : {}) };
    }
    case "start":
      return said.parameter === undefined ? { type: "start" } : { type: "start", parameter: said.parameter };
    case "text":
    case "press":
      return said;
  }
}

function nextLine(channel: WebChannel, address: string, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unwatch();
      resolve();
    };
    const timer = setTimeout(done, waitMs);
    const unwatch = channel.watch(address, done);
  });
}
