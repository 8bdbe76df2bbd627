/** The row of the tokens in the ledger: every step of a renewal is one call of a SQL function that two processes cannot both win. */
import { z } from "zod";
import type { Store } from "../../../model/store.ts";
import type { JournalEntry } from "./token-journal.ts";

const instant = z.string().transform((text) => new Date(text));

const rowSchema = z.object({
  version: z.int(),
  state: z.enum(["ready", "refreshing", "needs_reauth"]),
  sealed: z.string(),
  accessExpiresAt: instant.nullable(),
  refreshIssuedAt: instant,
  sentHash: z.string().nullable(),
  holder: z.string().nullable(),
  heldUntil: instant.nullable(),
});

export type TokenRow = z.infer<typeof rowSchema>;

/** All of them reject when the ledger is away. */
export interface TokenLedger {
  read(): Promise<TokenRow | null>;
  begin(version: number, hash: string, holder: string, seconds: number): Promise<"begun" | "lost" | "spent">;
  unsent(version: number, hash: string, holder: string): Promise<boolean>;
  put(entry: JournalEntry): Promise<"stored" | "stale" | "spent">;
  /** True: it was given up now, and the province was told. */
  fail(version: number, holder: string | null): Promise<boolean>;
  warn(version: number, kind: "old" | "unreadable"): Promise<void>;
}

export function createTokenLedger(store: Store, appId: string, now: () => Date): TokenLedger {
  async function ask<T>(name: string, args: object, schema: z.ZodType<T>): Promise<T> {
    const answer = await store.call({ as: "worker" }, name, { p_app: appId, ...args });
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.refusal.code}`);
    return schema.parse(answer.value);
  }

  return {
    read: () => ask("zalo_tokens_read", {}, rowSchema.nullable()),
    begin: (version, hash, holder, seconds) =>
      ask(
        "zalo_tokens_begin",
        { p_version: version, p_hash: hash, p_holder: holder, p_seconds: seconds, p_now: now() },
        z.enum(["begun", "lost", "spent"]),
      ),
    unsent: (version, hash, holder) =>
      ask("zalo_tokens_unsent", { p_version: version, p_hash: hash, p_holder: holder }, z.boolean()),
    put: ({ version, hash, sealed, accessExpiresAt, issuedAt, replaces }) =>
      ask(
        "zalo_tokens_put",
        {
          p_version: version,
          p_hash: hash,
          p_sealed: sealed,
          p_access_expires_at: accessExpiresAt,
          p_issued_at: issuedAt,
          p_replaces: replaces,
        },
        z.enum(["stored", "stale", "spent"]),
      ),
    fail: (version, holder) =>
      ask("zalo_tokens_fail", { p_version: version, p_holder: holder, p_now: now() }, z.boolean()),
    async warn(version, kind) {
      await ask("zalo_tokens_warn", { p_version: version, p_kind: kind, p_now: now() }, z.unknown());
    },
  };
}
