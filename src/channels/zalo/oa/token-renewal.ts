/**
 * A refresh token works once, and an answer that is lost costs the account. So one process marks the row, sends, writes the answer
 * to its disk, commits it, and only then is it used; a mark whose maker is gone without an answer is never tried again.
 */
import type { Logger } from "../../logger.ts";
import type { Exchanged, TokenExchange } from "./token-exchange.ts";
import type { JournalEntry, TokenJournal } from "./token-journal.ts";
import type { TokenLedger, TokenRow } from "./token-ledger.ts";
import { hashToken, type TokenPair, type TokenSeal } from "./token-seal.ts";

export interface RenewalParts {
  readonly ledger: TokenLedger;
  readonly journal: TokenJournal;
  readonly seal: TokenSeal;
  readonly exchange: TokenExchange;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Of this process, never used by another one. */
  readonly holder: string;
  readonly pause: (ms: number) => Promise<void>;
}

export interface Renewal {
  /** One at a time in this process. Rejects when nothing could be sent or the ledger is away. */
  renew(row: TokenRow, pair: TokenPair): Promise<void>;
  /** Begins a new chain; whatever another process does meanwhile is superseded. */
  begin(pair: NewPair): Promise<void>;
  /** What is under way; null: nothing. */
  underWay(): Promise<void> | null;
  /** Commits an answer that is on the disk and not in the ledger, then ends a renewal whose maker is gone. Answers the row after that. */
  settle(row: TokenRow | null): Promise<TokenRow | null>;
}

type NewPair = Extract<Exchanged, { readonly type: "pair" }>;

/** Longer than an answer may take. */
const leaseSeconds = 120;
/** Between attempts of which nothing was sent. */
const restsMs = [1_000, 3_000];

export function createRenewal(parts: RenewalParts): Renewal {
  const { ledger, journal, seal, exchange, logger, now, holder, pause } = parts;
  /** Hashes of what left this process, as far as is known. */
  const sent = new Set<string>();
  let unsettled: JournalEntry | null = null;
  let underWay: Promise<void> | null = null;
  let attempts = 0;
  let journalRead = false;

  async function carryOut(row: TokenRow, pair: TokenPair): Promise<void> {
    const hash = hashToken(pair.refresh);
    // Each attempt is a holder of its own, so that a late answer to "not sent" undoes no other attempt.
    const attempt = `${holder}:${(attempts += 1)}`;
    const begun = await ledger.begin(row.version, hash, attempt, leaseSeconds);
    if (begun === "spent") await giveUp(row, null, "its refresh token was sent before");
    if (begun !== "begun") return;
    sent.add(hash);
    const answer = await send(pair.refresh);
    switch (answer.type) {
      case "unsent":
        sent.delete(hash);
        await ledger.unsent(row.version, hash, attempt);
        throw new Error(`the token service could not be reached: ${answer.detail}`);
      case "refused":
        return await giveUp(row, attempt, `the platform refused the refresh token (${answer.code})`);
      case "in_doubt":
        return await giveUp(row, attempt, `the refresh token may be used up: ${answer.detail}`);
      case "pair":
        return void (await keep(entryOf(answer, row.version + 1, hash)));
    }
  }

  function entryOf({ access, refresh, livesMs }: NewPair, version: number, replaces: string | null): JournalEntry {
    return {
      version,
      hash: hashToken(refresh),
      sealed: seal.seal({ access, refresh }, version),
      accessExpiresAt: new Date(now().getTime() + livesMs).toISOString(),
      issuedAt: now().toISOString(),
      replaces,
    };
  }

  async function send(token: string) {
    for (const rest of restsMs) {
      const answer = await exchange.refresh(token);
      if (answer.type !== "unsent") return answer;
      await pause(rest);
    }
    return await exchange.refresh(token);
  }

  async function keep(entry: JournalEntry): Promise<boolean> {
    unsettled = entry;
    // A full disk must not keep the answer from the ledger.
    await journal.write(entry).catch((error: unknown) => logger.error({ err: error }, "zalo journal was not written"));
    const stored = await commit(entry);
    if (stored) logger.info({ version: entry.version }, "zalo access was renewed");
    return stored;
  }

  async function commit(entry: JournalEntry): Promise<boolean> {
    const put = await ledger.put(entry);
    if (unsettled === entry) unsettled = null;
    if (put !== "stored") logger.warn({ version: entry.version, put }, "zalo answer was not needed any more");
    return put === "stored";
  }

  async function giveUp({ version }: TokenRow, by: string | null, detail: string): Promise<void> {
    if (await ledger.fail(version, by))
      logger.error({ version, detail }, "zalo official account has to be authorised again: npm run zalo:authorise");
  }

  async function newest(): Promise<JournalEntry | null> {
    if (unsettled) return unsettled;
    const read = await journal.read();
    if (read.type === "broken") logger.error({}, "zalo journal cannot be read");
    if (read.type !== "entry") return null;
    if (seal.open(read.entry.sealed, read.entry.version)) return read.entry;
    logger.error({ version: read.entry.version }, "zalo journal was written with another ZALO_OA_APP_SECRET");
    return null;
  }

  async function end(row: TokenRow): Promise<void> {
    const { version, holder: by, sentHash, heldUntil } = row;
    if (by?.startsWith(`${holder}:`)) {
      if (underWay) return;
      if (sentHash !== null && !sent.has(sentHash)) return void (await ledger.unsent(version, sentHash, by));
      return await giveUp(row, by, "the refresh token may be used up");
    }
    const left = (heldUntil?.getTime() ?? 0) - now().getTime();
    // Far ahead: a clock was set back since.
    if (left > 0 && left <= 2 * leaseSeconds * 1_000) return;
    await giveUp(row, by, "a process ended while it renewed; the refresh token may be used up");
  }

  return {
    renew(row, pair) {
      underWay ??= carryOut(row, pair).finally(() => (underWay = null));
      return underWay;
    },
    async begin(pair) {
      await underWay?.catch(() => undefined);
      // Another process may have been quicker with the version.
      for (let tries = 0; tries < 5; tries += 1) {
        const row = await ledger.read();
        if (await keep(entryOf(pair, (row?.version ?? 0) + 1, null))) return;
      }
      throw new Error("the new permission could not be stored");
    },
    underWay: () => underWay,
    async settle(row) {
      // Another process on this folder may have left an answer at any time.
      if (journalRead && !unsettled && row?.state === "ready") return row;
      const entry = await newest();
      journalRead = true;
      if (entry && entry.version > (row?.version ?? 0) && !underWay) {
        await commit(entry);
        row = await ledger.read();
      }
      if (row?.state !== "refreshing" || !seal.open(row.sealed, row.version)) return row;
      await end(row);
      return await ledger.read();
    },
  };
}
