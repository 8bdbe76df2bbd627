import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Inbound } from "../../../../src/model/channel.ts";
import { type Rig, type RigOptions, startPollingRig } from "./drivers.ts";

let rig: Rig;
let events: Inbound[];

beforeEach(() => {
  events = [];
});

afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
});

async function open(options: RigOptions) {
  rig = await startPollingRig(options);
}
const ingest = async (heard: readonly Inbound[]) => void events.push(...heard);
const start = () => rig.channel.start(ingest);
const until = (assertion: () => void) => vi.waitFor(assertion, { timeout: 10_000, interval: 10 });
const polls = () => rig.server.calls.filter(({ method }) => method === "getUpdates");
const texts = () => events.map(({ content }) => (content.type === "text" ? content.text : content.type));

describe("the lease of the poller", () => {
  test("is renewed while a poll is held open and given back at the stop", async () => {
    const asked: unknown[][] = [];
    await open({ lease: { acquire: async (...args) => asked.push(args) > 0 }, timing: { renewMs: 5 } });
    await start();
    await until(() => expect(asked.length).toBeGreaterThan(5));
    expect(polls()).toHaveLength(1);
    await rig.channel.stop();
    expect(asked.at(-1)?.[0]).toBe("zalo-bot-polling");
    expect(asked.at(-1)?.[2]).toBe(0);
  });

  test("that somebody else has taken ends no poll, because its answer would be lost, but no other is begun", async () => {
    let mine = true;
    let standbys = 0;
    const acquire = async () => {
      if (!mine) standbys += 1;
      return mine;
    };
    await open({ lease: { acquire }, timing: { renewMs: 5, standbyMs: 5 } });
    await start();
    await until(() => expect(rig.server.polling).toBe(1));
    mine = false;
    rig.says("một");
    await until(() => expect(texts()).toEqual(["một"]));
    await until(() => expect(standbys).toBeGreaterThan(3));
    expect(polls()).toHaveLength(1);
    expect(rig.channel.ready()).toBe(true);
    mine = true;
    rig.says("hai");
    await until(() => expect(texts()).toEqual(["một", "hai"]));
    expect(rig.logged).toEqual([]);
  });

  test("keeps two processes from taking messages from each other", async () => {
    let holder: string | null = null;
    const lease = {
      async acquire(_name: string, asking: string, seconds: number) {
        holder ??= asking;
        const granted = holder === asking;
        if (granted && seconds === 0) holder = null;
        return granted;
      },
    };
    await open({ lease, random: () => 0.25 });
    const second = await startPollingRig({ lease, random: () => 0.75, apiRoot: rig.server.apiRoot });
    try {
      await start();
      await until(() => expect(rig.server.polling).toBe(1));
      await second.channel.start(ingest);
      for (const text of ["một", "hai", "ba"]) rig.says(text);
      await until(() => expect(texts()).toEqual(["một", "hai", "ba"]));
      await until(() => expect(polls()).toHaveLength(4));
      await until(() => expect(rig.server.polling).toBe(1));
      await rig.channel.stop();
      await rig.server.called("getUpdates", 5);
      rig.says("bốn");
      await until(() => expect(texts()).toEqual(["một", "hai", "ba", "bốn"]));
    } finally {
      await second.channel.stop();
      await second.close();
    }
  });

  test("that a stranger without a lease ignores loses what they take and nothing else", async () => {
    await open({});
    await start();
    await until(() => expect(rig.server.polling).toBe(1));
    const stranger = fetch(`${rig.server.apiRoot}/bot${rig.server.token}/getUpdates`, {
      method: "POST",
      body: '{"timeout":"30"}',
    });
    await until(() => expect(rig.server.polling).toBe(2));
    for (const text of ["một", "hai", "ba"]) rig.says(text);
    await (await stranger).text();
    await until(() => expect(rig.pending()).toBe(0));
    expect(rig.channel.ready()).toBe(true);
    expect(["một", "hai", "ba"]).toEqual(expect.arrayContaining(texts()));
    expect(new Set(texts()).size).toBe(texts().length);
  });
});
