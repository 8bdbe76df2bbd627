import { expect, test } from "vitest";
import { stories, unplayed } from "./play-stories.ts";

test("every transcript is played", () => {
  expect(unplayed()).toEqual([]);
});

test.for(["vietnamese", "english", "unaccented"] as const)("there are %s transcripts", (group) => {
  expect(stories(group).length).toBeGreaterThan(5);
});
