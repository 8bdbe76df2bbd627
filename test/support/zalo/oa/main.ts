/** The product as `src/main.ts` starts it, with tokens that are kept in this process alone: whoever ends it has to authorise again. */
import type { AccessTokens } from "../../../../src/channels/zalo/oa/tokens.ts";
import { createClock } from "../../../../src/clock.ts";
import { readConfig, type ZaloOfficialAccountConfig } from "../../../../src/config.ts";
import { createLog } from "../../../../src/log.ts";
import { openProduct } from "../../../../src/product.ts";
import { serve } from "../../../../src/serve.ts";

const read = readConfig();
if (!read.ok) throw new Error(read.problems.join("\n"));
const { config } = read;
const clock = createClock({ ...(config.clock ? { start: config.clock } : {}), real: Date.now });
const log = createLog({ level: config.logLevel });
const zaloTokens = config.zaloOa ? keepInMemory(config.zaloOa) : undefined;
const product = await openProduct({ config, clock, log, random: Math.random, ...(zaloTokens && { zaloTokens }) });
const served = await serve({ config, product, clock, log });
process.once("SIGTERM", () => void served.stop().then(() => process.exit(0)));
process.stdout.write(`${served.url}\n`);

function keepInMemory({ appId, appSecret, oauthRoot, refreshToken }: ZaloOfficialAccountConfig): AccessTokens {
  let pair = renew(refreshToken ?? "");

  async function renew(refresh: string): Promise<{ access: string; refresh: string }> {
    const body = new URLSearchParams({ app_id: appId, grant_type: "refresh_token", refresh_token: refresh });
    const headers = { secret_key: appSecret };
    const response = await fetch(`${oauthRoot}/v4/oa/access_token`, { method: "POST", headers, body });
    const answer = (await response.json()) as { access_token: string; refresh_token: string };
    return { access: answer.access_token, refresh: answer.refresh_token };
  }

  return {
    current: async () => (await pair).access,
    async refreshed(stale) {
      const { access, refresh } = await pair;
      if (access === stale) pair = renew(refresh);
      return (await pair).access;
    },
    usable: () => true,
  };
}
