/** `npm run --silent tick -- --now 2026-11-29T08:00:00+07:00`, whether the product runs or not. */
import { handOver } from "../control/hand-over.ts";
import { instantOf } from "../serve.ts";
import { runTick } from "./run-tick.ts";
import { runCommand, withProduct } from "./surroundings.ts";

await runCommand((args, command) => {
  const here = ({ now }: { readonly now: string | null }) =>
    withProduct(command, ({ app }) => app.tick(instantOf(now, command.clock)));
  return runTick(args, handOver(command.controlPath, "tick", here), command.around);
});
