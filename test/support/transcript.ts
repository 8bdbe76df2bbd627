/** Plays a written conversation through the real app and writes it down again with the answers that really came. */
import type { InboundContent } from "../../src/model/channel.ts";
import type { TestApp, TestAppOptions } from "./app.ts";
import { newCode } from "./app.ts";
import { hashCode } from "../../src/world.ts";

/** What a transcript asks for in lines of its own: `# with the demo`, `# without buttons`, `# with a contact`. */
export function settingOf(written: string): TestAppOptions {
  const asks = (line: string) => written.includes(`\n# ${line}\n`);
  return {
    demo: asks("with the demo"),
    ...(asks("without buttons") ? { can: { buttons: "none", markup: "plain" } } : {}),
    ...(asks("with a contact") ? { contact: { name: "Văn phòng demo", phone: "0000 000 000" } } : {}),
  };
}

/**
 * A transcript is a text: `# …` is its title, `@Name = address (en)` introduces a speaker whose app speaks English, `> Name: words` is said by them,
 * `> Name: [Label]` presses a button, `> Name: /start CODE` opens a deep link, `> Name: {photo one: caption}` sends a picture,
 * several of them in one line an album. `> Name: {voice one: words}` is a voice note in which these words can be heard,
 * `{voice one of 200 s: words}` a long one.
 * Everything else is what came back.
 */
export async function play(written: string, { app, web, database, faults }: TestApp): Promise<string> {
  const addresses = new Map<string, string>();
  const languages = new Map<string, string>();
  const lines: string[] = [];
  const names = (address: string) => [...addresses].find(([, one]) => one === address)?.[0];
  const invitations = new Map<string, string>();

  async function hear(name: string, said: string): Promise<void> {
    const address = addresses.get(name) ?? name;
    const spoken = await expand(said);
    web.sent.length = 0;
    const language = languages.get(name);
    const parts = spoken.startsWith("{photo") ? spoken.split(/(?<=\}) (?=\{photo)/) : [spoken];
    await app.ingest(
      parts.map((part) => web.event(address, contentOf(address, part), { name, ...(language ? { language } : {}) })),
    );
    await settle();
    if (faults.length > 0) throw new Error(`"${said}" could not be worked on`, { cause: faults[0] });
    for (const { address: to, message } of web.sent) {
      const who = names(to);
      if (!who) continue;
      const text = message.plain.replaceAll(/\n/g, "\n  ");
      lines.push(`< ${who}: ${text}`);
      if (message.buttons.length > 0) lines.push(`  ${message.buttons.map(({ label }) => `[${label}]`).join(" ")}`);
      buttons.set(to, message.buttons);
    }
  }

  const buttons = new Map<string, readonly { label: string; data: string }[]>();

  /** Pictures of an album are answered after a pause; the clock jumps over it. */
  async function settle(): Promise<void> {
    await app.drain();
    database.clock.now = new Date(database.clock.now.getTime() + 2_000);
    await app.drain();
  }

  async function expand(said: string): Promise<string> {
    const invitation = /\{invitation ([a-z_]+)(?: ([\w-]+))?\}/.exec(said);
    if (!invitation?.[1]) return said;
    const key = invitation[0];
    const code = invitations.get(key) ?? newCode();
    if (!invitations.has(key)) {
      invitations.set(key, code);
      const args = {
        p_code_hash: hashCode(code),
        p_role: invitation[1],
        p_area: invitation[2] ?? null,
        p_now: database.clock.now,
      };
      await database.store.call({ as: "operator" }, "invitation_create", args);
    }
    return said.replace(key, code);
  }

  function contentOf(address: string, said: string): InboundContent {
    const label = /^\[(.+)\]$/.exec(said)?.[1];
    if (label)
      return {
        type: "button",
        data: buttons.get(address)?.find((button) => button.label === label)?.data ?? `gone:${label}`,
      };
    const start = /^\/start(?: (.+))?$/.exec(said);
    if (start) return start[1] ? { type: "start", parameter: start[1] } : { type: "start" };
    const voice = /^\{voice (\w+)(?: of (\d+) s)?: (.*)\}$/.exec(said);
    if (voice?.[1]) {
      web.files.set(voice[1], Buffer.from(voice[3] ?? ""));
      const file = { fileId: voice[1], uniqueId: voice[1], mime: "audio/ogg" };
      return { type: "voice", file, seconds: Number(voice[2] ?? 3) };
    }
    const photo = /^\{photo (\w+)(?: of album (\w+))?(?:: (.*))?\}$/.exec(said);
    if (!photo?.[1]) return { type: "text", text: said };
    web.files.set(photo[1], picture(photo[1]));
    const file = { fileId: photo[1], uniqueId: photo[1], mime: "image/png" };
    return { type: "file", file, ...(photo[3] ? { caption: photo[3] } : {}), ...(photo[2] ? { album: photo[2] } : {}) };
  }

  // News from loading the demo is no part of the conversation.
  await settle();
  for (const line of written.split("\n")) {
    const speaker = /^@(\S+) = (\S+)(?: \((vi|en)\))?$/.exec(line);
    const said = /^> ([^:]+): (.*)$/.exec(line);
    if (speaker?.[1] && speaker[2]) addresses.set(speaker[1], speaker[2]);
    if (speaker?.[1] && speaker[3]) languages.set(speaker[1], speaker[3]);
    if (said?.[1] === undefined || said[2] === undefined) {
      if (line.startsWith("#") || line.startsWith("@")) lines.push(line);
      continue;
    }
    lines.push("", line);
    await hear(said[1], said[2]);
  }
  return `${lines.join("\n")}\n`;
}

/** A valid 1×1 PNG whose colour depends on its name, so that different names are different pictures. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

function picture(name: string): Uint8Array {
  return Buffer.concat([png, Buffer.from(name)]);
}
