/**
 * The few fields of an event that are used here. Everything else may change its shape without notice:
 * a field that is missing or of another type reads as absent, so a strange event is ignored and never blocks the webhook.
 */
import { z } from "zod";

function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** Numbers come as strings, and some strings as numbers; an id of 19 digits survives as the text that was sent. */
const digits = z.union([z.string(), z.int().transform(String)]).pipe(z.string().min(1).max(100));
const text = lenient(z.string());
/** `admin_id`: it was written by hand. */
const who = lenient(z.object({ id: digits, admin_id: lenient(digits) }));

const payload = z.object({
  url: text,
  name: text,
  type: text,
  size: lenient(z.coerce.number().int().nonnegative()),
  description: text,
});
export type Payload = z.infer<typeof payload>;

const message = z.object({
  msg_id: lenient(digits),
  text,
  attachments: lenient(z.array(z.object({ type: text, payload: lenient(payload) }))),
  tracking_id: text,
});
export type Message = z.infer<typeof message>;

const event = z.object({
  app_id: digits,
  event_name: z.string().min(1).max(100),
  timestamp: lenient(digits),
  sender: who,
  recipient: who,
  follower: who,
  oa_id: lenient(digits),
  admin_id: lenient(digits),
  message: lenient(message),
  info: lenient(z.object({ name: text, phone: lenient(digits) })),
  // Receipts also come with the fields of the message at the top.
  msg_id: lenient(digits),
  tracking_id: text,
});
export type OaEvent = z.infer<typeof event>;

/** The account that an event is about; undefined where it does not say. */
export function accountOf({ event_name: name, sender, recipient, oa_id: account }: OaEvent): string | undefined {
  if (name.startsWith("oa_send_") || name === "user_received_message") return sender?.id;
  return account ?? recipient?.id;
}

/** Null: not an event of an Official Account. */
export function readEvent(body: unknown): OaEvent | null {
  return event.safeParse(body).data ?? null;
}
