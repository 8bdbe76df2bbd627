/** Ids as words: terms of a section of locales/ ("clothing"), and places with their kind ("xã Giang Thành"). */
import { writeList } from "./format-list.ts";
import { asText, isRecord, type Scope, type TextFormatter } from "./scope.ts";

/** `term(in: sector)`: the word for an id, or for each id of a list; `join: or` puts "or" before the last. */
export const formatTerm: TextFormatter = (value, scope, options) => {
  const section = options["in"] ?? "";
  const ids = Array.isArray(value) ? value : [value];
  const words = ids.map((id) => writeTerm(asText(id), section, scope));
  return options["join"] === undefined ? words.join(", ") : writeList(words, scope, options["join"]);
};

function writeTerm(id: string, section: string, scope: Scope): string {
  const word = findTerm(id, section, scope);
  // Items may be a person's own words; every other section is complete.
  if (word === undefined && section !== "item") scope.problem(`${section} has no word for ${JSON.stringify(id)}`);
  return word ?? id;
}

/** The word for an id, or undefined. Only ids are looked up ("warm_clothes", "need.list"): free words could be taken for keys. */
export function findTerm(id: string, section: string, scope: Scope): string | undefined {
  const key = `${section}.${id}`;
  return /^[\w-]+(?:\.[\w-]+)?$/.test(id) && scope.has(key) ? scope.words(key) : undefined;
}

/** `{ name, kind }`, or a bare name. */
export const formatArea: TextFormatter = (value, scope) => {
  const { name, kind } = isRecord(value) ? value : { name: value };
  if (typeof name !== "string") {
    scope.problem(`a place was expected, not ${JSON.stringify(value)}`);
    return "";
  }
  // Kinds come with diacritics from some sources ("tỉnh"); the ids have none.
  const id = typeof kind === "string" ? kind.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(" ", "-") : "";
  return scope.has(`area_kind.${id}`) ? scope.words(`area_kind.${id}`, { name }) : name;
};
