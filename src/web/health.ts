/** What an operator's tools ask: is the process alive, can it work, how does it do. */
import { Hono } from "hono";

export interface Health {
  /** Answers from the database and each channel; `ready` when the product can do its work. */
  ready(): Promise<{
    readonly ready: boolean;
    readonly database: boolean;
    readonly channels: Readonly<Record<string, boolean>>;
  }>;
}

export function healthRoutes(health: Health, metrics: () => Promise<string> | string): Hono {
  const app = new Hono();
  const fresh = { "cache-control": "no-store" };
  app.get("/healthz", (c) => c.json({ live: true }, 200, fresh));
  app.get("/readyz", async (c) => {
    const state = await health.ready().catch(() => ({ ready: false, database: false, channels: {} }));
    return c.json(state, state.ready ? 200 : 503, fresh);
  });
  app.get("/metrics", async (c) =>
    c.body(await metrics(), 200, { ...fresh, "content-type": "text/plain; version=0.0.4" }),
  );
  return app;
}
