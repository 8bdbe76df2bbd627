import { afterEach, expect, test } from "vitest";
import { createMachine, type Machine } from "../support/product.ts";
import { startZaloBotServer, type ZaloBotServer } from "../support/zalo/bot/server.ts";
import { type Actor, numberedChoices, playMainJob, pushedTo, startOfMainJob } from "./main-job-script.ts";

let machine: Machine | undefined;
let zalo: ZaloBotServer | undefined;

afterEach(async () => {
  await machine?.close();
  await zalo?.close();
});

test.for(["polling", "webhook"] as const)(
  "the main job over the Zalo bot by %s, from the invitation to the thanks",
  { timeout: 180_000 },
  async (mode) => {
    const server = (zalo = await startZaloBotServer({ pauseMs: 900 }));
    machine = createMachine({
      CLOCK: startOfMainJob,
      ZALO_BOT_TOKEN: server.token,
      ZALO_BOT_API_ROOT: server.apiRoot,
      ...(mode === "webhook" ? await pushedTo("ZALO_BOT_WEBHOOK_SECRET") : {}),
    });
    const product = await machine.start();
    await expect.poll(() => health(product.url), { timeout: 20_000 }).toMatchObject({ channels: { zalo_bot: true } });
    await playMainJob({ machine, product, actor: (name) => onZaloBot(server, name), linkOf: () => undefined });
    expect(server.violations).toEqual([]);
    expect(server.webhookUrl === null).toBe(mode === "polling");
    expect(product.output.join("\n")).not.toContain(server.token);
    expect(await product.stop()).toBe(0);
  },
);

const health = async (url: string): Promise<unknown> => (await fetch(`${url}/readyz`)).json();

let people = 0;

/** Without buttons: choices are numbered lines, and a number is typed. */
function onZaloBot(server: ZaloBotServer, name: string): Actor {
  const person = server.person({ id: `6ede9afa66b88fe6${(people += 1).toString(16).padStart(4, "0")}`, name });
  return {
    joins: (code) => person.says(code),
    says: (text) => person.says(text),
    picks(label) {
      const shown = numberedChoices(person.messages.at(-1)?.text ?? "");
      expect(shown).toContain(label);
      person.says(String(shown.indexOf(label) + 1));
    },
    sendsPhoto: (bytes, caption) => person.sendsPhoto(bytes, { caption }),
    async next() {
      const { text } = await person.next();
      return { text, choices: numberedChoices(text) };
    },
  };
}
