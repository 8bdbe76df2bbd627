/** Zalo's Official Account with everything it needs of the rest: its settings and whoever keeps its tokens. */
import { createZaloOa } from "./channels/zalo/oa/zalo-oa.ts";
import type { AccessTokens } from "./channels/zalo/oa/tokens.ts";
import type { ZaloOfficialAccountConfig } from "./config.ts";
import type { Logger } from "./log.ts";
import type { Channel } from "./model/channel.ts";

export interface ZaloOaDeps {
  readonly tokens: AccessTokens;
  readonly log: Logger;
  readonly now: () => Date;
}

export function openZaloOa(config: ZaloOfficialAccountConfig, { tokens, log, now }: ZaloOaDeps): Channel {
  return createZaloOa({
    appId: config.appId,
    secretKey: config.secretKey,
    apiRoot: config.apiRoot,
    ...(config.formImage !== null && { formImage: config.formImage }),
    tokens,
    onReceipt: async ({ messageId }) => log.debug({ messageId }, "zalo told that a message arrived"),
    logger: log,
    now,
  });
}
