/** Telegram pushes one update per request and repeats it until it gets a 200, so a 200 means stored or deliberately ignored. */
import type { Webhook } from "../../model/channel.ts";
import { sameSecret } from "../same-secret.ts";
import type { Intake } from "./intake.ts";
import type { Logger } from "../logger.ts";
import { readUpdate } from "./update.ts";

interface WebhookParts {
  readonly secret: string;
  /** Null before the start and after the stop. */
  readonly intake: () => Intake | null;
  readonly logger: Logger;
}

export function createWebhook({ secret, intake, logger }: WebhookParts): Webhook {
  return {
    path: "/webhooks/telegram",
    async receive(headers, body) {
      if (!sameSecret(headers.get("x-telegram-bot-api-secret-token"), secret)) return 401;
      const update = readUpdate(parse(body));
      if (!update) return 400;
      const open = intake();
      if (!open) return 503;
      try {
        await open.accept([update]);
        return 200;
      } catch (error) {
        logger.error({ update: update.update_id, err: error }, "telegram update not stored; Telegram will repeat it");
        return 503;
      }
    },
  };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
