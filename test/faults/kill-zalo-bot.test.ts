import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMachine, type Machine } from "../support/product.ts";
import { startZaloBotServer, type ZaloBotServer } from "../support/zalo/bot/server.ts";

let machine: Machine;
let zalo: ZaloBotServer;

beforeEach(async () => {
  zalo = await startZaloBotServer();
  machine = createMachine({ ZALO_BOT_TOKEN: zalo.token, ZALO_BOT_API_ROOT: zalo.apiRoot, DEMO: "on" });
});

afterEach(async () => {
  await machine.close();
  await zalo.close();
});

test.for([
  ["between the poll and the store", { CRASH_BEFORE: "inbox_put" }],
  ["when the message is stored and the disk does not know", { CRASH_AT: "1" }],
] as const)(
  "the process is killed %s, and the message that Zalo gave away is answered once",
  { timeout: 180_000 },
  async ([, crash]) => {
    const lan = zalo.person({ id: "6ede9afa66b88fe6d6a9", name: "Lan" });
    const kept = () => readdirSync(join(machine.dataDir, "zalo-bot"));

    const doomed = await machine.start(crash, "test/support/crashing-main.ts");
    lan.says("Xã Giang Thành cần gì?");
    await doomed.ended;
    expect(kept()).toHaveLength(1);
    expect(lan.messages).toEqual([]);

    const product = await machine.start();
    expect((await lan.next(60_000)).text).toContain("Giang Thành");
    lan.says("cảm ơn");
    await lan.next(60_000);
    await expect.poll(() => zalo.polling, { timeout: 20_000 }).toBe(1);
    expect(lan.messages).toHaveLength(2);
    expect(kept()).toEqual([]);
    expect(zalo.violations).toEqual([]);
    expect(await product.stop()).toBe(0);
  },
);
