/**
 * The platform pushes one event per request and repeats it for two hours until it gets a 200 within two seconds,
 * so a 200 means stored or deliberately ignored; the work comes after.
 */
import type { Ingest, Webhook } from "../../../model/channel.ts";
import type { Logger } from "../../logger.ts";
import { readJson } from "../read-json.ts";
import { accountOf, type OaEvent, readEvent } from "./event.ts";
import { normaliseEvent } from "./normalise-event.ts";
import type { OwnAccount } from "./own-account.ts";
import { readReceipt, type Receipt } from "./receipt.ts";
import { isSigned } from "./signature.ts";

interface WebhookParts {
  readonly appId: string;
  readonly secretKey: string;
  readonly account: OwnAccount;
  /** Null before the start and after the stop. */
  readonly ingest: () => Ingest | null;
  readonly onReceipt: (receipt: Receipt) => Promise<void>;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** Later than the last repetition: somebody sends again what they once saw, or a clock is wrong. */
const staleMs = 2 * 3_600_000;

export function createWebhook(parts: WebhookParts): Webhook {
  const { appId, secretKey, logger } = parts;

  return {
    path: "/webhooks/zalo/oa",
    answersGet: true,
    async receive(headers, body) {
      const signature = headers.get("x-zevent-signature");
      // The call that tests a new address is not signed.
      if (!signature) return ignored({ reason: "no signature" });
      const json = readJson(new TextDecoder().decode(body));
      if (typeof json !== "object" || json === null) return 400;
      const event = readEvent(json);
      if (event && event.app_id !== appId) return ignored({ reason: "another app" });
      if (!isSigned(signature, { appId, body, timestamp: event?.timestamp ?? "", secretKey })) return 401;
      return event ? await accept(event) : ignored({ reason: "no event" });
    },
  };

  async function accept(event: OaEvent): Promise<200 | 503> {
    const whose = parts.account.whose(accountOf(event));
    if (whose === "another") return ignored({ reason: "another account" });
    if (whose === "unclear") {
      void parts.account.look();
      return 503;
    }
    const ingest = parts.ingest();
    if (!ingest) return 503;
    try {
      await carryOut(event, ingest);
      return 200;
    } catch (error) {
      logger.error({ event: event.event_name, err: error }, "zalo event not stored; Zalo will repeat it");
      return 503;
    }
  }

  async function carryOut(event: OaEvent, ingest: Ingest): Promise<void> {
    const receipt = readReceipt(event);
    if (receipt) return await parts.onReceipt(receipt);
    const heard = normaliseEvent(event);
    if (heard.length === 0) return void ignored({ event: event.event_name });
    const stale = parts.now().getTime() - Number(event.timestamp) > staleMs;
    if (stale) logger.warn({ event: event.event_name }, "zalo event is hours old: kept, not answered");
    // Who was answered by hand hours ago is not being answered by hand now.
    const said = stale ? heard.filter(({ content }) => content.type !== "by_hand") : heard;
    if (said.length > 0) await ingest(stale ? said.map((inbound) => ({ ...inbound, stale })) : said);
  }

  function ignored(facts: object): 200 {
    logger.debug(facts, "zalo event ignored");
    return 200;
  }
}
