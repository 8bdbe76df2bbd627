/** What the ledger tells about a document (supabase/migrations/*_report_documents.sql), checked as it comes in. */
import { z } from "zod";

const area = z.object({ name: z.string(), kind: z.string() });
const goods = z.object({
  sector: z.string(),
  item: z.string(),
  unit: z.string(),
  needed: z.number(),
  missing: z.number(),
  promised: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  other: z.number(),
  needs: z.array(z.string()),
  pledges: z.array(z.string()),
  deliveries: z.array(z.string()),
  others: z.array(z.string()),
});
export type GoodsLine = z.infer<typeof goods>;

const figures = z.object({
  goods: z.array(goods),
  services: z.object({ count: z.number(), pledges: z.array(z.string()) }),
  cash: z.object({ promised_vnd: z.number(), pledges: z.array(z.string()) }),
  children: z.object({
    turns: z.number(),
    deliveries: z.array(z.string()),
    places: z.array(z.object({ area, turns: z.number() })),
    elsewhere: z.number(),
  }),
});
export type Figures = z.infer<typeof figures>;

const name = z.object({
  annual: z.number().nullable(),
  quarter: z.object({ quarter: z.number(), year: z.number() }).nullable(),
  adhoc: z.string().nullable(),
});
const unit = z.object({
  area: area.nullable(),
  sector: z.string().nullable(),
  agency: z.boolean(),
  fund: z.boolean(),
});
export type ReportingUnit = z.infer<typeof unit>;

const letterhead = z.object({
  unit: z.enum(["commune", "agency", "fund", "province"]),
  area: area.nullable(),
  province: area.nullable(),
  parent_body: z.string().nullable(),
  body: z.string().nullable(),
  symbol: z.string().nullable(),
  place: z.string().nullable(),
  authority: z.string().nullable(),
  signer_title: z.string().nullable(),
  signer: z.string().nullable(),
  recipients: z.array(z.string()),
  filed: z.string().nullable(),
});
export type Letterhead = z.infer<typeof letterhead>;

const addendum = z.object({ text: z.string(), at: z.string() });
const words = {
  difficulties: z.string().nullable(),
  recommendations: z.string().nullable(),
  proposals: z.array(z.string()),
  /** Difficulties that were reported during the period. Absent in what was frozen before they were kept. */
  tickets: z.array(z.object({ code: z.string(), text: z.string() })).default([]),
};

const handedIn = z.object({
  code: z.string(),
  unit,
  late: z.boolean(),
  nil: z.boolean(),
  submitted_at: z.string().nullable(),
  ...words,
  addenda: z.array(addendum),
  figures,
});
export type HandedIn = z.infer<typeof handedIn>;

export const unitReport = z.object({
  type: z.literal("unit"),
  code: z.string(),
  name,
  from: z.string(),
  to: z.string(),
  unit,
  frozen: z.boolean(),
  late: z.boolean(),
  nil: z.boolean(),
  on: z.string().nullable(),
  content: z.object({ as_of: z.string(), figures, ...words }),
  addenda: z.array(addendum),
  letterhead,
});
export type UnitReport = z.infer<typeof unitReport>;

export const compiledReport = z.object({
  type: z.literal("compiled"),
  code: z.string(),
  version: z.number(),
  on: z.string(),
  as_of: z.string(),
  call: z.object({ name, from: z.string(), to: z.string(), last_day: z.string() }),
  units: z.array(handedIn),
  missing: z.array(z.object({ code: z.string(), unit })),
  totals: figures,
  letterhead,
});
export type CompiledReport = z.infer<typeof compiledReport>;

export const documentData = z.discriminatedUnion("type", [unitReport, compiledReport]);
export type DocumentData = z.infer<typeof documentData>;
