/**
 * Open data: what is needed, what was promised, what arrived, as plain JSON for anybody.
 * Each answer is cut to the published fields here too, so a function that says too much cannot publish it.
 */
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Logger } from "./logger.ts";

const needSchema = z.object({
  code: z.string(),
  status: z.string(),
  area: z.object({ name: z.string(), code: z.string() }),
  sector: z.string(),
  needed_by: z.string().nullable(),
  items: z.array(
    z.object({
      item: z.string(),
      unit: z.string().nullable(),
      age_band: z.string().nullable(),
      needed: z.number(),
      reserved: z.number(),
      accepted: z.number(),
      covered: z.number(),
      remaining: z.number(),
    }),
  ),
});
export type OpenNeed = z.infer<typeof needSchema>;

const pledgeSchema = z.object({
  code: z.string(),
  status: z.string(),
  need: z.string().nullable(),
  items: z.array(
    z.object({
      item: z.string(),
      unit: z.string().nullable(),
      quantity: z.number(),
      accepted: z.number(),
    }),
  ),
  amount_vnd: z.number().nullable(),
  due_on: z.string().nullable(),
  /** A display name, only with consent. */
  donor: z.string().nullable(),
});
export type OpenPledge = z.infer<typeof pledgeSchema>;

export const needFilters = ["area", "sector", "item", "status"] as const;
export type NeedFilter = Partial<Record<(typeof needFilters)[number], string>>;

export interface OpenData {
  needs(filter: NeedFilter): Promise<readonly OpenNeed[]>;
  need(code: string): Promise<OpenNeed | null>;
  pledge(code: string): Promise<OpenPledge | null>;
  /** Sums only. */
  stats(): Promise<Readonly<Record<string, unknown>>>;
}

/** Codes are letters, digits and dashes; whatever else is asked for does not exist, and the database need not be asked. */
const codePattern = /^[A-Z]{2}\d{2}-\d{1,6}$/;
const filterPattern = /^[^\p{Cc}]{1,100}$/u;
const forAMoment = { "cache-control": "public, max-age=15", "access-control-allow-origin": "*" };

export function openDataRoutes(data: OpenData, logger: Logger): Hono {
  const app = new Hono();
  const notFound = (c: Context) => c.json({ error: "not_found" }, 404, forAMoment);

  app.get("/api/needs", async (c) => {
    const filter: NeedFilter = {};
    for (const name of needFilters) {
      const value = c.req.query(name)?.trim();
      if (!value) continue;
      if (!filterPattern.test(value)) return c.json([], 200, forAMoment);
      filter[name] = value;
    }
    return c.json(z.array(needSchema).parse(await data.needs(filter)), 200, forAMoment);
  });

  app.get("/api/needs/:code", async (c) => {
    const code = c.req.param("code").toUpperCase();
    const need = codePattern.test(code) ? await data.need(code) : null;
    return need ? c.json(needSchema.parse(need), 200, forAMoment) : notFound(c);
  });

  app.get("/api/pledges/:code", async (c) => {
    const code = c.req.param("code").toUpperCase();
    const pledge = codePattern.test(code) ? await data.pledge(code) : null;
    return pledge ? c.json(pledgeSchema.parse(pledge), 200, forAMoment) : notFound(c);
  });

  app.get("/api/stats", async (c) => c.json(await data.stats(), 200, forAMoment));
  app.get("/api/*", notFound);

  app.onError((error, c) => {
    logger.error({ error, path: c.req.path }, "Open data could not be read");
    return c.json({ error: "unavailable" }, 503, { "access-control-allow-origin": "*", "cache-control": "no-store" });
  });
  return app;
}
