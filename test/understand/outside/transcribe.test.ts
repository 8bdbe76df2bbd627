import { afterEach, beforeEach, expect, test } from "vitest";
import { createOpenClient } from "../../../src/understand/outside/client.ts";
import { createTranscribe, usualTranscribing } from "../../../src/understand/outside/transcribe.ts";
import {
  type Answer,
  fails,
  type OpenAiServer,
  readVoice,
  says,
  startOpenAiServer,
} from "../../support/openai/server.ts";

let server: OpenAiServer;

beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(async () => {
  await server.close();
});

function open(timeoutMs = 10_000, limits: Partial<(typeof usualTranscribing)["limits"]> = {}) {
  const outcomes: string[] = [];
  const transcribe = createTranscribe({
    open: createOpenClient({ apiKey: "test-key", baseUrl: server.url, fetch }),
    model: "test-ears",
    now: () => new Date("2026-10-15T09:00:00+07:00"),
    timeoutMs,
    limits: { ...usualTranscribing.limits, ...limits },
    onOutcome: (outcome, detail) => outcomes.push(detail === undefined ? outcome : `${outcome}: ${detail}`),
  });
  return { transcribe, outcomes };
}

const sound = Buffer.from("xin chào");

test("the sound is sent as it is, and the words come back trimmed", async () => {
  server.answer((request) => says(`  ${readVoice(request).words} \n`));
  const { transcribe, outcomes } = open();
  expect(await transcribe(sound, "audio/ogg")).toBe("xin chào");
  expect(server.requests[0]).toMatchObject({ path: "/v1/audio/transcriptions", authorization: "Bearer test-key" });
  expect(readVoice(server.requests[0]!).model).toBe("test-ears");
  expect(outcomes).toEqual(["heard"]);
});

test("no end of words is cut", async () => {
  server.answer(says("a ".repeat(10_000)));
  const { transcribe } = open();
  expect((await transcribe(sound, "audio/mpeg"))?.length).toBe(2_000);
});

test.for<[string, Answer, string]>([
  ["silence", says(""), "silent"],
  ["no text", { type: "raw", status: 200, body: "{}" }, "silent"],
  ["HTML", { type: "raw", status: 200, body: "<html>", contentType: "text/html" }, "silent"],
  ["broken JSON", { type: "raw", status: 200, body: "{" }, "failed: unreadable"],
  ["a server that cannot listen", fails(404), "failed: status 404"],
  ["a fault", fails(500), "failed: status 500"],
  ["a torn connection", { type: "breaks_off" }, "failed: network"],
])("%s is nothing to be heard", async ([, answer, outcome]) => {
  server.answer(answer);
  const { transcribe, outcomes } = open();
  expect(await transcribe(sound, "audio/ogg")).toBeNull();
  expect(outcomes).toEqual([outcome]);
});

test("nobody waits for ever, and a dead service is left alone", async () => {
  server.answer({ type: "hangs" });
  const { transcribe, outcomes } = open(1_500, { failures: 1 });
  expect(await transcribe(sound, "audio/ogg")).toBeNull();
  expect(await transcribe(sound, "audio/ogg")).toBeNull();
  expect(outcomes).toEqual(["failed: timeout", "resting"]);
  expect(server.requests).toHaveLength(1);
});
