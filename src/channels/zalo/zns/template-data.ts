/** The values of a message as a template takes them: short strings under the names that the template was approved with. */
import type { Json, Params } from "../../../model/message.ts";

/** How a message is said by template. */
export interface Template {
  readonly id: string;
  /** Name in the template to path in the message, for example `{"ma": "pledge.code"}`. Absent: every value, named by its path with underscores. */
  readonly data?: Readonly<Record<string, string>>;
}

/** The shortest limit of a parameter that is published (names, codes, labels). */
const maxValue = 30;
const numbers = new Intl.NumberFormat("vi-VN");

export function templateData({ data }: Template, params: Params): Record<string, string> {
  const values = new Map(flatten(params, []));
  const wanted = data
    ? Object.entries(data).map(([name, path]) => [name, values.get(path)] as const)
    : [...values].map(([path, value]) => [path.replaceAll(".", "_"), value] as const);
  return Object.fromEntries(wanted.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Lists and what is absent have no place in a template. */
function flatten(value: Json | undefined, path: readonly string[]): [path: string, value: string][] {
  if (value === null || value === undefined || typeof value === "boolean" || Array.isArray(value)) return [];
  if (typeof value === "object")
    return Object.entries(value).flatMap(([name, inner]) => flatten(inner, [...path, name]));
  const written = typeof value === "number" ? numbers.format(value) : writeText(value);
  return written === "" ? [] : [[path.join("."), written]];
}

function writeText(text: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (day) return `${day[3]}/${day[2]}/${day[1]}`;
  const line = text.normalize("NFC").replaceAll(/\s+/g, " ").trim();
  const letters = Array.from(new Intl.Segmenter("vi").segment(line), ({ segment }) => segment);
  let short = "";
  for (const letter of letters) {
    if (short.length + letter.length > maxValue) return `${short.slice(0, maxValue - 1).trimEnd()}…`;
    short += letter;
  }
  return short;
}
