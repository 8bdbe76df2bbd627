/** The intents and the words of `intents/`, from the cache folder when the files have not changed: YAML takes longer to read than all the rest. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Intent } from "../model/intent.ts";
import { kept } from "./kept.ts";
import { type Lexicon, readLexicon } from "./lexicon.ts";
import { readIntents } from "./read-intents.ts";

export interface Knowledge {
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
}

/** `folder` is `intents`; `cache` is where what was read is kept. */
export function readKnowledge(folder: string, cache: string): Knowledge {
  const entities = join(folder, "entities");
  const files = [folder, entities].flatMap((each) =>
    readdirSync(each)
      .filter((file) => file.endsWith(".yaml"))
      .toSorted()
      .map((file) => join(each, file)),
  );
  return kept<Knowledge>({
    folder: cache,
    name: "words",
    from: files.flatMap((file) => [file, readFileSync(file)]),
    make: () => ({ intents: readIntents(folder), lexicon: readLexicon(entities) }),
    toBytes: (knowledge) => Buffer.from(`${JSON.stringify(knowledge)}\n`),
    fromBytes: (bytes) => {
      const text = bytes.toString("utf8");
      // Written by this very code; a file that was cut off has lost its last line break.
      return text.endsWith("}\n") ? (JSON.parse(text) as Knowledge) : null;
    },
  });
}
