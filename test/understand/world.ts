import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Area } from "../../src/model/area.ts";
import type { Frame, Listening } from "../../src/model/frame.ts";
import type { Entity } from "../../src/understand/entities/entity.ts";
import { loadModels, type Models } from "../../src/understand/load-models.ts";
import { readKnowledge } from "../../src/understand/read-knowledge.ts";
import { createReadSentence } from "../../src/understand/read-sentence.ts";
import { createUnderstand } from "../../src/understand/understand.ts";

export const root = join(import.meta.dirname, "../..");
export const today = "2026-10-15";
export const clock = "2026-10-15T09:00:00";
const now = new Date(`${clock}+07:00`);

const gazetteer = z.object({
  areas: z.array(
    z.object({
      id: z.string(),
      level: z.enum(["province", "district", "commune", "hamlet"]),
      code: z.string(),
      name: z.string(),
      kind: z.string(),
      parent: z.string().optional(),
      valid_from: z.string().optional(),
      valid_to: z.string().optional(),
      successors: z.array(z.string()).default([]),
    }),
  ),
});

export const areas: readonly Area[] = gazetteer
  .parse(JSON.parse(readFileSync(join(root, "test/fixtures/areas.json"), "utf8")))
  .areas.map(({ id, name, level, kind, code, parent, valid_from, valid_to, successors }) => ({
    id,
    name,
    level,
    kind,
    code,
    parentId: parent ?? null,
    validFrom: valid_from ?? null,
    validTo: valid_to ?? null,
    successorIds: successors,
  }));

const cache = join(root, "node_modules/.cache/nhip-cau");
export const { intents, lexicon, annotated } = readKnowledge(join(root, "intents"), cache);

/** Learned or taken from the cache. */
export const learn = (): Models => loadModels({ intents, lexicon, areas, annotated }, cache);
export const readSentence = createReadSentence(intents, lexicon, areas);

let engine: ReturnType<typeof createUnderstand> | null = null;

export function say(text: string, listening: Partial<Listening> = {}): Frame {
  engine ??= createUnderstand({ intents, lexicon, areas, ...learn() });
  return engine(text, { now, role: "donor", locale: null, awaiting: null, running: null, ...listening });
}

export function entitiesOf(text: string): readonly Entity[] {
  return readSentence(text, clock, null).entities;
}

export function only<Type extends Entity["type"]>(
  text: string,
  type: Type,
): Extract<Entity, { type: Type }> | undefined {
  return entitiesOf(text).find((entity): entity is Extract<Entity, { type: Type }> => entity.type === type);
}
