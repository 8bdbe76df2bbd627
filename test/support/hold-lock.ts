/** A second process for the tests of the lock: takes the lock that is its argument, says so, holds it until its input ends. */
import { once } from "node:events";
import { acquireLock } from "../../src/act/embedded/lock.ts";

try {
  const lock = acquireLock(String(process.argv[2]));
  process.stdout.write("held\n");
  await once(process.stdin.resume(), "end");
  lock.release();
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.name : "unknown"}\n`);
}
