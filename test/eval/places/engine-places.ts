/** The places part of the scorecard: the gazetteer of the product, through the whole reading of a sentence. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Area } from "../../../src/model/area.ts";
import { createPlaceWords } from "../../../src/understand/places/place-words.ts";
import { areas, intents, lexicon, readSentence, root, today } from "../../understand/world.ts";
import { type PlaceScore, scorePlaces } from "../places.ts";

const linesOf = (file: string): readonly string[] =>
  readFileSync(join(root, "test/fixtures", file), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));

/** `step`: only every n-th unit is written out, the others are still there to be mistaken for. */
export function scoreEnginePlaces(step: number): PlaceScore {
  const drawn = new Set<Area>(areas.filter((_, i) => i % step === 0));
  return scorePlaces({
    areas,
    today,
    placesOf: (text) =>
      readSentence(text, `${today}T09:00:00`, null).entities.flatMap((entity) =>
        entity.type === "place" ? [entity.place.areas.map(({ id }) => id)] : [],
      ),
    everyday: createPlaceWords(intents, lexicon, areas).ordinary,
    placeless: linesOf("placeless.txt"),
    elsewhere: linesOf("elsewhere.txt"),
    written: (area) => drawn.has(area),
  });
}
