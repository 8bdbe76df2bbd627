import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signToken } from "../../src/act/token.ts";
import { databaseUrl, jwtSecret, openTestDatabase, type TestDatabase } from "../support/database.ts";
import { createScene, day, introduce, refusalOf, type Scene } from "./scene.ts";
import { commit, openTurn } from "./turns.ts";

describe("somebody with a valid token of their own", () => {
  let database: TestDatabase;
  let scene: Scene;
  let lan: string;

  beforeAll(async () => {
    database = await openTestDatabase({ seed: true });
    scene = createScene(database);
    await introduce(scene);
    lan = await scene.person("lan");
    await scene.person("minh");
  });
  afterAll(() => database.close());

  const raw = async (fn: string, body: string) => {
    const token = signToken({
      role: "authenticated",
      sub: lan,
      now: database.clock.now,
      lifetimeSeconds: 60,
      secret: jwtSecret,
    });
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const response = await database.fetch(`${databaseUrl}/rest/v1/rpc/${fn}`, { method: "POST", headers, body });
    const { code, message } = (await response.json()) as { code: string; message: string };
    return { status: response.status, code, message };
  };
  const rpc = (fn: string, args: Record<string, unknown> = {}) =>
    raw(fn, JSON.stringify({ ...args, p_now: database.clock.now }));

  test.for([
    ["inbox_put", { p_events: [] }],
    ["inbox_claim", { p_limit: 1, p_lease_seconds: 1 }],
    ["turn_fail", { p_event: 1, p_lease: null, p_error: "" }],
    ["outbox_claim", { p_channels: ["web"], p_limit: 1, p_lease_seconds: 1 }],
    ["outbox_settle", { p_id: 1, p_lease: null, p_outcome: "sent" }],
    ["address_unreachable", { p_channel: "web", p_address: "minh" }],
    ["lease_take", { p_name: "x", p_holder: "x", p_seconds: 1 }],
    ["queue_depths", {}],
    ["tick", {}],
    ["invitation_create", { p_code_hash: "00", p_role: "province_officer" }],
    ["person_describe", { p_channels: ["web"], p_address: "minh", p_name: "x", p_language: "vi" }],
  ] as const)("may not call %s", async ([fn, args]) => {
    expect(await rpc(fn, args)).toMatchObject({ status: 403, code: "42501" });
  });

  test.for(["audit", "call", "turn_store", "notify", "give_consent", "set_config", "pg_sleep", "need_json"])(
    "does not find %s",
    async (fn) => {
      expect(await rpc(fn)).toMatchObject({ status: 404, code: "PGRST202" });
    },
  );

  test.for([
    ['{"p_amount": 1e309}', "22P02"],
    ['{"p_amount": "a"}', "22P02"],
    ['{"p_amount": 1, "p_due": "31/02/2026"}', "22008"],
    ['{"p_amount": 1, "p_need": "\\u0000"}', "22P05"],
    ['{"p_need": "x", "p_items": NaN}', "PGRST102"],
    ["[]", "PGRST127"],
  ] as const)("gets a clean error for %s", async ([body, code]) => {
    const answer = await raw("pledge_create", body);
    expect(answer.code).toBe(code);
    expect(answer.status).toBe(400);
  });

  test("is refused, not answered with a fault, for values that nobody offered", async () => {
    const promise = (args: Record<string, unknown>) => scene.call("lan", "pledge_create", args);
    const need = await scene.need([{ item: "coat", unit: "set", quantity: 10 }]);
    const refusals = [
      await promise({ p_amount: 1, p_visibility: "'; drop table needs; --" }),
      await promise({ p_amount: 1, p_sector: "x".repeat(10_000) }),
      await promise({ p_amount: 1, p_area: "VN-W-30742-L" }),
      await promise({ p_need: need, p_items: [{ quantity: Number.MAX_VALUE }] }),
      await promise({ p_need: need, p_items: [{ quantity: "NaN" }] }),
      await promise({ p_need: need, p_items: [{ quantity: "1e1000" }] }),
      await promise({ p_need: need, p_items: [{ item: "coat\u0301\u{1F600}", quantity: 1 }] }),
      await promise({ p_need: need, p_items: [{ item: { a: [1] }, quantity: 1 }] }),
      await promise({ p_need: need, p_items: Array.from({ length: 51 }, () => ({ quantity: 0.01 })) }),
      await promise({ p_need: need, p_items: [[{ quantity: 1 }]] }),
      await promise({ p_need: "NC26-001' or true", p_items: [{ quantity: 1 }] }),
      await promise({ p_service: "x".repeat(501) }),
    ].map(refusalOf);
    expect(refusals).toEqual([
      "value_invalid",
      "value_invalid",
      "area_retired",
      "quantity_too_large",
      "quantity_too_large",
      "quantity_too_large",
      "item_not_in_need",
      "item_not_in_need",
      "value_invalid",
      "value_invalid",
      "not_found",
      "value_invalid",
    ]);
  });

  test("cannot choose the time of an act", async () => {
    const past = new Date(database.clock.now.getTime() - 30 * day);
    const future = new Date(database.clock.now.getTime() + 30 * day);
    for (const p_now of [past, future, "infinity", "-infinity", null]) {
      const answer = await raw("pledge_create", JSON.stringify({ p_amount: 1000, p_now }));
      expect(answer.status).toBe(400);
    }
    expect(await scene.rows("select code from public.pledges where kind = 'cash'")).toEqual([]);
  });

  test("ends no turn but their own, whatever they claim about it", async () => {
    const theirs = await openTurn(scene, "minh", "mine");
    const acts = [{ name: "consent_give", args: { p_purpose: "digest", p_text_version: "1" } }];
    const stolen = [
      await commit(scene, { ...theirs, person: lan, acts }),
      await commit(scene, { ...theirs, person: lan, event: theirs.event + 1, acts }),
    ];
    expect(stolen.map(refusalOf)).toEqual(["turn_lost", "turn_lost"]);
    expect(await scene.rows("select id from public.consents where purpose = 'digest'")).toEqual([]);
    expect(refusalOf(await commit(scene, { ...theirs, acts: [] }))).toBe(null);
  });

  test("cannot swell the database with the state of a dialogue", async () => {
    const { event, lease } = await openTurn(scene, "lan", "huge");
    const noise = Array.from({ length: 60_000 }, (_, n) => n * 7_919);
    const answer = await rpc("turn_commit", {
      p_event: event,
      p_lease: lease,
      p_channel: "web",
      p_state: { noise },
      p_messages: [],
    });
    expect(answer).toMatchObject({ status: 400, code: "23514" });
  });

  test("finds nothing by trying codes", async () => {
    const need = await scene.need([{ item: "coat", unit: "set", quantity: 10 }]);
    const { code } = await scene.must("minh", "pledge_create", { p_need: need, p_items: [{ quantity: 2 }] });
    const delivered = await scene.must("tam", "delivery_log", { p_pledge: code });
    const tries = [
      await scene.call("lan", "pledge_show", { p_pledge: code }),
      await scene.call("lan", "pledge_amend", { p_pledge: code, p_visibility: "named" }),
      await scene.call("lan", "pledge_cancel", { p_pledge: code }),
      await scene.call("lan", "pledge_confirm", { p_pledge: code }),
      await scene.call("lan", "pledge_decline", { p_pledge: code, p_reason: "x" }),
      await scene.call("lan", "delivery_show", { p_delivery: delivered.code }),
      await scene.call("lan", "delivery_reverse", { p_delivery: delivered.code }),
      await scene.call("lan", "evidence_add", { p_delivery: delivered.code, p_evidence: [] }),
      await scene.call("lan", "delivery_log", { p_pledge: code }),
      await scene.call("lan", "need_withdraw", { p_need: need }),
    ];
    expect(new Set(tries.map(refusalOf))).toEqual(new Set(["not_found"]));
    expect(await scene.must("lan", "pledge_list", { p_pledge: code })).toMatchObject({ total: 0 });
    expect(await scene.must("lan", "status_query", {})).toMatchObject({ total_needs: 0, total_pledges: 0 });
  });
});
