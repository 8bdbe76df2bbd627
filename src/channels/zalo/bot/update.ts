/**
 * The few fields of an update of the Bot Platform that are used here, read leniently: its documentation and what it sends differ,
 * so a field that is missing or of another type reads as absent.
 */
import { z } from "zod";

function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** Opaque, up to now hexadecimal. */
const id = z.union([z.string(), z.int().transform(String)]).pipe(z.string().regex(/^[\x21-\x7e]{1,200}$/));
const text = lenient(z.string());
/** Longer ones are junk. */
const address = lenient(z.string().regex(/^https?:\/\/\S{1,2000}$/));

const person = z.object({
  id,
  display_name: text,
  name: text,
  is_bot: lenient(z.boolean()),
});

const message = z.object({
  message_id: lenient(id),
  /** Milliseconds; older documents have seconds. */
  date: lenient(z.number().positive()),
  chat: z.object({ id, chat_type: text }),
  from: lenient(person),
  text,
  /** Clients of 2026 read `photo_url`, earlier ones `photo`. */
  photo_url: address,
  photo: address,
  caption: text,
  voice_url: address,
});
export type ZaloBotMessage = z.infer<typeof message>;

const update = z.object({ event_name: text, message: lenient(message) });
export type ZaloBotUpdate = z.infer<typeof update>;

/** Documents wrap an update like an answer; what really comes is flat. */
const wrapped = z.object({ ok: z.literal(true), result: z.record(z.string(), z.unknown()) });

/** Null: not an update at all. */
export function readUpdate(payload: unknown): ZaloBotUpdate | null {
  const inner = wrapped.safeParse(payload);
  const read = update.safeParse(inner.success ? inner.data.result : payload).data;
  return read && (read.event_name !== undefined || read.message) ? read : null;
}
