import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createZns } from "../../../../src/channels/zalo/zns/zns.ts";
import { templateRefusals } from "../../../../src/channels/zalo/zns/refusals.ts";
import type { AccessTokens } from "../../../../src/channels/zalo/oa/tokens.ts";
import type { SendFailure } from "../../../../src/model/channel.ts";
import type { TemplateSender } from "../../../../src/model/template-sender.ts";
import { startZaloOaServer, type ZaloOaServer } from "../../../support/zalo/oa/server.ts";

const phone = "84900000001";
const message = {
  key: "reminder.pledge",
  params: { pledge: { code: "CK26-001", due_on: "2026-12-15" } },
  trackingId: "f".repeat(32),
};

let server: ZaloOaServer;
let zns: TemplateSender;
let logged: unknown[];
let access: string;

function open(tokens: Partial<AccessTokens> = {}, timeoutMs = 5_000): TemplateSender {
  return createZns({
    apiRoot: server.root,
    tokens: { current: async () => access, refreshed: async () => access, usable: () => true, ...tokens },
    templates: { "reminder.pledge": { id: "700001", data: { ma: "pledge.code", han: "pledge.due_on" } } },
    now: () => server.clock.now(),
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: (fields) => logged.push(fields) },
    timeoutMs,
  });
}

beforeEach(async () => {
  server = await startZaloOaServer({ now: "2026-12-01T09:00:00+07:00" });
  server.template("700001", { params: { ma: 30, han: 30 } });
  access = server.oauth.issue().access;
  logged = [];
  zns = open();
});
afterEach(() => server.close());

test("a message leaves as its template, with its tracking id, and tells what is left of the day", async () => {
  expect(zns.keys).toEqual(["reminder.pledge"]);
  const result = await zns.send(phone, message);
  expect(result).toMatchObject({ type: "sent", quota: { type: "paid", remain: 499 } });
  expect(server.templatesSent).toMatchObject([
    { phone, templateId: "700001", data: { ma: "CK26-001", han: "15/12/2026" }, trackingId: message.trackingId },
  ]);
  expect(server.violations).toEqual([]);
});

test("a message without a template is not sent", async () => {
  expect(await zns.send(phone, { ...message, key: "notice.stuck" })).toMatchObject({ failure: "rejected" });
  expect(server.calls).toEqual([]);
});

test("a token that is refused is renewed once, and the message sent once", async () => {
  const asked: string[] = [];
  const old = access;
  server.oauth.revoke(old);
  access = server.oauth.issue().access;
  const refreshed = (stale: string) => Promise.resolve((asked.push(stale), access));
  const renewing = open({ current: async () => old, refreshed });
  expect(await renewing.send(phone, message)).toMatchObject({ type: "sent" });
  expect(asked).toEqual([old]);
  expect(server.templatesSent).toHaveLength(1);
});

test("a token that stays refused is the operator's, and shows in no log", async () => {
  server.oauth.revoke(access);
  expect(await zns.send(phone, message)).toMatchObject({ failure: "misconfigured" });
  expect(server.calls).toHaveLength(2);
  expect(JSON.stringify(logged)).not.toContain(access);
  expect(JSON.stringify(logged)).not.toContain(phone);
});

test("without usable tokens it is not ready", () => {
  expect(open({ usable: () => false }).ready()).toBe(false);
});

test("when the day's quota is gone it says so", async () => {
  server.dailyTemplates.remain = 1;
  expect(await zns.send(phone, message)).toMatchObject({ type: "sent", quota: { remain: 0 } });
  expect(await zns.send(phone, message)).toMatchObject({ failure: "out_of_quota" });
});

test("a number that has no account is told apart from a mistake of ours", async () => {
  server.settings.withoutZalo.add(phone);
  expect(await zns.send(phone, message)).toMatchObject({ failure: "blocked" });
  expect(logged).toEqual([]);
  server.template("700001", { params: { ma: 3, han: 30 } });
  server.settings.withoutZalo.delete(phone);
  expect(await zns.send(phone, message)).toMatchObject({ failure: "rejected" });
  expect(logged).toHaveLength(1);
});

test("at night it waits for the morning", async () => {
  server.clock.set("2026-12-01T23:05:00+07:00");
  server.fail("zns", { type: "refused", code: -133 });
  expect(await zns.send(phone, message)).toMatchObject({ failure: "throttled", retryAfterMs: 7 * 3_600_000 });
});

describe("an answer that does not come or cannot be read", () => {
  test.for([
    [{ type: "answer_lost" }, "unavailable"],
    [{ type: "hang" }, "unavailable"],
    [{ type: "html", status: 502 }, "unavailable"],
    [{ type: "html", status: 429 }, "throttled"],
    [{ type: "junk", body: "{}" }, "unavailable"],
  ] as const)("%o is %s", async ([fault, failure]) => {
    server.fail("zns", fault);
    expect(await open({}, fault.type === "hang" ? 50 : 5_000).send(phone, message)).toMatchObject({ failure });
  });

  test("accepted without an id counts as sent", async () => {
    server.fail("zns", { type: "junk", body: '{"error":0,"message":"Success"}' });
    expect(await zns.send(phone, message)).toEqual({ type: "sent", messageId: message.trackingId });
  });
});

describe("every code has one class", () => {
  const table: Readonly<Partial<Record<SendFailure, readonly number[]>>> = {
    blocked: [-108, -110, -114, -118, -119, -134, -139, -140, -141],
    window_closed: [-1471, -1472],
    out_of_quota: [-115, -126, -144, -1441, -147],
    misconfigured: [
      -101, -102, -103, -104, -105, -117, -120, -124, -1241, -125, -131, -135, -1351, -136, -137, -138, -145, -146,
    ],
    unavailable: [-100],
    throttled: [-32, -133],
    rejected: [
      -106, -107, -109, -111, -112, -1121, -1122, -1123, -1124, -113, -116, -121, -122, -127, -130, -132, -9999,
    ],
  };
  const rows = Object.entries(table).flatMap(([failure, codes]) => codes.map((code) => [code, failure] as const));

  test.for(rows)("%i is %s", ([code, failure]) => {
    expect(templateRefusals.meaningOf(code).failure).toBe(failure);
  });

  test("no number is listed twice", () => {
    expect(new Set(rows.map(([code]) => code)).size).toBe(rows.length);
  });

  test("an operator is told of what no person did", () => {
    const alerts = rows.filter(([code]) => templateRefusals.meaningOf(code).alert).map(([, failure]) => failure);
    expect([...new Set(alerts)].toSorted()).toEqual(["misconfigured", "out_of_quota", "rejected"]);
  });
});
