/** Zalo's Bot Platform with everything it needs of the rest: the ledger's lease for polling, a folder for what was read and is not stored yet. */
import { join } from "node:path";
import { createZaloBot } from "./channels/zalo/bot/zalo-bot.ts";
import { createUnstored, nothingUnstored } from "./channels/zalo/bot/unstored.ts";
import type { BotConfig } from "./config.ts";
import type { Logger } from "./log.ts";
import type { Channel } from "./model/channel.ts";
import type { Store } from "./model/store.ts";
import { createStoreLease } from "./store-lease.ts";

export interface ZaloBotDeps {
  readonly store: Store;
  readonly log: Logger;
  readonly now: () => Date;
  readonly random: () => number;
  /** Empty: nothing is written to the disk of this machine. */
  readonly dataDir: string;
}

export function openZaloBot(config: BotConfig, { store, log, now, random, dataDir }: ZaloBotDeps): Channel {
  return createZaloBot({
    token: config.token,
    apiRoot: config.apiRoot,
    ...(config.webhook
      ? { webhook: { url: `${config.webhook.publicUrl}/webhooks/zalo/bot`, secret: config.webhook.secret } }
      : {}),
    lease: createStoreLease(store, now),
    unstored: dataDir === "" ? nothingUnstored : createUnstored(join(dataDir, "zalo-bot")),
    logger: log,
    elapsedMs: () => performance.now(),
    random,
  });
}
