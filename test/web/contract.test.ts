import { createTerminal } from "../../src/channels/terminal/terminal.ts";
import type { Channel } from "../../src/model/channel.ts";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PassThrough } from "node:stream";
import { channelContract, type ChannelDriver } from "../contracts/channel-contract.ts";
import { countingIds, terminalWords, webChannel } from "./support/site.ts";

channelContract("web", async (): Promise<ChannelDriver> => {
  const channel = webChannel();
  const nextId = countingIds("message");
  const refused: { id: string; text: string }[] = [];
  let last: { id: string; text: string } | null = null;
  let pending = 0;
  let order = Promise.resolve();
  let read = 0;

  async function deliver(message: { id: string; text: string }): Promise<void> {
    try {
      await channel.receive("demo-donor", message.id, { type: "text", text: message.text });
      last = message;
      pending -= 1;
    } catch {
      refused.push(message);
    }
  }

  return {
    channel,
    address: "demo-donor",
    says(text) {
      const message = { id: nextId(), text };
      pending += 1;
      order = order.then(() => deliver(message));
    },
    pending: () => pending,
    async retry() {
      for (const message of refused.splice(0)) await deliver(message);
    },
    repeat() {
      if (last) void channel.receive("demo-donor", last.id, { type: "text", text: last.text });
    },
    async reads() {
      const line = channel.history("demo-donor", read).find(({ by }) => by === "us");
      read = line?.id ?? read;
      return line?.by === "us"
        ? line.html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
        : "";
    },
    async readsFile() {
      const line = channel.history("demo-donor", read).find((one) => one.by === "us" && one.file);
      const file = line?.by === "us" ? line.file : undefined;
      return { name: file?.name ?? "", content: file?.path ?? "" };
    },
    failing: {},
    async close() {
      await order;
    },
  };
});

channelContract("terminal", async (): Promise<ChannelDriver> => {
  const folder = await mkdtemp(join(tmpdir(), "documents-"));
  const input = new PassThrough();
  const output = new PassThrough();
  let printed = "";
  output.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const channel = createTerminal({
    input,
    output,
    interactive: false,
    address: "terminal-donor",
    addressOf: (role) => `terminal-${role}`,
    language: "vi",
    words: terminalWords,
    randomId: countingIds("session"),
    folder,
    retryAfterMs: 5,
  });
  return {
    channel: channel satisfies Channel,
    address: "terminal-donor",
    says: (text) => void input.write(`${text}\n`),
    pending: () => channel.pending(),
    retry: async () => {},
    async reads() {
      const seen = printed;
      printed = "";
      return seen;
    },
    async readsFile() {
      const path = /kept (\S+)/.exec(printed)?.[1] ?? "";
      return { name: basename(path), content: await readFile(path) };
    },
    async close() {
      input.end();
      output.end();
      await rm(folder, { recursive: true });
    },
  };
});
