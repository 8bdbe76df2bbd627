import { afterEach, expect, test } from "vitest";
import { createMachine, type Machine } from "../support/product.ts";
import { startZaloOaServer, type ZaloOaServer } from "../support/zalo/oa/server.ts";

let machine: Machine | undefined;
let zalo: ZaloOaServer | undefined;

afterEach(async () => {
  await machine?.close();
  await zalo?.close();
});

const redirect = "https://example.invalid/zalo";

test("an operator authorises a running product, which then answers what had waited", { timeout: 180_000 }, async () => {
  const server = (zalo = await startZaloOaServer({ now: "2026-11-22T09:00:00+07:00" }));
  machine = createMachine({
    CLOCK: "2026-11-22T09:00:00+07:00",
    ZALO_OA_APP_ID: server.appId,
    ZALO_OA_APP_SECRET: server.appSecret,
    ZALO_OA_SECRET_KEY: server.secretKey,
    ZALO_OA_API_ROOT: server.root,
    ZALO_OA_OAUTH_ROOT: server.root,
    ZALO_ZNS_API_ROOT: server.root,
  });
  const product = await machine.start();
  expect(await server.saveWebhook(`${product.url}/webhooks/zalo/oa`)).toEqual([200, 200]);
  const lan = server.person();
  lan.says("xin chào");
  await server.push.settled();
  expect(lan.messages).toEqual([]);

  const { out, err, code } = await machine.command("zalo-authorise", ["--redirect", redirect, "--locale", "vi"], {
    answer: (printed) => (printed.startsWith(server.root) ? server.oauth.authorise(printed).href : null),
  });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain(redirect);
  expect(out).toMatch(/Xong: .*Official Account/);

  expect((await lan.next(100_000)).text).toMatch(/^Xin chào/);
  expect(await (await fetch(`${product.url}/readyz`)).json()).toMatchObject({ channels: { zalo_oa: true } });
  expect(server.oauth.uses).toEqual([]);
  expect(server.violations).toEqual([]);
  expect(await product.stop()).toBe(0);
  const told = [...product.output, out].join("\n");
  expect(told).not.toContain(server.appSecret);
  expect(told).not.toMatch(/test-(?:access|refresh)-/);
});
