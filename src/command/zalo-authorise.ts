/** `npm run --silent zalo:authorise -- --redirect https://…`, whether the product runs or not. */
import { createInterface } from "node:readline";
import { handOver } from "../control/hand-over.ts";
import { type AuthoriseRequest, runZaloAuthorise } from "./run-zalo-authorise.ts";
import { runCommand, withProduct } from "./surroundings.ts";

await runCommand(async (args, command) => {
  const { config, controlPath, around } = command;
  const input = createInterface({ input: process.stdin });
  const lines = input[Symbol.asyncIterator]();
  const here = (request: AuthoriseRequest) => withProduct(command, (product) => product.authoriseZalo(request));
  const ask = async () => {
    const { value, done } = await lines.next();
    return done === true ? null : value;
  };
  const authorise = handOver(controlPath, "zalo.authorise", here);
  const deps = { config: config.zaloOa, publicUrl: config.web.publicUrl, ask, authorise };
  try {
    return await runZaloAuthorise(args, deps, around);
  } finally {
    input.close();
  }
});
