import { readFileSync } from "node:fs";
import { createReply, type Reply } from "../../src/reply/create-reply.ts";
import type { Resources } from "../../src/reply/sentences.ts";
import { type Language, languages, type Params } from "../../src/model/message.ts";

type Sentences = Resources[Language];

export function readLocale(language: Language): Exclude<Sentences, string> {
  return JSON.parse(readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), "utf8"));
}

/** The product's own words with a few test sentences beside them. */
export function replyWith(extra: Partial<Resources>, onMissing?: (problem: string) => void): Reply {
  const resources = Object.fromEntries(
    languages.map((language) => [language, Object.assign(readLocale(language), extra[language])]),
  ) as Resources;
  return createReply({ resources, ...(onMissing ? { onMissing } : {}) });
}

/** Writes one made-up sentence. */
export function write(sentence: string, params: Params, language: Language): string {
  return replyWith({ vi: { t: sentence }, en: { t: sentence } }).say("t", params, language);
}
