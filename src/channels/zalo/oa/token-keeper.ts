/** Keeps the access token of the Official Account usable: renewed ahead of time, once however many ask, and replaced by what an operator brings. */
import type { Exchanged } from "./token-exchange.ts";
import type { TokenLedger, TokenRow } from "./token-ledger.ts";
import { createRenewal, type RenewalParts } from "./token-renewal.ts";
import { hashToken, type TokenPair } from "./token-seal.ts";
import type { AccessTokens } from "./tokens.ts";

export interface TokenKeeper extends AccessTokens {
  /** Once a minute, also when nothing is sent. Never rejects. */
  look(): Promise<void>;
  /** Exchanges the code of a permission and begins a new chain with what it gives. */
  authorise(code: string, verifier: string): Promise<Authorised>;
  /** Begins nothing more; resolves when what was begun has ended. */
  stop(): Promise<void>;
}

export type Authorised = Exclude<Exchanged, { readonly type: "pair" }> | { readonly type: "stored" };

export interface TokenKeeperOptions extends RenewalParts {
  readonly ledger: TokenLedger;
  /** ZALO_OA_REFRESH_TOKEN: the first link of a chain, and the next one where a chain broke. */
  readonly configured: string | null;
}

type Trouble = "missing" | "needs_reauth" | "unreadable";

interface Seen {
  readonly row: TokenRow;
  readonly pair: TokenPair;
}

const hour = 3_600_000;
const day = 24 * hour;
const aheadMs = 6 * hour;
/** A refresh token lives for about 90 days. */
const oldMs = 60 * day;
/** A pair this young that is refused is not renewed again: every refusal would cost a pair. */
const youngMs = 5 * 60_000;
/** A send lasts 20 s at most, with two calls of 8 s. */
const patienceMs = 4_000;
const restMs = 250;

const advice: Readonly<Record<Trouble, string>> = {
  missing: "zalo official account is not authorised yet: npm run zalo:authorise",
  needs_reauth: "zalo official account has to be authorised again: npm run zalo:authorise",
  unreadable:
    "zalo access cannot be decrypted: ZALO_OA_APP_SECRET is another one than before; put it right or npm run zalo:authorise",
};

export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { ledger, seal, logger, now, pause, configured } = options;
  const renewal = createRenewal(options);
  let held: { readonly access: string; readonly expiresAt: Date } | null = null;
  let trouble: Trouble | null = null;
  let stopping = false;

  async function see(): Promise<Seen | null> {
    let row = await renewal.settle(await ledger.read());
    if (configured !== null && (row === null || row.state === "needs_reauth")) {
      await adopt(configured, row);
      // Read again whatever came of it: another process may have begun the chain with the same token, and sent it already.
      row = await ledger.read();
    }
    const pair = row && seal.open(row.sealed, row.version);
    const found = row === null ? "missing" : !pair ? "unreadable" : row.state === "needs_reauth" ? row.state : null;
    if (found !== trouble && found !== null) {
      logger.error({ version: row?.version }, advice[found]);
      if (row && found === "unreadable") await ledger.warn(row.version, found);
    }
    trouble = found;
    return row && pair ? { row, pair } : null;
  }

  async function adopt(refresh: string, row: TokenRow | null): Promise<void> {
    const version = (row?.version ?? 0) + 1;
    const put = await ledger.put({
      version,
      hash: hashToken(refresh),
      sealed: seal.seal({ access: null, refresh }, version),
      accessExpiresAt: null,
      issuedAt: now().toISOString(),
      replaces: null,
    });
    if (put === "stored") logger.info({ version }, "zalo chain begins with ZALO_OA_REFRESH_TOKEN");
  }

  function hold({ row, pair }: Seen): string | null {
    const expiresAt = row.accessExpiresAt;
    if (pair.access === null || !expiresAt || expiresAt <= now()) return null;
    held = { access: pair.access, expiresAt };
    return pair.access;
  }

  async function obtain(stale: string | null): Promise<string> {
    for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += restMs) {
      const seen = await see();
      const access = seen && hold(seen);
      if (access !== null && access !== stale) return access;
      if (!seen || seen.row.state === "needs_reauth") break;
      if (seen.row.state === "refreshing") await (renewal.underWay() ?? pause(restMs));
      else if (access !== null && isYoung(seen.row)) break;
      else await renew(seen);
    }
    throw new Error("there is no access token of the Zalo Official Account");
  }

  function isYoung({ refreshIssuedAt }: TokenRow): boolean {
    const age = now().getTime() - refreshIssuedAt.getTime();
    const young = age >= 0 && age < youngMs;
    if (young) logger.error({}, "zalo refuses an access token that it has just given");
    return young;
  }

  async function renew({ row, pair }: Seen): Promise<void> {
    if (stopping) throw new Error("the product is stopping");
    await renewal.renew(row, pair);
  }

  async function soon<T>(work: Promise<T>): Promise<T> {
    const late = pause(patienceMs).then(() => Promise.reject(new Error("renewing the access token takes too long")));
    return await Promise.race([work, late]);
  }

  async function lookOnce(): Promise<void> {
    const seen = await see();
    if (seen?.row.state !== "ready") return;
    const { version, accessExpiresAt, refreshIssuedAt } = seen.row;
    const left = (accessExpiresAt?.getTime() ?? 0) - now().getTime();
    const age = now().getTime() - refreshIssuedAt.getTime();
    if (left >= aheadMs && age < day) return void hold(seen);
    await renew(seen).catch((error: unknown) => logger.warn({ err: error }, "zalo access was not renewed"));
    const after = await see();
    if (after) hold(after);
    if (age <= oldMs || after?.row.version !== version || after.row.state !== "ready") return;
    logger.error({ version, days: Math.floor(age / day) }, "zalo access could not be renewed for too long");
    await ledger.warn(version, "old");
  }

  async function look(): Promise<void> {
    if (stopping) return;
    await lookOnce().catch((error: unknown) => logger.warn({ err: error }, "zalo access could not be looked after"));
  }

  return {
    usable: () => trouble === null,
    async current() {
      if (held && held.expiresAt > now()) return held.access;
      return await soon(obtain(null));
    },
    async refreshed(stale) {
      if (held?.access === stale) held = null;
      return await soon(obtain(stale));
    },
    look,
    async authorise(code, verifier) {
      const answer = await options.exchange.redeem(code, verifier);
      if (answer.type !== "pair") return answer;
      await renewal.begin(answer);
      held = null;
      await look();
      return { type: "stored" };
    },
    async stop() {
      stopping = true;
      await renewal.underWay()?.catch(() => undefined);
    },
  };
}
