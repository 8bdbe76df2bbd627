import { afterEach, expect, test } from "vitest";
import { createMachine, type Machine } from "../support/product.ts";
import { startTelegramServer, type TelegramServer } from "../support/telegram/server.ts";
import { type Actor, playMainJob, pushedTo, startOfMainJob } from "./main-job-script.ts";

let machine: Machine | undefined;
let telegram: TelegramServer | undefined;

afterEach(async () => {
  await machine?.close();
  await telegram?.close();
});

test.for(["polling", "webhook"] as const)(
  "the main job over Telegram by %s, from the invitation to the thanks",
  { timeout: 180_000 },
  async (mode) => {
    const server = (telegram = await startTelegramServer());
    machine = createMachine({
      CLOCK: startOfMainJob,
      TELEGRAM_BOT_TOKEN: server.token,
      TELEGRAM_API_ROOT: server.apiRoot,
      ...(mode === "webhook" ? await pushedTo("TELEGRAM_WEBHOOK_SECRET") : {}),
    });
    const product = await machine.start();
    await playMainJob({
      machine,
      product,
      actor: (name, language) => onTelegram(server, name, language),
      linkOf: (code) => `https://t.me/${server.botName}?start=${code}`,
    });
    expect(server.violations).toEqual([]);
    expect(server.settings.commands.size).toBeGreaterThan(0);
    expect(await product.stop()).toBe(0);
  },
);

let people = 0;

function onTelegram(server: TelegramServer, firstName: string, language: string): Actor {
  const person = server.person({ id: 7_000_000_000 + (people += 1), firstName, language });
  return {
    joins: (code) => void person.starts(code),
    says: (text) => void person.says(text),
    picks: (label) => person.presses(label),
    sendsPhoto: (bytes, caption) => void person.sendsPhoto(bytes, { caption }),
    async next() {
      const { text, buttons } = await person.next();
      return { text, choices: buttons.flat().map(({ label }) => label) };
    },
  };
}
