import { type Language, languages } from "../../src/model/message.ts";
import { placeholdersOf } from "../../src/reply/placeholder.ts";
import { modifiers } from "../../src/reply/formatters.ts";
import { readText } from "./read.ts";

export type Tree = { readonly [key: string]: string | readonly string[] | Tree };

export const locales = Object.fromEntries(
  languages.map((language) => [language, JSON.parse(readText(`locales/${language}.json`))]),
) as Record<Language, Tree>;

export interface Leaf {
  readonly key: string;
  readonly value: string | readonly string[];
}

export function leavesOf(tree: Tree, prefix = ""): Leaf[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = prefix + name;
    return isTree(value) ? leavesOf(value, `${key}.`) : [{ key, value }];
  });
}

function isTree(value: Tree[string]): value is Tree {
  return typeof value !== "string" && !Array.isArray(value);
}

export function sentencesOf(language: Language): { key: string; sentence: string }[] {
  return leavesOf(locales[language]).flatMap(({ key, value }) =>
    typeof value === "string" ? [{ key, sentence: value }] : [],
  );
}

const pluralForm = /_(?:zero|one|two|few|many|other)$/;

export function withoutPlural(key: string): string {
  return key.replace(pluralForm, "");
}

export function pluralFormOf(key: string): string | undefined {
  return pluralForm.exec(key)?.[0].slice(1);
}

export function keysOf(language: Language): Set<string> {
  return new Set(leavesOf(locales[language]).map(({ key }) => withoutPlural(key)));
}

/** What a sentence needs to be given: variables with their formatters, modifiers aside because languages differ in them. */
export function needsOf(sentence: string): string[] {
  return placeholdersOf(sentence).map(({ variable, steps }) => {
    const formatters = steps.filter(({ name }) => !Object.hasOwn(modifiers, name));
    return [variable, ...formatters.map(({ name, options }) => `${name} ${JSON.stringify(options)}`)].join(", ");
  });
}
