/** Gold values of other projects that this product does not want to reach, with the reason. They stay in the score. */
import { join } from "node:path";
import { z } from "zod";
import { readYaml } from "../../src/understand/read-yaml.ts";
import { root } from "../understand/world.ts";

const disagreement = z.strictObject({
  suite: z.enum(["duckling.numeral", "duckling.ordinal", "duckling.amountofmoney", "duckling.time", "chrono.vi"]),
  text: z.string(),
  gold: z.string(),
  ours: z.string(),
  why: z.string(),
});
export type Disagreement = z.infer<typeof disagreement>;

export function readDisagreements(): readonly Disagreement[] {
  return readYaml(join(root, "test/fixtures/peers/disagreements.yaml"), z.array(disagreement));
}
