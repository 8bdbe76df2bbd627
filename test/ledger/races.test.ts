import { describe } from "vitest";
import { openPostgresDatabase, openTestDatabase } from "../support/database.ts";
import { findPostgres } from "../support/postgres.ts";
import { linksContract } from "./links-contract.ts";
import { racesContract } from "./races-contract.ts";
import { reportsContract } from "./reports-contract.ts";
import { spreadContract } from "./spread-contract.ts";
import { workersContract } from "./workers-contract.ts";

const { missing } = findPostgres();

const kinds = [
  ["PGlite", () => openTestDatabase({ seed: true }), null],
  [
    missing === null ? "PostgreSQL" : `PostgreSQL (skipped: ${missing})`,
    () => openPostgresDatabase({ seed: true }),
    missing,
  ],
] as const;

describe.for(kinds)("at the same moment on %s", ([, open, absent]) => {
  describe.skipIf(absent !== null)("people", () => {
    racesContract(open);
  });
  describe.skipIf(absent !== null)("accounts", () => {
    linksContract(open);
  });
  describe.skipIf(absent !== null)("reports", () => {
    reportsContract(open);
  });
  describe.skipIf(absent !== null)("news and difficulties", () => {
    spreadContract(open);
  });
  describe.skipIf(absent !== null)("workers", () => {
    workersContract(open);
  });
});
