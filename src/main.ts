/** `npm start`: reads the settings, opens the product, says where to click, and stops cleanly when asked to. */
import { readConfig, describeProblems, secretsOf } from "./config.ts";
import { createClock } from "./clock.ts";
import { createLog } from "./log.ts";
import { openProduct } from "./product.ts";
import { serve } from "./serve.ts";
import { describeStartProblem } from "./start-problem.ts";
import { welcome } from "./welcome.ts";

const read = readConfig();
if (!read.ok) {
  process.stderr.write(`${describeProblems(read.problems)}\n`);
  process.exit(1);
}
const { config } = read;
const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
const clock = createClock({ ...(config.clock ? { start: config.clock } : {}), real: Date.now });

try {
  const product = await openProduct({ config, clock, log, random: Math.random });
  const served = await serve({ config, product, clock, log });
  const stop = (signal: string) => {
    log.info({ signal }, "Stopping");
    served.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, "Could not stop cleanly");
        process.exit(1);
      },
    );
  };
  // npm and the terminal may both pass the same signal on: a second one must not break off the stop.
  process.on("SIGINT", stop).on("SIGTERM", stop);
  process.stdout.write(`${welcome(product, served.url, config)}\n`);
} catch (error) {
  const problem = describeStartProblem(error, config);
  if (problem) process.stderr.write(`${problem}\n`);
  else log.fatal({ err: error }, "Could not start");
  process.exit(1);
}
