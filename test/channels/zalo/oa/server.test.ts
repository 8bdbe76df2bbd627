import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day, hour, minute } from "../../../support/zalo/oa/clock.ts";
import { startZaloOaServer, type ZaloOaServer } from "../../../support/zalo/oa/server.ts";

let server: ZaloOaServer;
let waits: number[];
let later: (() => void)[];

beforeEach(async () => {
  waits = [];
  later = [];
  const schedule = (delayMs: number, task: () => void) => {
    waits.push(delayMs);
    later.push(task);
    return () => undefined;
  };
  server = await startZaloOaServer({ now: "2026-11-22T09:00:00+07:00", schedule });
});
afterEach(() => server.close());

interface Answer {
  readonly error?: number;
  readonly data?: Record<string, unknown>;
  readonly [field: string]: unknown;
}

async function post(path: string, body: unknown, token = server.oauth.issue().access): Promise<Answer> {
  const headers = { access_token: token, "content-type": "application/json" };
  const response = await fetch(server.root + path, { method: "POST", headers, body: JSON.stringify(body) });
  return (await response.json()) as Answer;
}
async function exchange(form: Record<string, string>, secret = server.appSecret): Promise<Answer> {
  const body = new URLSearchParams({ app_id: server.appId, ...form });
  const headers = { secret_key: secret };
  return (await (await fetch(`${server.root}/v4/oa/access_token`, { method: "POST", headers, body })).json()) as Answer;
}
const refresh = (token: string) => exchange({ grant_type: "refresh_token", refresh_token: token });
const cs = (to: string, message: object = { text: "Chào bạn" }, token?: string) =>
  post("/v3.0/oa/message/cs", { recipient: { user_id: to }, message }, token);
const problems = () => server.violations.map(({ problem }) => problem);

describe("tokens on the local platform", () => {
  test("come without an error field, their life as a string", async () => {
    expect(await refresh(server.oauth.issue().refresh)).toEqual({
      access_token: expect.stringMatching(/^test-access-/),
      refresh_token: expect.stringMatching(/^test-refresh-/),
      expires_in: "90000",
    });
  });

  test("a refresh token works once; the second use is a violation", async () => {
    const first = server.oauth.issue();
    await refresh(first.refresh);
    expect(await refresh(first.refresh)).toMatchObject({ error: -14014 });
    expect(server.oauth.uses.map(({ first }) => first)).toEqual([true, false]);
    expect(problems()).toEqual(["Invalid refresh token"]);
  });

  test("a lost answer has used the token up", async () => {
    const { refresh: token } = server.oauth.issue();
    server.fail("oauth", { type: "answer_lost" });
    await expect(refresh(token)).rejects.toThrow("fetch failed");
    expect(server.oauth.uses).toEqual([{ token, first: true }]);
  });

  test("an access token ends after 25 hours, a refresh token after 90 days", async () => {
    const lan = server.person();
    lan.says("xin chào");
    const { access, refresh: token } = server.oauth.issue();
    server.clock.advance(25 * hour - 1);
    expect(await cs(lan.id, undefined, access)).toMatchObject({ error: 0 });
    server.clock.advance(1);
    expect(await cs(lan.id, undefined, access)).toMatchObject({ error: -220 });
    expect(await cs(lan.id, undefined, "another")).toMatchObject({ error: -216 });
    server.clock.advance(90 * day);
    expect(await refresh(token)).toMatchObject({ error: -14014 });
  });

  test("an authorisation is walked with a verifier, its code used once and within ten minutes", async () => {
    const verifier = "v".repeat(43);
    const walk = (life = 0) => {
      const query = new URLSearchParams({
        app_id: server.appId,
        redirect_uri: "https://example.test/back",
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        state: "s1",
      });
      const back = server.oauth.authorise(`${server.root}/v4/oa/permission?${query.toString()}`);
      expect(back.searchParams.get("state")).toBe("s1");
      server.clock.advance(life);
      return back.searchParams.get("code") ?? "";
    };
    const take = (code: string, code_verifier = verifier) =>
      exchange({ grant_type: "authorization_code", code, code_verifier });
    const code = walk();
    expect(await take(code)).toMatchObject({ expires_in: "90000" });
    expect(await take(code)).toMatchObject({ error: -14003 });
    expect(await take(walk(), "w".repeat(43))).toMatchObject({ error: -14006 });
    expect(await take(walk(10 * minute))).toMatchObject({ error: -14003 });
    expect(await exchange({ grant_type: "refresh_token" }, server.secretKey)).toMatchObject({ error: -14004 });
  });
});

