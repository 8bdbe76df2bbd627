/** What stands in `intents/`, from the cache folder when the files have not changed: YAML takes longer to read than all the rest. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Intent } from "../model/intent.ts";
import { type Annotated, readAnnotated } from "./annotated.ts";
import type { Language } from "../model/message.ts";
import { kept } from "./kept.ts";
import { type Lexicon, readLexicon } from "./lexicon.ts";
import { readIntents } from "./read-intents.ts";

export interface Knowledge {
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  /** These are also among the examples of their intents. */
  readonly annotated: readonly Annotated[];
}

/** `folder` is `intents`; `cache` is where what was read is kept. */
export function readKnowledge(folder: string, cache: string): Knowledge {
  const entities = join(folder, "entities");
  const annotations = join(folder, "annotated");
  const files = [folder, entities, annotations].flatMap((each) =>
    readdirSync(each)
      .filter((file) => /\.(?:yaml|jsonl)$/.test(file))
      .toSorted()
      .map((file) => join(each, file)),
  );
  return kept<Knowledge>({
    folder: cache,
    name: "words",
    from: files.flatMap((file) => [file, readFileSync(file)]),
    make: () => {
      const annotated = readAnnotated(annotations);
      return { intents: withAnnotated(readIntents(folder), annotated), lexicon: readLexicon(entities), annotated };
    },
    toBytes: (knowledge) => Buffer.from(`${JSON.stringify(knowledge)}\n`),
    fromBytes: (bytes) => {
      const text = bytes.toString("utf8");
      // Written by this very code; a file that was cut off has lost its last line break.
      return text.endsWith("}\n") ? (JSON.parse(text) as Knowledge) : null;
    },
  });
}

function withAnnotated(intents: readonly Intent[], annotated: readonly Annotated[]): readonly Intent[] {
  const own = Map.groupBy(annotated, ({ intent }) => intent);
  return intents.map((intent) => {
    const said = (language: Language): string[] => {
      const here = intent.examples[language];
      const known = new Set(here.map((text) => text.toLowerCase()));
      const more = (own.get(intent.intent) ?? []).filter((each) => each.language === language);
      return [...here, ...more.map(({ text }) => text).filter((text) => !known.has(text.toLowerCase()))];
    };
    return { ...intent, examples: { vi: said("vi"), en: said("en") } };
  });
}
