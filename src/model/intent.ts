/** An intent is one file, `intents/<noun>.<verb>.yaml`; this is the shape of that file. */
import { z } from "zod";

/** What a line means that means none of the others. */
export const outOfScope = "out_of_scope";

export const roles = [
  "donor",
  "commune_officer",
  "agency_officer",
  "partner_officer",
  "fund_officer",
  "province_officer",
] as const;
export type Role = (typeof roles)[number];

const slotTypes = [
  "items",
  "amount",
  "date",
  "period",
  "year",
  "area",
  "sector",
  "item",
  "age_band",
  "code",
  "list_ref",
  "choice",
  "integer",
  "text",
] as const;

export const intentSchema = z.strictObject({
  intent: z.string().regex(/^[a-z_]+(\.[a-z_]+)?$/),
  /** read: answered at once. write: echoed, then confirmed. admin: a write for officers only. talk: conversation itself. */
  risk: z.enum(["read", "write", "admin", "talk"]),
  /** Who may say it; a donor is everybody. */
  roles: z.array(z.enum(roles)).min(1),
  /** The SQL function that carries it out; arguments are `p_<slot>`. Absent: answered by a conversation file or a plain sentence. */
  function: z.string().optional(),
  /** The SQL function that takes it back, for `undo`. */
  undo: z.string().optional(),
  /** In the order in which missing ones are asked for. The question is `ask.<intent>.<slot>` or `ask.<slot>` in locales/. */
  slots: z
    .record(
      z.string(),
      z.strictObject({
        type: z.enum(slotTypes),
        required: z.boolean().default(false),
        values: z.array(z.string()).optional(),
      }),
    )
    .default({}),
  examples: z.strictObject({ vi: z.array(z.string()), en: z.array(z.string()) }),
  /** Sentences that look like this intent and are not; the named intent is what they are. */
  near_miss: z.array(z.strictObject({ text: z.string(), intent: z.string() })).default([]),
});
export type Intent = z.infer<typeof intentSchema>;

/** Whether it changes what is stored, so that a wrong guess costs more than a glance. */
export function isWrite({ risk }: Pick<Intent, "risk">): boolean {
  return risk === "write" || risk === "admin";
}
