/** The demo's year: units hand in before and after the end, the province compiles on both sides of it, and the documents that went out. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Say } from "../../src/report/words.ts";
import { openTestApp, reply, type TestApp } from "../support/app.ts";
import { play } from "../support/transcript.ts";

export const sayIn =
  (language: "vi" | "en"): Say =>
  (key, params = {}) =>
    reply.say(key, params, language);

export const vietnamese = { letter: sayIn("vi"), tables: sayIn("vi") };

/** Plays the written conversation of the compilation through the real app. */
export async function openYear(): Promise<TestApp> {
  const opened = await openTestApp({ demo: true });
  await play(readFileSync(join(import.meta.dirname, "../conversations/report-compile.vi.txt"), "utf8"), opened);
  return opened;
}

export async function documentOf({ database }: TestApp, code: string): Promise<unknown> {
  const [row] = await database.runner.transaction((query) =>
    query("select private.report_document($1, $2::timestamptz)::text as document", [
      code,
      database.clock.now.toISOString(),
    ]),
  );
  return JSON.parse(row?.["document"] ?? "null");
}
