/** Template messages (ZNS) to a phone number, sent with the Official Account's token: the way that is left when no window is open. */
import { z } from "zod";
import type { SendResult } from "../../../model/channel.ts";
import type { TemplateSender } from "../../../model/template-sender.ts";
import type { Logger } from "../../logger.ts";
import { createClient } from "../oa/client.ts";
import type { AccessTokens } from "../oa/tokens.ts";
import { templateRefusals } from "./refusals.ts";
import { type Template, templateData } from "./template-data.ts";

export interface ZnsOptions {
  /** Without a slash at the end, for example `https://business.openapi.zalo.me`. */
  readonly apiRoot: string;
  readonly tokens: AccessTokens;
  /** By the key of the message. */
  readonly templates: Readonly<Record<string, Template>>;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly timeoutMs?: number;
}

/** Two calls and a new token between them fit into the 20 s of a send. */
const usualTimeoutMs = 8_000;

const sentSchema = z.object({
  msg_id: z.string().min(1),
  quota: z.object({ remainingQuota: z.coerce.number().int().nonnegative() }).optional().catch(undefined),
});

export function createZns(options: ZnsOptions): TemplateSender {
  const { tokens, timeoutMs = usualTimeoutMs } = options;
  const templates = new Map(Object.entries(options.templates));
  const client = createClient({ ...options, timeoutMs, refusals: templateRefusals });

  return {
    name: "zalo_zns",
    keys: [...templates.keys()],
    ready: () => tokens.usable(),
    async send(phone, { key, params, trackingId }): Promise<SendResult> {
      const template = templates.get(key);
      if (!template) return { type: "failed", failure: "rejected", detail: `${key} has no template` };
      const outcome = await client.post("/message/template", {
        phone,
        template_id: template.id,
        template_data: templateData(template, params),
        tracking_id: trackingId,
      });
      if (outcome.type === "failed") {
        const { code: _code, ...failed } = outcome;
        return failed;
      }
      const sent = sentSchema.safeParse(outcome.data).data;
      // Error 0 means accepted; without an id it is accepted all the same, and saying it again would cost again.
      return {
        type: "sent",
        messageId: sent?.msg_id ?? trackingId,
        ...(sent?.quota && { quota: { type: "paid", remain: sent.quota.remainingQuota } }),
      };
    },
  };
}
