import { afterEach, describe, expect, test, vi } from "vitest";
import english from "../../../locales/en.json" with { type: "json" };
import vietnamese from "../../../locales/vi.json" with { type: "json" };
import { findBotLink } from "../../../src/channels/telegram/bot-link.ts";
import { profile, startPollingRig, startWebhookRig } from "./drivers.ts";
import type { Rig } from "./drivers.ts";

let rig: Rig;
afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
});

const published = () => vi.waitFor(() => expect(rig.server.settings.shortDescriptions.size).toBe(3), { interval: 10 });

describe("what the bot tells about itself", () => {
  test.for([
    ["polled", startPollingRig],
    ["pushed to", startWebhookRig],
  ] as const)("is published in both languages and for everybody else when it is %s", async ([, open]) => {
    rig = await open();
    await rig.channel.start(async () => undefined);
    await published();
    const { commands, descriptions, shortDescriptions } = rig.server.settings;
    const help = (description: string) => [{ command: "help", description }];
    expect([...commands]).toEqual([
      ["", help("Hướng dẫn")],
      ["vi", help("Hướng dẫn")],
      ["en", help("How this works")],
    ]);
    expect([...descriptions]).toEqual([
      ["", "Chào bạn"],
      ["vi", "Chào bạn"],
      ["en", "Welcome"],
    ]);
    expect([...shortDescriptions]).toEqual([
      ["", "Cùng giúp"],
      ["vi", "Cùng giúp"],
      ["en", "Help together"],
    ]);
  });

  test("is published again after a failure in the middle, while messages are already heard", async () => {
    rig = await startPollingRig();
    rig.server.fail("setMyDescription", { type: "throttled", retryAfter: 0 }, 2);
    rig.says("xin chào");
    const heard = vi.fn<() => Promise<void>>(async () => undefined);
    await rig.channel.start(heard);
    await published();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce(), { interval: 10 });
    expect(rig.logged.filter((line) => line.includes("not published"))).toHaveLength(2);
  });

  test("fits the platform as it stands in locales/", async () => {
    const [first, second] = [vietnamese.telegram, english.telegram];
    const names = Object.keys(first.command) as (keyof typeof first.command)[];
    rig = await startPollingRig({
      profile: {
        ...profile,
        commands: names.map((command) => ({
          command,
          description: { vi: first.command[command], en: second.command[command] },
        })),
        description: { vi: first.description, en: second.description },
        shortDescription: { vi: first.short_description, en: second.short_description },
      },
    });
    await rig.channel.start(async () => undefined);
    await published();
    expect(rig.server.violations).toEqual([]);
  });
});

describe("the link to the bot", () => {
  test("is known once Telegram tells the bot's name", async () => {
    rig = await startPollingRig();
    const { token, apiRoot, botName } = rig.server;
    expect(await findBotLink(token, apiRoot, 5)).toBe(`https://t.me/${botName}`);
    expect(await findBotLink("100200300:wrong", apiRoot, 5)).toBeNull();
    rig.server.fail("getMe", { type: "hang" });
    expect(await findBotLink(token, apiRoot, 0.1)).toBeNull();
  });
});
