/** The Official Account as a channel: hears through a signed webhook, answers with consultation messages. */
import type { Channel, Ingest } from "../../../model/channel.ts";
import type { Logger } from "../../logger.ts";
import { download } from "../download.ts";
import { isLoopbackHost } from "../public-address.ts";
import { createClient } from "./client.ts";
import { capabilities } from "./limits.ts";
import { createOwnAccount } from "./own-account.ts";
import type { Receipt } from "./receipt.ts";
import { createSend } from "./send.ts";
import type { AccessTokens } from "./tokens.ts";
import { createWebhook } from "./webhook.ts";

export interface ZaloOaOptions {
  readonly appId: string;
  /** Of the Official Account: checks what is pushed to us. */
  readonly secretKey: string;
  /** Without a slash at the end, for example `https://openapi.zalo.me`. */
  readonly apiRoot: string;
  readonly tokens: AccessTokens;
  /** Shown above the form that asks for a phone number. */
  readonly formImage?: string;
  /** Rejects when it could not be written down: it then comes again. */
  readonly onReceipt: (receipt: Receipt) => Promise<void>;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly timeoutMs?: number;
}

/** Two calls and a new token between them fit into the 20 s of a send. */
const usualTimeoutMs = 8_000;

export function createZaloOa(options: ZaloOaOptions): Channel {
  const { tokens, logger, now, timeoutMs = usualTimeoutMs } = options;
  const client = createClient({ ...options, timeoutMs });
  const loopback = isLoopbackHost(new URL(options.apiRoot).hostname);
  const account = createOwnAccount({ client, now });
  const underWay = new Set<Promise<void>>();
  let ingest: Ingest | null = null;

  return {
    name: "zalo_oa",
    capabilities,
    webhook: createWebhook({ ...options, account, ingest: () => ingest, now, logger }),
    send: createSend({ ...options, client }),
    fetchFile: (fileId, maxBytes) => download(fileId, { maxBytes, timeoutMs: 2 * timeoutMs, loopback }),
    ready: () => ingest !== null && tokens.usable(),
    // The address of the webhook is saved by an operator in the console of the platform; there is no call for it.
    async start(store) {
      ingest = (events) => track(store(events));
      void track(account.look());
    },
    async stop() {
      ingest = null;
      await Promise.allSettled(underWay);
    },
  };

  function track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  }
}
