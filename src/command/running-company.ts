/** The running product as company for a terminal: what is typed goes over the control socket, what is answered comes back. */
import type { Terminal } from "../channels/terminal/terminal.ts";
import type { ChatHear, ChatHeard, ChatJoined, ChatSay } from "../control/chat-handlers.ts";
import { callControl } from "../control/call-control.ts";
import type { Inbound } from "../model/channel.ts";
import type { Language } from "../model/message.ts";
import type { Company } from "./run-chat.ts";

const waitMs = 20_000;

/** Null when nothing runs. */
export async function findRunningCompany(path: string, language: Language): Promise<Company | null> {
  const joined = await callControl(path, "chat.join", null);
  if (joined.type !== "answered") return null;
  const { personas } = joined.value as ChatJoined;
  const positions = new Map<string, number>();
  const leaving = new AbortController();

  async function ask(name: string, body: ChatSay | ChatHear | null): Promise<unknown> {
    const answer = await callControl(path, name, body, leaving.signal);
    if (answer.type === "answered") return answer.value;
    throw new Error(answer.type === "failed" ? answer.error : "The product has stopped");
  }

  async function hear(terminal: Terminal, address: string, patience: number): Promise<void> {
    const after = positions.get(address) ?? null;
    const { last, lines } = (await ask("chat.hear", { address, after, waitMs: patience })) as ChatHeard;
    // Another call may have been quicker; each line is printed once.
    if ((positions.get(address) ?? null) !== after) return;
    positions.set(address, last);
    for (const line of lines) await terminal.send(address, { text: line, plain: line, buttons: [] });
  }

  async function follow(terminal: Terminal, address: string): Promise<void> {
    if (positions.has(address)) return;
    await hear(terminal, address, 0);
    void (async () => {
      while (!leaving.signal.aborted) await hear(terminal, address, waitMs);
    })().catch(() => undefined);
  }

  let seat: Terminal | null = null;
  return {
    addressOf: (role) => personas.find((persona) => persona.role === role || persona.id === role)?.id ?? null,

    async join(terminal) {
      seat = terminal;
      await terminal.start(async (events) => {
        for (const event of events) {
          await follow(terminal, event.address);
          await ask("chat.say", await said(terminal, event, language));
        }
      });
    },

    async settled() {
      await ask("chat.settled", null);
      const terminal = seat;
      if (terminal) await Promise.all([...positions.keys()].map((address) => hear(terminal, address, 0)));
    },

    async leave() {
      leaving.abort();
    },
  };
}

async function said(terminal: Terminal, event: Inbound, language: Language): Promise<ChatSay> {
  const about = { address: event.address, messageId: `terminal-${event.externalId}`, language };
  const { content } = event;
  if (content.type === "text" || content.type === "start") return { ...about, said: content };
  if (content.type !== "file") throw new Error(`A terminal does not say ${content.type}`);
  const file = await terminal.fetchFile(content.file.fileId, Number.MAX_SAFE_INTEGER);
  if (file.type !== "fetched") throw new Error("The file is gone");
  const base64 = Buffer.from(file.bytes).toString("base64");
  const caption = content.caption === undefined ? {} : { caption: content.caption };
  return { ...about, said: { type: "file", base64, mime: content.file.mime, ...caption } };
}
