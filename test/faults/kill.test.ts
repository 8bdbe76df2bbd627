import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMachine, type Machine } from "../support/product.ts";
import { startTelegramServer, type TelegramServer } from "../support/telegram/server.ts";

const steps = ["stored", "claimed", "committed", "the answer is claimed", "the answer is sent"] as const;

let machine: Machine;
let telegram: TelegramServer;
let prepared: string;
const lan = 7_000_000_001;

beforeAll(async () => {
  telegram = await startTelegramServer();
  machine = createMachine({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    DEMO: "on",
    PORT: "0",
  });
  prepared = `${machine.dataDir}-prepared`;
  const product = await machine.start();
  const person = telegram.person({ id: lan, firstName: "Lan", language: "vi" });
  person.says("đăng ký 20 bộ đồ ấm cho Giang Thành");
  await person.next(60_000);
  person.says("có");
  await person.next();
  await product.stop();
  cpSync(machine.dataDir, prepared, { recursive: true });
}, 180_000);

afterAll(async () => {
  await machine.close();
  await telegram.close();
  rmSync(prepared, { recursive: true, force: true });
});

test.for(steps.map((step, index) => [step, index + 1] as const))(
  "the process is killed right after a message is %s, and nothing is lost or done twice",
  { timeout: 180_000 },
  async ([, crashAt]) => {
    rmSync(join(machine.dataDir), { recursive: true, force: true });
    cpSync(prepared, machine.dataDir, { recursive: true });
    const person = telegram.person({ id: lan, firstName: "Lan", language: "vi" });
    const before = person.messages.length;

    const doomed = await machine.start({ CRASH_AT: String(crashAt) }, "test/support/crashing-main.ts");
    person.says("đồng ý");
    await doomed.ended;

    const product = await machine.start();
    await expect
      .poll(() => person.messages.slice(before).filter(({ text }) => text.includes("CK26-006")).length, {
        timeout: 60_000,
      })
      .toBeGreaterThan(0);
    person.says("cam kết của tôi");
    await expect.poll(() => person.messages.at(-1)?.text, { timeout: 60_000 }).toContain("(1)");

    const thanked = person.messages.slice(before).filter(({ text }) => text.includes("Cảm ơn bạn! CK26-006"));
    expect(thanked.length).toBe(1);
    const pledge = (await (await fetch(`${product.url}/api/pledges/CK26-007`)).json()) as { error?: string };
    expect(pledge.error).toBe("not_found");
    expect(await product.stop()).toBe(0);
  },
);
