import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createTokenKeeper,
  type TokenKeeper,
  type TokenKeeperOptions,
} from "../../../../src/channels/zalo/oa/token-keeper.ts";
import { zaloTokenParts } from "../../../../src/open-zalo-tokens.ts";
import type { Logger } from "../../../../src/channels/logger.ts";
import type { TestDatabase } from "../../../support/database.ts";
import { startZaloOaServer, type ZaloOaServer } from "../../../support/zalo/oa/server.ts";

export interface TokenRig {
  readonly server: ZaloOaServer;
  readonly database: TestDatabase;
  readonly dataDir: string;
  readonly errors: string[];
  /** Everything that was logged. */
  readonly log: string[];
  /** A keeper as in a process of its own. */
  keeper(options?: KeeperOptions): TokenKeeper;
  parts(options?: KeeperOptions): Parts;
  /** An officer of the province, who is told. */
  told(): Promise<string[]>;
  row(): Promise<{ state: string; version: number } | null>;
  /** Moves the clocks of everybody. */
  advance(ms: number): void;
  works(token: string): boolean;
  /** Rejects when a refresh token was sent twice or a token was logged. */
  close(): Promise<void>;
}

export interface KeeperOptions {
  readonly configured?: string | null;
  readonly appSecret?: string;
  readonly oauthRoot?: string;
  readonly dataDir?: string;
  readonly change?: (parts: Parts) => Partial<Parts>;
}

type Parts = ReturnType<typeof zaloTokenParts>;

const patience = 4_000;

export async function openTokenRig(database: TestDatabase): Promise<TokenRig> {
  database.clock.now = new Date("2026-10-15T09:00:00+07:00");
  const server = await startZaloOaServer({ now: database.clock.now });
  const dataDir = mkdtempSync(join(tmpdir(), "nhip-cau-tokens-"));
  const errors: string[] = [];
  const log: string[] = [];
  const write = (facts: object, text: string) => void log.push(`${text} ${JSON.stringify(facts)}`);
  const logger: Logger = {
    debug: write,
    info: write,
    warn: write,
    error(facts, text) {
      write(facts, text);
      errors.push(text);
    },
  };
  const run = (sql: string) => database.runner.transaction((query) => query(sql));
  await run("delete from public.zalo_tokens");
  await run("delete from public.zalo_tokens_spent");
  await run("delete from public.outbox");
  await run(
    `insert into public.people (id, display_name, created_at) values (md5('officer')::uuid, 'Officer', '2026-01-01 00:00+07') on conflict do nothing`,
  );
  await run(`insert into public.role_grants (person_id, role, valid_from) select md5('officer')::uuid, 'province_officer', '2026-01-01 00:00+07'
    where not exists (select from public.role_grants)`);
  let processes = 0;

  function parts({
    appSecret = server.appSecret,
    oauthRoot = server.root,
    dataDir: folder = dataDir,
  }: KeeperOptions = {}) {
    return zaloTokenParts(
      {
        appId: server.appId,
        appSecret,
        secretKey: server.secretKey,
        refreshToken: null,
        formImage: null,
        apiRoot: server.root,
        oauthRoot,
        znsApiRoot: server.root,
        znsTemplates: {},
      },
      { store: database.store, now: () => database.clock.now, dataDir: folder },
    );
  }

  return {
    server,
    database,
    dataDir,
    errors,
    log,
    parts,
    keeper(options = {}) {
      const usual = parts(options);
      const all: TokenKeeperOptions = {
        ...usual,
        ...options.change?.(usual),
        configured: options.configured ?? null,
        logger,
        holder: `process-${(processes += 1)}`,
        pause: (ms) => (ms >= patience ? new Promise(() => undefined) : Promise.resolve()),
      };
      return createTokenKeeper(all);
    },
    async told() {
      return (await run("select message ->> 'key' as key from public.outbox order by id")).map(({ key }) =>
        String(key),
      );
    },
    async row() {
      const [row] = await run("select state, version from public.zalo_tokens");
      return row ? { state: String(row["state"]), version: Number(row["version"]) } : null;
    },
    advance(ms) {
      database.clock.now = new Date(database.clock.now.getTime() + ms);
      server.clock.set(database.clock.now);
    },
    works(token) {
      try {
        server.oauth.check(token);
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
      const twice = server.oauth.uses.filter(({ first }) => !first).length;
      const told = log.filter((line) => /test-(?:access|refresh|app)-/.test(line)).length;
      if (twice + told + server.violations.length > 0) throw new Error(`sent twice: ${twice}, logged: ${told}`);
    },
  };
}
