/** `npm run chat -- --as donor --locale vi`: with the running product, or with one of its own in this process. */
import { randomBytes } from "node:crypto";
import { demoPersonas } from "../demo.ts";
import type { Product } from "../product.ts";
import { settled } from "../settled.ts";
import { type Company, runChat } from "./run-chat.ts";
import { findRunningCompany } from "./running-company.ts";
import { type Command, runCommand } from "./surroundings.ts";

await runCommand((args, command) =>
  runChat(
    args,
    {
      input: process.stdin,
      output: process.stdout,
      interactive: process.stdin.isTTY,
      folder: process.cwd(),
      randomId: () => randomBytes(9).toString("base64url"),
      company: async (language) => (await findRunningCompany(command.controlPath, language)) ?? ownCompany(command),
    },
    command.around,
  ),
);

/** A product of this process alone; the platforms stay off, they belong to the server. */
function ownCompany(command: Command): Company {
  const personas = command.config.demo ? demoPersonas(() => undefined) : [];
  let product: Product | null = null;
  return {
    addressOf: (role) =>
      personas.find((persona) => persona.role === role || persona.id === role)?.id ??
      (role === "donor" ? "visitor" : null),
    async join(terminal) {
      product = await command.open([terminal]);
      await product.app.start();
    },
    async settled() {
      if (product) await settled(product.store, () => command.clock.now());
    },
    async leave() {
      await product?.app.stop();
      await product?.close();
    },
  };
}
