/** `npm run tick`: does once what is due at an instant, and prints what was done as one line of JSON. */
import { z } from "zod";
import { readArguments, refusedExit, type Surroundings } from "./read-arguments.ts";

/** Without `now`, the product's own clock counts. */
export type Tick = (request: { readonly now: string | null }) => Promise<object>;

/** An instant without its offset would mean another hour on another machine. */
const instant = z.iso.datetime({ offset: true });

export async function runTick(args: readonly string[], tick: Tick, around: Surroundings): Promise<number> {
  const { say, out, err } = around;
  const read = readArguments(args, ["now"], around);
  if (!read.ok) return read.exit;
  const { now = null } = read.values;
  if (now !== null && !instant.safeParse(now).success) {
    err(say("command.tick.now_invalid", {}, read.language));
    return refusedExit;
  }
  out(JSON.stringify(await tick({ now })));
  return 0;
}
