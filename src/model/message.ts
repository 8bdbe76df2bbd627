/**
 * An outgoing message as meaning: which sentence, with which values, and what may be answered.
 * Words, language, layout and the platform's limits are chosen when it leaves (`src/reply`).
 */
import { z } from "zod";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export const paramsSchema = z.record(z.string(), z.json());
export type Params = Record<string, Json>;

/** A choice offered with a message: pressed, typed as its number, or typed as one of its words. */
export const optionSchema = z.object({
  /** Key below `button` in locales/, for example `yes` or `take_rest`. */
  label: z.string(),
  params: paramsSchema.optional(),
  /** For messages outside a dialogue (news): pressing it says `<intent> <code>`, exactly as if it had been typed. */
  say: z.string().max(60).optional(),
});
export type Option = z.infer<typeof optionSchema>;

/** A document that goes with a message. It is made when the message leaves, from what is frozen in the ledger; here it is only named. */
export const documentSchema = z.object({
  type: z.literal("report"),
  /** Absent: the code of what was done in the same turn (`params.result.code`). */
  code: z.string().optional(),
  formats: z.array(z.enum(["docx", "xlsx"])).min(1),
});
export type DocumentNamed = z.infer<typeof documentSchema>;

export const messageSchema = z.object({
  /** Key in locales/. */
  key: z.string(),
  params: paramsSchema.optional(),
  options: z.array(optionSchema).optional(),
  /** Id of the question these options answer; a press that carries another id is stale or forged. */
  prompt: z.string().optional(),
  /** Offer the platform's own "share my number" control. */
  contact: z.boolean().optional(),
  document: documentSchema.optional(),
});
export type Message = z.infer<typeof messageSchema>;

export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];

/** What a pressed button sends back: `<prompt>:<1-based number>`. Short, and it says nothing that could be trusted. */
export function optionData(prompt: string, number: number): string {
  return `${prompt}:${number}`;
}

/** What a button of a message outside a dialogue sends back. */
export function commandData(say: string): string {
  return `do:${say}`;
}

export function readCommandData(data: string): { intent: string; code: string } | null {
  const match = /^do:([a-z_]+\.[a-z_]+) ([A-Z]{2}\d{2}-\d{3,6})$/.exec(data);
  return match?.[1] && match[2] ? { intent: match[1], code: match[2] } : null;
}

export function readOptionData(data: string): { prompt: string; number: number } | null {
  const match = /^([A-Za-z0-9_-]{1,40}):(\d{1,2})$/.exec(data);
  return match?.[1] && match[2] ? { prompt: match[1], number: Number(match[2]) } : null;
}
