/**
 * What supabase-js sees of a database, whichever answers: PostgREST's shapes, statuses and errors.
 * The same expectations hold for every way to run it, so what passes on one holds on the others.
 */
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import type { TestDatabase, TestDatabaseOptions } from "../support/database.ts";
import { callersContract } from "./rpc-callers.ts";
import { errorsContract } from "./rpc-errors.ts";
import { shapesContract } from "./rpc-shapes.ts";
import { subjectOf, type RpcSubject } from "./rpc-subject.ts";

export interface RpcContractOptions {
  readonly open: (options: TestDatabaseOptions) => Promise<TestDatabase>;
  /** Why it cannot be tested here; null when it can. */
  readonly missing?: string | null;
}

export function rpcContract(name: string, { open, missing = null }: RpcContractOptions): void {
  const reason = missing === null ? "" : ` (skipped: ${missing})`;
  describe.skipIf(missing !== null)(`calling SQL functions on ${name}${reason}`, () => {
    const subject = {} as RpcSubject;
    beforeAll(async () => {
      const database = await open({ migrationsFolder: join(import.meta.dirname, "migrations") });
      Object.assign(subject, subjectOf(database));
    });
    afterAll(() => subject.database.close());

    shapesContract(subject);
    callersContract(subject);
    errorsContract(subject);
  });
}
