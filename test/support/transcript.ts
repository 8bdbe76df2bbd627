/** Plays a written conversation through the real app and writes it down again with the answers that really came. */
import { channelNames, type InboundContent } from "../../src/model/channel.ts";
import type { TestApp, TestAppOptions } from "./app.ts";
import { newCode } from "./app.ts";
import type { Heard } from "./memory-channel.ts";
import { hashCode } from "../../src/world.ts";

/** What a transcript asks for in lines of its own: `# with the demo`, `# without buttons`, `# with a phone button`, `# with a contact`, `# also on telegram`. */
export function settingOf(written: string): TestAppOptions {
  const asks = (line: string) => written.includes(`\n# ${line}\n`);
  return {
    demo: asks("with the demo"),
    can: {
      ...(asks("without buttons") ? { buttons: "none", markup: "plain" } : {}),
      ...(asks("with a phone button") ? { phoneControl: "offered" } : {}),
    },
    also: channelNames.filter((name) => asks(`also on ${name}`)),
    ...(asks("with a contact") ? { contact: { name: "Văn phòng demo", phone: "0000 000 000" } } : {}),
  };
}

/**
 * A transcript is a text: `# …` is its title, `@Name = address (en)` introduces a speaker whose app speaks English, `> Name: words` is said by them,
 * `> Name: [Label]` presses a button, `> Name: /start CODE` opens a deep link, `> Name: {photo one: caption}` sends a picture,
 * several of them in one line an album. `> Name: {voice one: words}` is a voice note in which these words can be heard,
 * `{voice one of 200 s: words}` a long one.
 * `{own phone …}` shares a number by the platform's control. `@Name = telegram:address` is somebody on another channel, `{code}` the code told last,
 * `~ 11 minutes` lets time pass, `# at 2026-11-30T08:00+07:00` moves the clock there and lets the calendar do what is due. Everything else is what came back.
 */
export async function play(written: string, { app, inMemory, database, faults }: TestApp): Promise<string> {
  const addresses = new Map<string, string>();
  const languages = new Map<string, string>();
  const lines: string[] = [];
  /** `telegram:lan` is an address on another channel than the web. */
  const placeOf = (name: string) => {
    const [address = name, on] = (addresses.get(name) ?? name).split(":").toReversed();
    const channel = inMemory.find((one) => one.name === (on ?? "web"));
    if (!channel) throw new Error(`${name} is on no channel that the transcript asks for`);
    return { channel, address };
  };
  const nameOf = (on: string, address: string) =>
    [...addresses.keys()].find((name) => placeOf(name).channel.name === on && placeOf(name).address === address);
  /** The code that was told last; what it is changes with every play. */
  let linkCode = "no code was told";
  const invitations = new Map<string, string>();

  async function hear(name: string, said: string): Promise<void> {
    const { channel, address } = placeOf(name);
    const spoken = await expand(said);
    for (const { sent } of inMemory) sent.length = 0;
    const language = languages.get(name);
    const parts = spoken.startsWith("{photo") ? spoken.split(/(?<=\}) (?=\{photo)/) : [spoken];
    await app.ingest(
      parts.map((part) => channel.event(address, contentOf(name, part), { name, ...(language ? { language } : {}) })),
    );
    await settle();
    if (faults.length > 0) throw new Error(`"${said}" could not be worked on`, { cause: faults[0] });
    writeDown(name);
  }

  /** What is told to several people leaves in no order that matters; who spoke comes first. */
  function writeDown(speaker: string | null): void {
    const place = (on: string, { address }: Heard) => {
      const who = nameOf(on, address) ?? "";
      return who === speaker ? -1 : [...addresses.keys()].indexOf(who);
    };
    for (const { name: on, sent } of inMemory)
      for (const heard of sent.toSorted((a, b) => place(on, a) - place(on, b))) tell(on, heard);
  }

  function tell(on: string, { address, message }: Heard): void {
    const who = nameOf(on, address);
    if (!who) return;
    linkCode = /(?<!\d)\d{6}(?!\d)/.exec(inMemory.length > 1 ? message.plain : "")?.[0] ?? linkCode;
    const text = message.plain.replaceAll(linkCode, "{code}").replaceAll(/\n/g, "\n  ");
    lines.push(`< ${who}: ${text}`);
    if (message.buttons.length > 0) lines.push(`  ${message.buttons.map(({ label }) => `[${label}]`).join(" ")}`);
    if (message.requestContact !== undefined) lines.push(`  {${message.requestContact}}`);
    buttons.set(who, message.buttons);
  }

  const buttons = new Map<string, readonly { label: string; data: string }[]>();

  /** Pictures of an album are answered after a pause; the clock jumps over it. */
  async function settle(): Promise<void> {
    await app.drain();
    database.clock.now = new Date(database.clock.now.getTime() + 2_000);
    if (await waits()) await app.drain();
  }

  async function waits(): Promise<boolean> {
    const [row] = await database.runner.transaction((query) =>
      query(
        "select exists (select from public.outbox where status = 'ready') or exists (select from public.inbox where status = 'pending') as waits",
      ),
    );
    return row?.["waits"] === "t";
  }

  async function expand(said: string): Promise<string> {
    if (said.includes("{code}")) return said.replace("{code}", linkCode);
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

  function contentOf(name: string, said: string): InboundContent {
    const { files } = placeOf(name).channel;
    const phone = /^\{(own|other) phone ([\d+ ]+)\}$/.exec(said);
    if (phone?.[2]) return { type: "contact", phone: phone[2], own: phone[1] === "own" };
    const label = /^\[(.+)\]$/.exec(said)?.[1];
    if (label)
      return {
        type: "button",
        data: buttons.get(name)?.find((button) => button.label === label)?.data ?? `gone:${label}`,
      };
    const start = /^\/start(?: (.+))?$/.exec(said);
    if (start) return start[1] ? { type: "start", parameter: start[1] } : { type: "start" };
    const voice = /^\{voice (\w+)(?: of (\d+) s)?: (.*)\}$/.exec(said);
    if (voice?.[1]) {
      files.set(voice[1], Buffer.from(voice[3] ?? ""));
      const file = { fileId: voice[1], uniqueId: voice[1], mime: "audio/ogg" };
      return { type: "voice", file, seconds: Number(voice[2] ?? 3) };
    }
    const photo = /^\{photo (\w+)(?: of album (\w+))?(?:: (.*))?\}$/.exec(said);
    if (!photo?.[1]) return { type: "text", text: said };
    files.set(photo[1], picture(photo[1]));
    const file = { fileId: photo[1], uniqueId: photo[1], mime: "image/png" };
    return { type: "file", file, ...(photo[3] ? { caption: photo[3] } : {}), ...(photo[2] ? { album: photo[2] } : {}) };
  }

  async function moveTo(at: string): Promise<void> {
    for (const { sent } of inMemory) sent.length = 0;
    database.clock.now = new Date(at);
    await app.tick(database.clock.now);
    await settle();
    if (faults.length > 0) throw new Error(`What was due at ${at} could not be done`, { cause: faults[0] });
    writeDown(null);
  }

  for (const line of written.split("\n")) {
    const at = /^# at (\S+)$/.exec(line)?.[1];
    if (at) {
      lines.push("", line);
      await moveTo(at);
      continue;
    }
    const minutes = /^~ (\d+) minutes$/.exec(line)?.[1];
    if (minutes) {
      database.clock.now = new Date(database.clock.now.getTime() + Number(minutes) * 60_000);
      lines.push("", line);
    }
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
