/** `POST /v3.0/oa/message/cs`: checks a consultation message against the published shapes and shows it to the person. */
import { z } from "zod";
import { isNight } from "./clock.ts";
import { type Seen, show, takeQuota } from "./people.ts";
import { Refusal, wrong } from "./refusal.ts";
import type { World } from "./world.ts";

const button = z.strictObject({
  title: z.string().min(1).max(100),
  type: z.enum(["oa.query.hide", "oa.query.show"]),
  payload: z.string().min(1).max(1_000),
});
const fileAttachment = z.strictObject({
  type: z.literal("file"),
  payload: z.strictObject({ token: z.string().min(1) }),
});
const templateAttachment = z.strictObject({
  type: z.literal("template"),
  payload: z.union([
    z.strictObject({ buttons: z.array(button).min(1) }),
    z.strictObject({
      template_type: z.literal("request_user_info"),
      elements: z.tuple([
        z.strictObject({
          title: z.string().min(1).max(100),
          subtitle: z.string().min(1).max(500),
          image_url: z.url().optional(),
        }),
      ]),
    }),
  ]),
});
const attachment = z.discriminatedUnion("type", [fileAttachment, templateAttachment]);
const asked = z.strictObject({
  recipient: z.strictObject({ user_id: z.string() }),
  message: z.strictObject({ text: z.string().optional(), attachment: attachment.optional() }),
});
type Asked = z.infer<typeof asked>;

const maxText = 2_000;
const maxButtons = 5;

export function sendConsultation(body: unknown, world: World): object {
  const read = asked.safeParse(body);
  if (!read.success) throw wrong(-201, `message is invalid: ${z.prettifyError(read.error)}`);
  const { recipient, message } = read.data;
  checkLimits(message);
  checkAttachment(message.attachment, world);
  const at = world.now();
  if (world.settings.closedAtNight && isNight(at)) throw new Refusal(-234, "Not allowed from 22:00 to 06:00");
  const account = world.accounts.get(recipient.user_id);
  const quota = takeQuota(account, world.bought, at);
  const messageId = world.newId("msg");
  if (account) show(account, seenOf(messageId, message));
  world.delivered(recipient.user_id, messageId, message.text ?? "");
  return { message_id: messageId, user_id: recipient.user_id, quota };
}

function checkLimits({ text, attachment }: Asked["message"]): void {
  if (text !== undefined && attachment?.type === "file") throw wrong(-201, "a file has no text");
  if (text === undefined && !attachment) throw wrong(-201, "message is empty");
  if (text !== undefined && text.trim() === "") throw wrong(-201, "text is empty");
  // The platform's own unit is not published: the stricter of both counts.
  if (text !== undefined && text.length > maxText) throw wrong(-210, `text is longer than ${maxText}`);
  const { payload } = attachment ?? {};
  if (payload && "buttons" in payload && payload.buttons.length > maxButtons) throw wrong(-210, "too many buttons");
}

function checkAttachment(attachment: Asked["message"]["attachment"], world: World): void {
  if (attachment?.type === "file" && !world.uploads.has(attachment.payload.token))
    throw new Refusal(-100, "token was expired");
}

function seenOf(messageId: string, { text = "", attachment }: Asked["message"]): Seen {
  const payload = attachment?.payload;
  const seen: Seen = { messageId, text, buttons: [], form: null };
  if (!payload) return seen;
  if ("token" in payload) return { ...seen, file: payload.token };
  if ("buttons" in payload)
    return { ...seen, buttons: payload.buttons.map(({ title, payload }) => ({ label: title, payload })) };
  const [{ title, subtitle }] = payload.elements;
  return { ...seen, form: { title, subtitle } };
}
