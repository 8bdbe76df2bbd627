/** The written conversations as tests, divided into files that are played at the same time. */
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/app.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { play, settingOf } from "../support/transcript.ts";

const endings = {
  vietnamese: ["vi", "main-job"],
  english: ["en"],
  unaccented: ["bare", "plain"],
} as const;

const find = (...ends: readonly string[]) => ends.flatMap((end) => globSync(join(import.meta.dirname, `*${end}.txt`)));

export type Group = keyof typeof endings;

export const stories = (group: Group): readonly string[] => find(...endings[group]);

export function playStories(group: Group): void {
  let stage: Stage;
  let opened: TestApp;

  beforeAll(async () => {
    stage = await openStage();
  });
  afterEach(() => opened.close());
  afterAll(() => stage.close());

  test.for(stories(group).map((file) => [basename(file, ".txt"), file] as const))(
    "%s goes as written",
    async ([, file]) => {
      const written = readFileSync(file, "utf8");
      const { demo, ...setting } = settingOf(written);
      opened = demo ? await stage.enter(setting) : await openTestApp(setting);
      await expect(await play(written, opened)).toMatchFileSnapshot(file);
    },
  );
}

/** A transcript that no group plays would be believed and never heard. */
export const unplayed = (): string[] => {
  const played = new Set(find(...Object.values(endings).flat()));
  return find("").filter((file) => !played.has(file));
};
