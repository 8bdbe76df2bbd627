import { expect, test } from "vitest";
import { createMetrics } from "../../src/web/metrics.ts";
import { createSite } from "../../src/web/site.ts";
import { siteDeps } from "./support/site.ts";

test("a living process says so", async () => {
  const response = await createSite(siteDeps()).app.request("/healthz");
  expect([response.status, await response.json()]).toEqual([200, { live: true }]);
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("readiness names the database and each channel", async () => {
  const state = { ready: false, database: true, channels: { telegram: false, web: true } };
  const response = await createSite(siteDeps({ health: { ready: async () => state } })).app.request("/readyz");
  expect([response.status, await response.json()]).toEqual([503, state]);
  const ready = { ...state, ready: true };
  expect((await createSite(siteDeps({ health: { ready: async () => ready } })).app.request("/readyz")).status).toBe(
    200,
  );
});

test("a readiness that cannot be told is none", async () => {
  const health = { ready: () => Promise.reject(new Error("no database")) };
  const response = await createSite(siteDeps({ health })).app.request("/readyz");
  expect([response.status, await response.json()]).toEqual([503, { ready: false, database: false, channels: {} }]);
});

test("metrics are written as Prometheus reads them", async () => {
  const metrics = createMetrics();
  const received = metrics.counter("inbox_received_total", "Events stored");
  const dead = metrics.counter("inbox_dead_total", "Events given up");
  const turns = metrics.histogram("turn_seconds", "Time of a turn", [0.1, 1]);
  metrics.gauge("outbox_waiting", "Messages that wait", () => 3);
  metrics.gauge("broken", "A reading that fails", () => Promise.reject(new Error("no database")));
  received.add({ channel: "telegram" });
  received.add({ channel: "telegram" }, 2);
  received.add({ channel: 'a"b\\c\nd' });
  turns.observe(0.05);
  turns.observe(0.5);
  turns.observe(5);
  dead.add();

  const response = await createSite(siteDeps({ metrics: () => metrics.text() })).app.request("/metrics");
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4");
  expect(await response.text()).toMatchInlineSnapshot(`
    "# HELP inbox_received_total Events stored
    # TYPE inbox_received_total counter
    inbox_received_total{channel="telegram"} 3
    inbox_received_total{channel="a\\"b\\\\c\\nd"} 1
    # HELP inbox_dead_total Events given up
    # TYPE inbox_dead_total counter
    inbox_dead_total 1
    # HELP turn_seconds Time of a turn
    # TYPE turn_seconds histogram
    turn_seconds_bucket{le="0.1"} 1
    turn_seconds_bucket{le="1"} 2
    turn_seconds_bucket{le="+Inf"} 3
    turn_seconds_sum 5.55
    turn_seconds_count 3
    # HELP outbox_waiting Messages that wait
    # TYPE outbox_waiting gauge
    outbox_waiting 3
    # HELP broken A reading that fails
    # TYPE broken gauge
    "
  `);
});

test("a counter that counted nothing is there with zero", async () => {
  const metrics = createMetrics();
  metrics.counter("inbox_dead_total", "Events given up");
  expect(await metrics.text()).toContain("\ninbox_dead_total 0\n");
});

test("what does not exist is not found, on every kind of request", async () => {
  const { app } = createSite(siteDeps());
  for (const method of ["GET", "POST", "PUT", "DELETE"]) {
    const response = await app.request("/../.env", { method });
    expect([response.status, await response.json()]).toEqual([404, { error: "not_found" }]);
  }
  expect((await app.request("/assets/../server.ts")).status).toBe(404);
  expect((await app.request("/assets/%2e%2e/server.ts")).status).toBe(404);
  expect((await app.request("/chat")).status).toBe(404);
  expect((await app.request("/vendor/deep-chat.js")).status).toBe(404);
});
