import { rpcContract } from "../contracts/rpc-contract.ts";
import { openPostgresDatabase, openTestDatabase } from "../support/database.ts";
import { findPostgres } from "../support/postgres.ts";

rpcContract("PGlite", { open: openTestDatabase });

rpcContract("PostgreSQL", { open: openPostgresDatabase, missing: findPostgres().missing });
