/** Zalo's Official Account with everything it needs of the rest: its settings and whoever keeps its tokens. */
import { createZaloOa } from "./channels/zalo/oa/zalo-oa.ts";
import type { AccessTokens } from "./channels/zalo/oa/tokens.ts";
import type { ZaloOfficialAccountConfig } from "./config.ts";
import type { Logger } from "./log.ts";
import type { Channel } from "./model/channel.ts";
import type { Store } from "./model/store.ts";

export interface ZaloOaDeps {
  readonly store: Store;
  readonly tokens: AccessTokens;
  readonly log: Logger;
  readonly now: () => Date;
}

export function openZaloOa(config: ZaloOfficialAccountConfig, { store, tokens, log, now }: ZaloOaDeps): Channel {
  return createZaloOa({
    appId: config.appId,
    secretKey: config.secretKey,
    apiRoot: config.apiRoot,
    ...(config.formImage !== null && { formImage: config.formImage }),
    tokens,
    // Templates carry our own id; that words arrived is not asked by anybody.
    async onReceipt({ trackingId }) {
      if (trackingId === null) return;
      await store.call({ as: "worker" }, "receipt_put", { p_tracking: trackingId, p_now: now() });
    },
    logger: log,
    now,
  });
}
