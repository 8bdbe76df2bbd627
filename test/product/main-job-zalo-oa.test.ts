import { afterEach, expect, test } from "vitest";
import { createMachine, type Machine } from "../support/product.ts";
import { startZaloOaServer, type ZaloOaServer } from "../support/zalo/oa/server.ts";
import { type Actor, playMainJob, startOfMainJob } from "./main-job-script.ts";

let machine: Machine | undefined;
let zalo: ZaloOaServer | undefined;

afterEach(async () => {
  await machine?.close();
  await zalo?.close();
});

test("the main job over the Official Account, from the invitation to the thanks", { timeout: 180_000 }, async () => {
  const server = (zalo = await startZaloOaServer({ now: startOfMainJob }));
  const { refresh } = server.oauth.issue();
  machine = createMachine({
    CLOCK: startOfMainJob,
    ZALO_OA_APP_ID: server.appId,
    ZALO_OA_APP_SECRET: server.appSecret,
    ZALO_OA_SECRET_KEY: server.secretKey,
    ZALO_OA_REFRESH_TOKEN: refresh,
    ZALO_OA_API_ROOT: server.root,
    ZALO_OA_OAUTH_ROOT: server.root,
    ZALO_ZNS_API_ROOT: server.root,
  });
  const product = await machine.start();
  expect(await server.saveWebhook(`${product.url}/webhooks/zalo/oa`)).toEqual([200, 200]);
  await playMainJob({ machine, product, actor: () => onOfficialAccount(server), linkOf: () => undefined });
  await server.push.settled();
  expect(server.violations).toEqual([]);
  expect(server.push.attempts.filter(({ status, retry }) => status !== 200 || retry > 0)).toEqual([]);
  for (const { token } of server.oauth.uses) expect(product.output.join("\n")).not.toContain(token);
  expect(await product.stop()).toBe(0);
});

/** Buttons beside the numbered lines: a press sends its payload as words. */
function onOfficialAccount(server: ZaloOaServer): Actor {
  const person = server.person();
  return {
    joins: (code) => person.says(code),
    says: (text) => person.says(text),
    picks: (label) => person.presses(label),
    sendsPhoto: (bytes, caption) => person.sendsImage(bytes, caption),
    async next() {
      const seen = await person.next();
      const { text, buttons } = seen.form ? await person.next() : seen;
      return { text, choices: buttons.map(({ label }) => label) };
    },
  };
}
