/** `POST /message/template` of the business API: a registered template to a phone, counted against the day's quota. */
import { z } from "zod";
import { Refusal, wrong } from "./refusal.ts";
import type { World } from "./world.ts";

export interface Template {
  /** Longest value of each parameter. */
  readonly params: Readonly<Record<string, number>>;
}

export interface ZnsSent {
  readonly msgId: string;
  readonly phone: string;
  readonly templateId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly trackingId: string | null;
  readonly at: Date;
}

const asked = z.strictObject({
  phone: z.string(),
  template_id: z.string(),
  template_data: z.record(z.string(), z.string()),
  tracking_id: z.string().min(1).max(48).optional(),
  mode: z.literal("development").optional(),
});

export function sendTemplate(body: unknown, world: World): object {
  const read = asked.safeParse(body);
  if (!read.success) throw wrong(-132, `parameter is invalid: ${z.prettifyError(read.error)}`);
  const { phone, template_id: templateId, template_data: data, tracking_id: trackingId } = read.data;
  if (!/^84\d{9}$/.test(phone)) throw wrong(-108, "Phone number is invalid");
  checkData(world.templates.get(templateId), data);
  if (world.settings.withoutZalo.has(phone)) throw new Refusal(-118, "Zalo account does not exist");
  if (world.dailyTemplates.remain <= 0) throw new Refusal(-144, "Out of daily quota");
  world.dailyTemplates.remain -= 1;
  const at = world.now();
  const msgId = world.newId("zns");
  world.templatesSent.push({ msgId, phone, templateId, data, trackingId: trackingId ?? null, at });
  world.templateDelivered(phone, msgId, trackingId);
  const { remain, total } = world.dailyTemplates;
  const quota = { dailyQuota: String(total), remainingQuota: String(remain) };
  return { msg_id: msgId, sent_time: String(at.getTime()), quota };
}

function checkData(template: Template | undefined, data: Record<string, string>): void {
  if (!template) throw wrong(-109, "Template is invalid");
  for (const [name, longest] of Object.entries(template.params)) {
    const value = data[name];
    if (value === undefined || value === "") throw wrong(-1122, `Parameter ${name} is missing`);
    if (value.length > longest) throw wrong(-1121, `Parameter ${name} is too long`);
  }
  const [unknown] = Object.keys(data).filter((name) => !(name in template.params));
  if (unknown !== undefined) throw wrong(-132, `Parameter ${unknown} is unknown`);
}
