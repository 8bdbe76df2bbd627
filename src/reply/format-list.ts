/** Several things in one sentence: "a, b và c". */
import type { Scope, TextFormatter } from "./scope.ts";

/** `word`: what stands before the last part, `and` or `or`. */
export function writeList(parts: readonly string[], scope: Scope, word = "and"): string {
  const last = parts.at(-1) ?? "";
  if (parts.length < 2) return last;
  return scope.words(`format.list_${word}`, { list: parts.slice(0, -1).join(", "), last });
}

export const formatList: TextFormatter = (value, scope) =>
  writeList((Array.isArray(value) ? value : [value]).map(String), scope);
