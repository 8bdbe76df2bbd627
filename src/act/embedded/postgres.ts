/** A plain PostgreSQL 15 or newer behind the runner: `DATABASE_URL`, for tests and for hosting oneself. */
import { Pool, type PoolClient } from "pg";
import { StoreError } from "../store-error.ts";
import { readFault, type Query, type Row, type Runner } from "./runner.ts";

export interface PostgresOptions {
  readonly url: string;
  /** Transactions at once; each holds one connection. */
  readonly connections?: number;
  /** Told of connections that break while idle; the pool replaces them by itself. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Values stay text: the shape of an answer is decided in SQL, never by a driver. */
const asText = { getTypeParser: () => (value: unknown) => value };

export function createPostgresRunner({ url, connections = 10, onConnectionLost = () => {} }: PostgresOptions): Runner {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    types: asText,
  });
  pool.on("error", onConnectionLost);
  let closing: Promise<void> | undefined;

  return {
    kind: "postgres",
    async transaction(work) {
      const client = await pool.connect().catch(unreachable);
      let broken: Error | undefined;
      // The pool stops listening while a connection is lent; without a listener of ours a server that goes away would end the process.
      const lost = (error: Error) => {
        broken = error;
      };
      client.on("error", lost);
      try {
        const query = queryOf(client);
        await query("begin");
        const value = await work(query);
        await query("commit");
        return value;
      } catch (error) {
        await client.query("rollback").catch((failure: Error) => {
          broken ??= failure;
        });
        throw error;
      } finally {
        client.off("error", lost);
        client.release(broken);
      }
    },
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

function queryOf(client: PoolClient): Query {
  return async (sql, parameters) => {
    const result: unknown = await client.query(sql, parameters ? [...parameters] : undefined).catch(unreachable);
    const last: unknown = Array.isArray(result) ? result.at(-1) : result;
    return (last as { rows: Row[] }).rows;
  };
}

/** Whatever the server did not say itself came from the way to it. */
function unreachable(error: unknown): never {
  if (readFault(error)) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  throw new StoreError(`the database is not reachable: ${reason}`, { code: "08006", retryable: true, cause: error });
}
