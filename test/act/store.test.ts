import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createPostgresRunner } from "../../src/act/embedded/postgres.ts";
import { createFetch } from "../../src/act/embedded/rpc-handler.ts";
import { createStore } from "../../src/act/store.ts";
import { anonKey, databaseUrl, jwtSecret, openPostgresDatabase, createPostgresDatabase } from "../support/database.ts";
import { findPostgres } from "../support/postgres.ts";

const now = () => new Date("2026-10-15T09:00:00+07:00");

describe("a store across the network", () => {
  let server: Server | undefined;
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    if (server?.listening) await once(server, "close");
    server = undefined;
  });

  async function serve(listener: RequestListener): Promise<string> {
    server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const call = (url: string, timeoutMs = 5_000) =>
    createStore({ url, key: anonKey, jwtSecret, now, timeoutMs }).call({ as: "worker" }, "tick", {});

  test("sends key, token and arguments, and reads the answer", async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push(
        request.method,
        request.url,
        request.headers["apikey"],
        request.headers["authorization"]?.split(".").length,
      );
      response.setHeader("content-type", "application/json").end('{"sent": 3}');
    });
    expect([await call(url), seen]).toEqual([
      { ok: true, value: { sent: 3 } },
      ["POST", "/rest/v1/rpc/tick", anonKey, 3],
    ]);
  });

  test("says that nobody answers", async () => {
    const url = await serve(() => {});
    server?.close();
    await expect(call(url)).rejects.toMatchObject({ name: "StoreError", code: "unreachable", retryable: true });
  });

  test("does not wait for ever", async () => {
    const url = await serve(() => {});
    await expect(call(url, 50)).rejects.toMatchObject({ code: "unreachable", retryable: true });
  });

  test.for<[number, boolean]>([
    [502, true],
    [503, true],
    [504, true],
    [429, true],
    [500, false],
    [401, false],
  ])("a bare HTTP %i may pass: %s", async ([status, retryable], { expect }) => {
    const url = await serve((_, response) => response.writeHead(status).end("no JSON"));
    await expect(call(url)).rejects.toMatchObject({ name: "StoreError", code: `http_${status}`, retryable });
  });

  test("a refusal whose details are no JSON has no parameters", async () => {
    const url = await serve((_, response) =>
      response.writeHead(400).end(JSON.stringify({ code: "P0001", message: "surplus", details: "oops", hint: null })),
    );
    expect(await call(url)).toEqual({ ok: false, refusal: { code: "surplus", params: {} } });
  });
});

const { missing } = findPostgres();
const reason = missing === null ? "" : ` (skipped: ${missing})`;

describe.skipIf(missing !== null)(`a PostgreSQL that goes away${reason}`, () => {
  test("is a fault that may pass while nobody listens", async () => {
    const runner = createPostgresRunner({ url: "postgresql://postgres@127.0.0.1:1/none" });
    const storage = () => Promise.reject(new Error("not asked"));
    const fetch = createFetch({ runner, storage, jwtSecret, anonKey, now });
    const store = createStore({ url: databaseUrl, key: anonKey, jwtSecret, fetch, now });
    await expect(store.call({ as: "worker" }, "tick", {})).rejects.toMatchObject({ code: "08006", retryable: true });
    await runner.close();
  });

  test("breaks the call under way with a fault that may pass, and the next call finds it again", async () => {
    const database = await openPostgresDatabase();
    const admin = createPostgresRunner({ url: database.url, connections: 1 });
    await admin.transaction((query) =>
      query(
        "create function public.dawdle() returns void language sql as 'select pg_sleep(60)'; grant execute on function public.dawdle() to anon",
      ),
    );
    const waiting = Promise.allSettled([database.store.call({ as: "public" }, "dawdle", {})]);
    let ended = 0;
    while (ended === 0) {
      const rows = await admin.transaction((query) => query(`${endOthers} and wait_event = 'PgSleep'`));
      ended = rows.length;
    }
    expect(await waiting).toMatchObject([{ status: "rejected", reason: { name: "StoreError", retryable: true } }]);
    expect(await database.store.call({ as: "public" }, "open_stats", {})).toMatchObject({ ok: true });
    await admin.close();
    await database.close();
  });

  test("ends an idle connection without ending us", async () => {
    const { url, release } = await createPostgresDatabase();
    const lost = Promise.withResolvers<Error>();
    const runner = createPostgresRunner({ url, onConnectionLost: lost.resolve });
    const admin = createPostgresRunner({ url, connections: 1 });
    await runner.transaction((query) => query("select 1"));
    await admin.transaction((query) => query(endOthers));
    expect(await lost.promise).toMatchObject({ code: "57P01" });
    expect(await runner.transaction((query) => query("select 1 as one"))).toEqual([{ one: "1" }]);
    await Promise.all([runner.close(), admin.close()]);
    await release();
  });
});

const endOthers =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
