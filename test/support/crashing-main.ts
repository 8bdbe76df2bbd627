/**
 * The product as `src/main.ts` starts it, ended by SIGKILL: with CRASH_AT after the n-th call of the ledger from the first stored
 * message on, with CRASH_BEFORE before the first call of that name.
 */
import { readConfig } from "../../src/config.ts";
import { createClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import type { Store } from "../../src/model/store.ts";
import { openProduct } from "../../src/product.ts";
import { serve } from "../../src/serve.ts";

const read = readConfig({ ...process.env, CRASH_AT: undefined, CRASH_BEFORE: undefined });
if (!read.ok) throw new Error(read.problems.join("\n"));
const crashAt = Number(process.env["CRASH_AT"]);
const crashBefore = process.env["CRASH_BEFORE"];
let calls = 0;
let counting = false;

/** Counts what changes the ledger on the way of one message; polling and health checks come at any time and do not count. */
const counted = new Set(["inbox_put", "inbox_claim", "turn_commit", "outbox_claim", "outbox_settle"]);

function around(store: Store): Store {
  return {
    ...store,
    async call(caller, name, args) {
      if (name === crashBefore) process.kill(process.pid, "SIGKILL");
      const answer = await store.call(caller, name, args);
      if (name === "inbox_put") counting = true;
      const didSomething = !name.endsWith("_claim") || (answer.ok && JSON.stringify(answer.value) !== "[]");
      if (counting && counted.has(name) && didSomething) {
        calls += 1;
        if (calls === crashAt) process.kill(process.pid, "SIGKILL");
      }
      return answer as never;
    },
  };
}

const { config } = read;
const clock = createClock({ ...(config.clock ? { start: config.clock } : {}), real: Date.now });
const log = createLog({ level: config.logLevel });
const product = await openProduct({ config, clock, log, random: Math.random, around });
const { url } = await serve({ config, product, clock, log });
process.stdout.write(`${url}\n`);
