import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { worksNow } from "../../src/converse/begin.ts";
import { type Intent, intentSchema } from "../../src/model/intent.ts";
import type { Language } from "../../src/model/message.ts";
import { parse } from "yaml";
import { keysOf } from "../guards/locale-file.ts";
import { readFiles } from "../guards/read.ts";
import { openTestApp, personas, reply, type TestApp } from "../support/app.ts";

const notYet: readonly Intent[] = readFiles("intents/*.yaml")
  .map(({ text }) => intentSchema.parse(parse(text)))
  .filter((intent) => !worksNow(intent));

const speakerOf = ({ roles }: Intent): string => personas.find(({ role }) => role === roles[0])?.id ?? "somebody";

let opened: TestApp;

beforeAll(async () => {
  opened = await openTestApp({ demo: true });
  await opened.app.drain();
});

afterAll(() => opened.close());

async function answers(address: string, text: string): Promise<string[]> {
  opened.web.sent.length = 0;
  await opened.app.ingest([opened.web.event(address, { type: "text", text }, { name: "Somebody" })]);
  await opened.app.drain();
  expect(opened.faults).toEqual([]);
  return opened.web.sent.filter((heard) => heard.address === address).map(({ message }) => message.plain);
}

test.for(["vi", "en"] as const)("exactly what does not work yet has a sentence in %s that says so", (language) => {
  const told = [...keysOf(language)].filter((key) => key.startsWith("not_yet."));
  expect(told.toSorted()).toEqual(notYet.map(({ intent }) => `not_yet.${intent}`).toSorted());
});

describe.for(["vi", "en"] as const satisfies readonly Language[])(
  "asked in %s for what does not work yet",
  (language) => {
    test.for(notYet.map((intent) => [intent.intent, intent] as const))(
      "%s is told honestly",
      async ([name, intent]) => {
        const speaker = speakerOf(intent);
        const said = intent.examples[language][0] ?? "";
        expect(await answers(speaker, said)).toEqual([reply.say(`not_yet.${name}`, {}, language)]);
      },
    );
  },
);
