/** The tokens of Zalo's Official Account with everything they need of the rest: the ledger, a folder for the journal, the machine's clock. */
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createTokenExchange } from "./channels/zalo/oa/token-exchange.ts";
import { createTokenJournal } from "./channels/zalo/oa/token-journal.ts";
import { createTokenKeeper, type TokenKeeper } from "./channels/zalo/oa/token-keeper.ts";
import { createTokenLedger } from "./channels/zalo/oa/token-ledger.ts";
import { createTokenSeal } from "./channels/zalo/oa/token-seal.ts";
import type { ZaloOfficialAccountConfig } from "./config.ts";
import type { Logger } from "./log.ts";
import type { Store } from "./model/store.ts";

export interface ZaloTokensDeps {
  readonly store: Store;
  readonly log: Logger;
  readonly now: () => Date;
  readonly dataDir: string;
}

/** Nobody waits for it; an answer that comes later is lost, so it is long. */
const exchangeTimeoutMs = 30_000;

export function openZaloTokens(config: ZaloOfficialAccountConfig, deps: ZaloTokensDeps): TokenKeeper {
  return createTokenKeeper({
    ...zaloTokenParts(config, deps),
    configured: config.refreshToken,
    logger: deps.log,
    holder: randomUUID(),
    pause: (ms) => pause(ms, undefined, { ref: false }),
  });
}

export function zaloTokenParts(
  config: ZaloOfficialAccountConfig,
  { store, now, dataDir }: Omit<ZaloTokensDeps, "log">,
) {
  const { appId, appSecret, oauthRoot } = config;
  return {
    ledger: createTokenLedger(store, appId, now),
    journal: createTokenJournal(join(dataDir === "" ? tmpdir() : dataDir, "zalo-oa"), appId),
    seal: createTokenSeal({ appId, appSecret }),
    exchange: createTokenExchange({ appId, appSecret, oauthRoot, timeoutMs: exchangeTimeoutMs }),
    now,
  };
}
