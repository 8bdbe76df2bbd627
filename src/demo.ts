/**
 * Life for a first look: invented people, needs, pledges and deliveries, written through the same ledger functions and
 * under the same rights as real ones, so the demo cannot show what the product would refuse.
 */
import { z } from "zod";
import demoData from "../supabase/demo.json" with { type: "json" };
import { roles } from "./model/intent.ts";
import { languages } from "./model/message.ts";
import type { Answer, Caller, Store } from "./model/store.ts";
import type { Persona } from "./model/web-chat.ts";

const items = z.array(
  z.object({ item: z.string(), unit: z.string(), quantity: z.number(), age_band: z.string().optional() }),
);
const demoSchema = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      role: z.enum(roles),
      name: z.string(),
      language: z.enum(languages),
      area: z.string().optional(),
      sector: z.string().optional(),
      organisation: z.string().optional(),
      type: z.string().optional(),
      foreign: z.boolean().default(false),
    }),
  ),
  needs: z.array(
    z.object({
      by: z.string(),
      area: z.string(),
      sector: z.string(),
      days: z.number(),
      waiting: z.boolean().default(false),
      items,
    }),
  ),
  pledges: z.array(
    z.object({
      by: z.string(),
      /** 1-based place among the needs. */
      need: z.number(),
      days: z.number(),
      visibility: z.string().optional(),
      items,
      delivered: z.number().optional(),
      receiver: z.string().optional(),
    }),
  ),
  coverage: z.array(z.object({ by: z.string(), area: z.string(), source: z.string(), items })),
});

export interface DemoDeps {
  readonly store: Store;
  readonly now: Date;
  readonly randomCode: () => string;
  readonly hash: (code: string) => string;
}

/** Everybody whom the chat page lets anybody be. */
export function demoPersonas(areaName: (id: string) => string | undefined): Persona[] {
  return demoSchema.parse(demoData).people.map(({ id, role, name, organisation, area }) => {
    const place = area ? areaName(area) : undefined;
    return { id, role, name: organisation ?? name, ...(place ? { area: place } : {}) };
  });
}

export async function loadDemo({ store, now, randomCode, hash }: DemoDeps): Promise<void> {
  const demo = demoSchema.parse(demoData);
  const callers = new Map<string, Caller>();
  const decider = demo.people.find(({ role }) => role === "province_officer");

  const call = async <T>(by: string, name: string, args: Record<string, unknown>): Promise<T> => {
    const caller = by === "operator" ? { as: "operator" as const } : callers.get(by);
    if (!caller) throw new Error(`The demo data names nobody called ${by}.`);
    return valueOf(await store.call<T>(caller, name, { ...args, p_now: now }), name);
  };
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

  for (const person of demo.people) {
    const personId = await call<string>("operator", "person_describe", {
      p_channels: ["web", "terminal"],
      p_address: person.id,
      p_name: person.name,
      p_language: person.language,
      p_organisation: person.organisation,
      p_organisation_type: person.type,
      p_foreign: person.foreign,
    });
    callers.set(person.id, { as: "person", personId });
    if (person.role === "donor") continue;
    const code = hash(randomCode());
    await call("operator", "invitation_create", {
      p_code_hash: code,
      p_role: person.role,
      p_area: person.area,
      p_sector: person.sector,
    });
    await call(person.id, "invitation_redeem", { p_code_hash: code });
  }
  const codes: string[] = [];
  for (const need of demo.needs) {
    const { code } = await call<{ code: string }>(need.by, "need_create", {
      p_items: need.items,
      p_area: need.area,
      p_due: day(need.days),
      p_sector: need.sector,
    });
    codes.push(code);
    if (!need.waiting && decider) await call(decider.id, "need_approve", { p_need: code });
  }
  for (const pledge of demo.pledges) {
    const { code } = await call<{ code: string }>(pledge.by, "pledge_create", {
      p_need: codes[pledge.need - 1],
      p_items: pledge.items,
      p_due: day(pledge.days),
      p_visibility: pledge.visibility,
    });
    if (!pledge.delivered || !pledge.receiver) continue;
    await call(pledge.receiver, "delivery_log", {
      p_pledge: code,
      p_items: [{ ...pledge.items[0], quantity: pledge.delivered }],
    });
  }
  for (const coverage of demo.coverage) {
    await call(coverage.by, "coverage_log", {
      p_items: coverage.items,
      p_area: coverage.area,
      p_source: coverage.source,
    });
  }
}

function valueOf<T>(answer: Answer<T>, name: string): T {
  if (answer.ok) return answer.value;
  throw new Error(`The demo data was refused by ${name}: ${answer.refusal.code}.`);
}
