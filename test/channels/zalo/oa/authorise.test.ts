import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { runZaloAuthorise } from "../../../../src/command/run-zalo-authorise.ts";
import { reply } from "../../../support/app.ts";
import { openTestDatabase, type TestDatabase } from "../../../support/database.ts";
import { minute } from "../../../support/zalo/oa/clock.ts";
import { openTokenRig, type TokenRig } from "./token-rig.ts";

let database: TestDatabase;
let rig: TokenRig;

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  rig = await openTokenRig(database);
});
afterEach(async () => {
  await rig.close();
});
afterAll(async () => {
  await database.close();
});

const redirect = "https://example.invalid/zalo";

/** `typed` answers what is pasted, from the address that was printed. */
async function walk(
  typed: readonly ((opened: string) => string)[],
  { args = ["--redirect", redirect], on = true }: { args?: readonly string[]; on?: boolean } = {},
) {
  const out: string[] = [];
  const err: string[] = [];
  const left = [...typed];
  const { server } = rig;
  const config = {
    appId: server.appId,
    appSecret: server.appSecret,
    secretKey: server.secretKey,
    refreshToken: null,
    formImage: null,
    apiRoot: server.root,
    oauthRoot: server.root,
    znsApiRoot: server.root,
    znsTemplates: {},
  };
  const exit = await runZaloAuthorise(
    args,
    {
      config: on ? config : null,
      publicUrl: null,
      ask: async () => left.shift()?.(out[1] ?? "") ?? null,
      authorise: ({ code, verifier }) => rig.keeper().authorise(code, verifier),
    },
    { say: reply.say, out: (line) => void out.push(line), err: (line) => void err.push(line) },
  );
  return { exit, out, err: err.join("\n") };
}

const agree = (opened: string) => rig.server.oauth.authorise(opened).href;
const codeOf = (address: string) => new URL(address).searchParams.get("code") ?? "";

test.for([
  ["the whole address", agree],
  ["the code alone", (opened: string) => ` ${codeOf(agree(opened))} `],
] as const)("%s begins a chain, also in the place of a broken one", async ([, typed]) => {
  rig.server.fail("oauth", { type: "answer_lost" });
  const running = rig.keeper({ configured: rig.server.oauth.issue().refresh });
  await running.look();
  expect(running.usable()).toBe(false);
  const { exit, err, out } = await walk([typed]);
  expect([exit, err]).toEqual([0, ""]);
  expect(out.join("\n")).not.toMatch(/test-(?:access|refresh|app)/);
  await running.look();
  expect(running.usable()).toBe(true);
  expect(rig.works(await running.current())).toBe(true);
});

test.for([
  ["nothing", () => "  ", "Chưa có gì được dán"],
  [
    "the address of another walk",
    (opened: string) => agree(opened).replace(/state=[^&]+/, "state=other"),
    "một lần khác",
  ],
  ["the address that was printed, without a code", (opened: string) => opened, "không có mã"],
  ["a sentence", () => "I agreed", "không có mã"],
] as const)("%s is told, and asked for again", async ([, typed, sentence]) => {
  const { exit, err } = await walk([typed, agree]);
  expect(exit).toBe(0);
  expect(err).toContain(sentence);
});

test("a code that is too old is refused, and the chain stays as it was", async () => {
  const token = await rig.keeper({ configured: rig.server.oauth.issue().refresh }).current();
  const late = (opened: string) => {
    const address = agree(opened);
    rig.advance(11 * minute);
    return address;
  };
  const { exit, err } = await walk([late], { args: ["--redirect", redirect, "--locale", "en"] });
  expect(exit).toBe(2);
  expect(err).toContain("-14003");
  expect(await rig.keeper().current()).toBe(token);
});

test.for([
  ["the account is off", { on: false }, "ZALO_OA_APP_ID"],
  ["no address to come back to", { args: [] }, "--redirect"],
  ["an address that is none", { args: ["--redirect", "example"] }, "example"],
  ["the input ends", {}, "chưa có mã"],
] as const)("%s: the command says so", async ([, options, sentence]) => {
  const { exit, err } = await walk([], options);
  expect(exit).toBe(2);
  expect(err).toContain(sentence);
});
