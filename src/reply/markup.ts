/**
 * The little markup that sentences may use: `<b>`, `<i>`, `<code>`. Values are always escaped, so a tag in a finished
 * sentence was written by us, and markup can be taken away again without touching what a person wrote.
 */

/**
 * Stands where an optional part was left out; removed together with the space it would have needed.
 * A private-use character, so no value may bring one along.
 */
export const absent = "\uE000";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const characters: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Only these three: messengers print other entities as they stand. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => entities[character] ?? character);
}

export function withoutAbsent(text: string): string {
  if (!text.includes(absent)) return text;
  return text
    .replaceAll(/\n[ \t]*\uE000[ \t]*(?=\n|$)/g, "")
    .replaceAll(/^\uE000[ \t]*\n?/gm, "")
    .replaceAll(/[ \t]?\uE000/g, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trimEnd();
}

/** One piece of a marked-up sentence: a tag, an entity, or the text between them. */
export type MarkupToken =
  | { readonly type: "open"; readonly tag: string }
  | { readonly type: "close"; readonly tag: string }
  | { readonly type: "entity"; readonly markup: string; readonly text: string }
  | { readonly type: "text"; readonly text: string };

export function readMarkup(markup: string): MarkupToken[] {
  return [...markup.matchAll(/<(\/?)(b|i|code)>|(&(?:amp|lt|gt);)|(?:(?!<\/?(?:b|i|code)>|&(?:amp|lt|gt);)[^])+/g)].map(
    ([whole, slash, tag, entity]) => {
      if (tag) return { type: slash ? "close" : "open", tag };
      if (entity) return { type: "entity", markup: entity, text: characters[entity] ?? entity };
      return { type: "text", text: whole };
    },
  );
}

export function toPlain(markup: string): string {
  return readMarkup(markup)
    .map((token) => ("text" in token ? token.text : ""))
    .join("");
}
