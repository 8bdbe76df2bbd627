/** The sentences of locales/ for tests of pages, without the product's own renderer. */
import { readFileSync } from "node:fs";
import type { Language, Params } from "../../../src/model/message.ts";
import type { Label, Say } from "../../../src/web/words.ts";

const sentences = { vi: read("vi"), en: read("en") };

function read(language: Language): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../../locales/${language}.json`, import.meta.url), "utf8"));
}

function find(key: string, language: Language): string | null {
  let here: unknown = sentences[language];
  for (const part of key.split(".")) here = (here as Record<string, unknown> | undefined)?.[part];
  return typeof here === "string" ? here : null;
}

export const say: Say = (key, params: Params, language) => {
  const form = params["count"] === 1 ? "one" : "other";
  const sentence = find(key, language) ?? find(`${key}_${form}`, language) ?? find(`${key}_other`, language);
  if (sentence === null) throw new Error(`No sentence ${key} in ${language}`);
  return sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));
};

export const label: Label = (kind, id, language, count = 2) => {
  const section = kind === "status" ? "status.need" : kind;
  return (
    find(`${section}.${id}`, language) ?? find(`${section}.${id}_${count === 1 ? "one" : "other"}`, language) ?? id
  );
};
