/** Zalo pushes one update per request. Whether it repeats one is not documented, so a 200 means stored or deliberately ignored. */
import type { Webhook } from "../../../model/channel.ts";
import type { Logger } from "../../logger.ts";
import { sameSecret } from "../../same-secret.ts";
import { readJson } from "../read-json.ts";
import type { Intake } from "./intake.ts";
import { readUpdate } from "./update.ts";

interface WebhookParts {
  readonly secret: string;
  /** Null before the start and after the stop. */
  readonly intake: () => Intake | null;
  readonly logger: Logger;
}

export function createWebhook({ secret, intake, logger }: WebhookParts): Webhook {
  return {
    path: "/webhooks/zalo/bot",
    async receive(headers, body) {
      if (!sameSecret(headers.get("x-bot-api-secret-token"), secret)) return 401;
      const update = readUpdate(readJson(new TextDecoder().decode(body)));
      if (!update) return 400;
      const open = intake();
      if (!open) return 503;
      try {
        await open.accept(update);
        return 200;
      } catch (error) {
        logger.error({ err: error }, "zalo bot update not stored; Zalo is asked to repeat it");
        return 503;
      }
    },
  };
}
