/** What every command of this folder starts with: the settings, the words, the way to the running product. */
import { tmpdir } from "node:os";
import en from "../../locales/en.json" with { type: "json" };
import vi from "../../locales/vi.json" with { type: "json" };
import { type Clock, createClock } from "../clock.ts";
import { type Config, describeProblems, readConfig, secretsOf } from "../config.ts";
import { controlPath } from "../control/control-path.ts";
import { createLog } from "../log.ts";
import { openProduct, type Product } from "../product.ts";
import type { Channel } from "../model/channel.ts";
import { createReply } from "../reply/create-reply.ts";
import type { Surroundings } from "./read-arguments.ts";

export interface Command {
  readonly config: Config;
  readonly clock: Clock;
  readonly around: Surroundings;
  readonly controlPath: string;
  /** Opens the product in this process; only when nothing runs, the embedded database has one process. */
  open(own?: readonly Channel[]): Promise<Product>;
}

/** Runs a command and ends the process with its exit code. Faults are told on standard error. */
export async function runCommand(run: (args: readonly string[], command: Command) => Promise<number>): Promise<void> {
  const read = readConfig();
  if (!read.ok) {
    process.stderr.write(`${describeProblems(read.problems)}\n`);
    process.exit(1);
  }
  const { config } = read;
  const log = createLog({
    level: config.logLevel === "info" ? "warn" : config.logLevel,
    secrets: secretsOf(config),
    destination: process.stderr,
  });
  const clock = createClock({ ...(config.clock ? { start: config.clock } : {}), real: Date.now });
  const { say } = createReply({ resources: { vi, en } });
  const command: Command = {
    config,
    clock,
    around: { say, out: (line) => process.stdout.write(`${line}\n`), err: (line) => process.stderr.write(`${line}\n`) },
    controlPath: controlPath(config.dataDir, { platform: process.platform, temporaryFolder: tmpdir() }),
    open: (own = []) => openProduct({ config, clock, log, random: Math.random, own }),
  };
  try {
    process.exitCode = await run(process.argv.slice(2), command);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Does something with the product opened here, and closes it again. */
export async function withProduct<T>(command: Command, use: (product: Product) => Promise<T>): Promise<T> {
  const product = await command.open();
  try {
    return await use(product);
  } finally {
    await product.close();
  }
}
