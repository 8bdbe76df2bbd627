/** A process that renews the tokens at the word "go", and ends by SIGKILL at the step it is told. Prints the token that it then has. */
import { once } from "node:events";
import { readConfig } from "../../../../src/config.ts";
import { createLog } from "../../../../src/log.ts";
import { openStore } from "../../../../src/open-store.ts";
import { zaloTokenParts } from "../../../../src/open-zalo-tokens.ts";
import { createTokenKeeper } from "../../../../src/channels/zalo/oa/token-keeper.ts";

export const steps = [
  "before the mark",
  "after the mark",
  "after the answer",
  "after the journal",
  "after the commit",
  "after the first use",
] as const;
export type Step = (typeof steps)[number];

/** Other tests keep the machine busy: everybody has more patience than the few seconds of a send. */
const slowness = 5;

export interface ChildTask {
  readonly env: Readonly<Record<string, string>>;
  readonly dieAt: Step | null;
}

if (process.argv[2]) await run(JSON.parse(process.argv[2]) as ChildTask);

async function run({ env, dieAt }: ChildTask): Promise<void> {
  const read = readConfig(env);
  if (!read.ok || !read.config.zaloOa) throw new Error("The settings of the test are wrong");
  const { config } = read;
  const now = () => new Date();
  const opened = await openStore(config, now, () => undefined);
  const parts = zaloTokenParts(read.config.zaloOa, { store: opened.store, now, dataDir: config.dataDir });
  const reach = <T>(step: Step, value: T): T => {
    if (step === dieAt) process.kill(process.pid, "SIGKILL");
    return value;
  };
  const { ledger, journal, exchange } = parts;
  const keeper = createTokenKeeper({
    ...parts,
    ledger: {
      ...ledger,
      async begin(...asked) {
        reach("before the mark", null);
        return reach("after the mark", await ledger.begin(...asked));
      },
      put: async (entry) =>
        reach(entry.replaces === null ? "before the mark" : "after the commit", await ledger.put(entry)),
    },
    journal: { ...journal, write: async (entry) => reach("after the journal", await journal.write(entry)) },
    exchange: { ...exchange, refresh: async (token) => reach("after the answer", await exchange.refresh(token)) },
    configured: read.config.zaloOa.refreshToken,
    logger: createLog({ level: "silent" }),
    holder: `child-${process.pid}`,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, slowness * ms).unref()),
  });
  process.stdout.write("ready\n");
  await once(process.stdin, "data");
  const token = await keeper.current().catch((error: Error) => error.message);
  process.stdout.write(`${token}\n`);
  reach("after the first use", null);
  await keeper.stop();
  await opened.close();
  process.stdin.destroy();
}
