import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { readHeldOut, type HeldOutLine } from "../eval/held-out.ts";
import { judge, scoreHeldOut } from "../eval/held-out-score.ts";
import { areas, intents, lexicon, root } from "./world.ts";

const lines = readHeldOut(join(root, "test/development"));
const written = lines.filter(({ view }) => view === "full");
const score = scoreHeldOut(judge(lines));

const wordsOf = (text: string): readonly string[] =>
  bare(text.normalize("NFC").toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? [];
const keyOf = ({ say, awaiting, role }: HeldOutLine): string =>
  `${wordsOf(say).join(" ") || say} | ${awaiting} | ${role}`;

test("no line is there twice", () => {
  const keys = written.map(keyOf);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test("none of them, four words and more, is a held-out line, which nobody should see", () => {
  const heldOut = readHeldOut(join(root, "intents/test")).filter(({ view }) => view === "full");
  const unseen = new Set(heldOut.map(({ say }) => wordsOf(say).join(" ")));
  const shared = written.map(({ say }) => wordsOf(say)).filter((words) => words.length > 3);
  expect(shared.map((words) => words.join(" ")).filter((words) => unseen.has(words))).toEqual([]);
});

describe("the gold keeps to what there is", () => {
  const slotsOf = new Map(intents.map(({ intent, slots }) => [intent, new Set(Object.keys(slots))]));

  test("known intents with slots of their own", () => {
    const odd = written.flatMap(({ intent, say, slots }) =>
      Object.keys(slots)
        .filter((slot) => slot !== "list_ref" && !slotsOf.get(intent)?.has(slot))
        .map((slot) => `${intent}: ${slot}: ${say}`),
    );
    expect(odd).toEqual([]);
  });

  test("things by their id where they have one, places as the gazetteer writes them", () => {
    const named = lexicon.items.flatMap(({ vi, en, id }) =>
      [...vi, ...en].map((word): [string, string] => [typeof word === "string" ? word : word.say, id]),
    );
    const idOf = new Map(named);
    const idsOf = new Set(lexicon.items.map(({ id }) => id));
    const things = written.flatMap(({ slots }) => [...(slots.items ?? []).map(({ item }) => item), slots.item]);
    expect(things.filter((thing) => thing && (idOf.get(thing) ?? thing) !== thing && !idsOf.has(thing))).toEqual([]);
    const places = new Set(areas.map(({ name }) => bare(name.normalize("NFC").toLowerCase())));
    const unknown = written
      .map(({ slots }) => slots.area)
      .filter((area) => area && !places.has(bare(area.normalize("NFC").toLowerCase())));
    expect(new Set(unknown).size).toBeLessThanOrEqual(12);
  });
});

test.for([
  ["full", 0.86, 0.75],
  ["bare", 0.86, 0.72],
  ["rough", 0.86, 0.62],
] as const)("the view %s is understood as well as it has been", ([view, intent, frame]) => {
  const { intent: intents, frame: frames } = score.views[view];
  expect(intents.percent).toBeGreaterThanOrEqual(100 * intent);
  expect(frames.percent).toBeGreaterThanOrEqual(100 * frame);
});
