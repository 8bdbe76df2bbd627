/** Loads `intents/*.yaml`: what people may mean. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { type Intent, intentSchema } from "../model/intent.ts";
import { IntentsError, readYaml } from "./read-yaml.ts";

export function readIntents(folder: string): readonly Intent[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  const intents = files.toSorted().map((file) => {
    const path = join(folder, file);
    const intent = readYaml(path, intentSchema);
    if (`${intent.intent}.yaml` !== basename(file))
      throw new IntentsError(`${path}:1: intent: is "${intent.intent}" but the file is named otherwise`);
    return intent;
  });
  const known = new Set(intents.map((intent) => intent.intent));
  for (const { intent, near_miss } of intents) {
    const stray = near_miss.find((miss) => !known.has(miss.intent));
    if (stray) throw new IntentsError(`${join(folder, intent)}.yaml: near_miss: no intent is named "${stray.intent}"`);
  }
  return intents;
}
