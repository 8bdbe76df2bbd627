import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/app.ts";
import { play, settingOf } from "../support/transcript.ts";

let opened: TestApp | undefined;

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

const files = globSync(join(import.meta.dirname, "*.txt"));

test("there are transcripts", () => {
  expect(files.length).toBeGreaterThan(10);
});

test.for(files.map((file) => [basename(file, ".txt"), file] as const))("%s goes as written", async ([, file]) => {
  const written = readFileSync(file, "utf8");
  opened = await openTestApp(settingOf(written));
  await expect(await play(written, opened)).toMatchFileSnapshot(file);
});
