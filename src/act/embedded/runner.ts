/**
 * The one thing the embedded Supabase asks of a PostgreSQL: run a transaction. PGlite in this process and a server
 * reached through `pg` both do, and values cross as text, so that both answer the same bytes.
 */

export type Row = Readonly<Record<string, string | null>>;

/**
 * Runs SQL inside the transaction. With parameters: one statement, and every value must be castable from text.
 * Without: several statements are allowed and the rows of the last one are answered.
 */
export type Query = (sql: string, parameters?: readonly (string | null)[]) => Promise<readonly Row[]>;

export interface Runner {
  readonly kind: "pglite" | "postgres";
  /** Commits when `work` resolves, rolls back when it rejects. PGlite runs one transaction at a time. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** The whole data folder as an uncompressed tar, to start another one from. Absent: it lies on a server. */
  readonly dump?: () => Promise<Uint8Array>;
  /** Waits for what is running, then lets go of everything. Safe to call twice. */
  close(): Promise<void>;
}

/** What both drivers tell of an error that the database raised. */
export interface DatabaseFault {
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** 1-based offset into the statement, where it is known. */
  readonly position: number | null;
}

/** Reads an error of either driver; null when it did not come from the database itself (connection refused, socket closed). */
export function readFault(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error) || !("code" in error) || !("severity" in error)) return null;
  const { code } = error;
  if (typeof code !== "string" || !/^[0-9A-Z]{5}$/.test(code)) return null;
  const position = Number(text(error, "position") ?? Number.NaN);
  return {
    code,
    message: error.message,
    detail: text(error, "detail"),
    hint: text(error, "hint"),
    position: Number.isInteger(position) ? position : null,
  };
}

function text(error: Error, field: string): string | null {
  const value: unknown = Reflect.get(error, field);
  return typeof value === "string" ? value : null;
}