describe("messages on the local platform", () => {
  test("windows, followers and quotas are what the person did", async () => {
    const lan = server.person();
    expect(await cs("7")).toMatchObject({ error: -201 });
    expect(await cs(lan.id)).toMatchObject({ error: -232 });
    lan.says("xin chào");
    server.bought.remain = 1;
    for (let n = 0; n < 8; n += 1) expect(await cs(lan.id)).toMatchObject({ data: { quota: { quota_type: "reply" } } });
    expect(await cs(lan.id)).toMatchObject({ data: { quota: { quota_type: "sub_quota", remain: "0" } } });
    expect(await cs(lan.id)).toMatchObject({ error: -211 });
    server.clock.advance(7 * day + 1);
    expect(await cs(lan.id)).toMatchObject({ error: -230 });
    lan.unfollows();
    expect(await cs(lan.id)).toMatchObject({ error: -213 });
    expect(lan.messages).toHaveLength(9);
  });

  test.for([
    ["too long a text", { text: "x".repeat(2_001) }, -210],
    ["too many buttons", { text: "x", attachment: buttons(6) }, -210],
    ["no text", { text: " " }, -201],
    ["nothing", {}, -201],
    ["another shape", { text: "x", attachment: { type: "template", payload: { template_type: "button" } } }, -201],
    ["a number as id", { text: "x", attachment: buttons(1), recipient: 7 }, -201],
  ] as const)("%s is refused and noted", async ([, message, code]) => {
    const lan = server.person();
    lan.says("xin chào");
    expect(await cs(lan.id, message)).toMatchObject({ error: code });
    expect(problems()).toHaveLength(1);
  });

  test("the old address is shut, a token elsewhere than in its header is none", async () => {
    expect(await post("/v2.0/oa/message", {})).toMatchObject({ error: -240 });
    const headers = { authorization: `Bearer ${server.oauth.issue().access}`, "content-type": "application/json" };
    const response = await fetch(`${server.root}/v3.0/oa/message/cs`, { method: "POST", headers, body: "{}" });
    expect(await response.json()).toMatchObject({ error: -216 });
    expect(problems()).toHaveLength(2);
  });
});

describe("templates on the local platform", () => {
  const asked = { phone: "84900000001", template_id: "700001", template_data: { name: "Lan" }, tracking_id: "t1" };
  const send = (fields: object = {}, token?: string) => post("/message/template", { ...asked, ...fields }, token);

  beforeEach(() => server.template("700001", { params: { name: 30 } }));

  test("are accepted with quotas as strings", async () => {
    const at = String(server.clock.now().getTime());
    expect(await send()).toMatchObject({
      error: 0,
      data: { msg_id: expect.any(String), sent_time: at, quota: { dailyQuota: "500", remainingQuota: "499" } },
    });
    expect(server.templatesSent).toMatchObject([{ phone: "84900000001", trackingId: "t1", data: { name: "Lan" } }]);
  });

  test("are refused with codes of their own", async () => {
    server.settings.withoutZalo.add("84900000009");
    expect(await send({}, "another")).toMatchObject({ error: -124 });
    expect(await send({ phone: "0900000001" })).toMatchObject({ error: -108 });
    expect(await send({ phone: "84900000009" })).toMatchObject({ error: -118 });
    expect(await send({ template_id: "7" })).toMatchObject({ error: -109 });
    expect(await send({ template_data: {} })).toMatchObject({ error: -1122 });
    expect(await send({ template_data: { name: "x".repeat(31) } })).toMatchObject({ error: -1121 });
    expect(await send({ tracking_id: "x".repeat(49) })).toMatchObject({ error: -132 });
    server.dailyTemplates.remain = 0;
    expect(await send()).toMatchObject({ error: -144 });
  });
});

test("an event that nobody takes comes again after 30 s, 5, 15, 30 minutes and an hour, then never", async () => {
  await server.saveWebhook(`${server.root}/missing`);
  server.person().says("xin chào");
  for (let n = 0; n < 6; n += 1) {
    await server.push.settled();
    later[n]?.();
  }
  await server.push.settled();
  expect(waits).toEqual([minute / 2, 5 * minute, 15 * minute, 30 * minute, 60 * minute]);
  expect(server.push.attempts.map(({ retry }) => retry)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(server.push.disabled).toBe(true);
});

function buttons(count: number): object {
  const one = { title: "Có", type: "oa.query.hide", payload: "#q1:1" };
  return { type: "template", payload: { buttons: Array.from({ length: count }, () => one) } };
}
