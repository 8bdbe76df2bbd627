/** Holds every call against the published description of the Bot API: names, required fields, types and limits. */
import specJson from "../../fixtures/telegram/bot-api.json" with { type: "json" };
import overlayJson from "../../fixtures/telegram/bot-api-overlay.json" with { type: "json" };

export type Params = Record<string, unknown>;

/** A file that came as a part of a multipart form. */
export interface Upload {
  readonly filename: string;
  readonly bytes: Uint8Array;
}

interface Field {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
  readonly description?: string;
}
interface Shape {
  readonly fields?: readonly Field[];
  readonly subtypes?: readonly string[];
}
interface Spec {
  readonly methods: Record<string, Shape>;
  readonly types: Record<string, Shape>;
}
const spec: Spec = specJson;
const overlay: Spec = overlayJson;

export function isMethod(name: string): boolean {
  return Object.hasOwn(spec.methods, name);
}

/** Fields of a form are strings; what is no string in the description is JSON inside them. */
export function readForm(method: string, form: Params): Params {
  const fields = fieldsOf("methods", method);
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => {
      const field = fields.find((field) => field.name === name);
      const isText = !field || field.types.includes("String");
      return [name, isText || typeof value !== "string" ? value : parseJson(value)];
    }),
  );
}

/** Everything that is wrong with a call; empty when nothing is. */
export function problemsOf(method: string, params: Params): string[] {
  return problemsOfFields(fieldsOf("methods", method), params, method);
}

function problemsOfFields(fields: readonly Field[], value: Params, path: string): string[] {
  const unknown = Object.keys(value).filter((name) => !fields.some((field) => field.name === name));
  return [
    ...unknown.map((name) => `${path}.${name} is no parameter`),
    ...fields.flatMap((field) => problemsOfField(field, value[field.name], `${path}.${field.name}`)),
  ];
}

function problemsOfField(field: Field, value: unknown, path: string): string[] {
  if (value === undefined) return field.required ? [`${path} is missing`] : [];
  const attempts = field.types.map((type) => problemsOfType(type, value, path));
  const best = attempts.reduce((best, problems) => (problems.length < best.length ? problems : best));
  return best.length > 0 ? best : problemsOfLimit(field, value, path);
}

function problemsOfType(type: string, value: unknown, path: string): string[] {
  if (type.startsWith("Array of ")) {
    if (!Array.isArray(value)) return [`${path} must be a list`];
    return value.flatMap((item, at) => problemsOfType(type.slice("Array of ".length), item, `${path}[${at}]`));
  }
  const plain = plainTypes[type];
  if (plain) return plain(value) ? [] : [`${path} must be of type ${type}`];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path} must be a ${type}`];
  const { subtypes } = spec.types[type] ?? {};
  if (subtypes) {
    const attempts = subtypes.map((subtype) => problemsOfType(subtype, value, path));
    return attempts.some((problems) => problems.length === 0) ? [] : [`${path} is no ${type}`];
  }
  const fields = fieldsOf("types", type);
  // A type that the trimmed description leaves out is not looked into.
  return fields.length === 0 ? [] : problemsOfFields(fields, value as Params, path);
}

const plainTypes: Record<string, (value: unknown) => boolean> = {
  Integer: (value) => Number.isSafeInteger(value),
  Float: (value) => typeof value === "number",
  String: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  True: (value) => value === true,
  InputFile: (value) => typeof value === "object" && value !== null && "bytes" in value,
};

/** Limits "after entities parsing" are left to whoever parses the entities. */
function problemsOfLimit({ description }: Field, value: unknown, path: string): string[] {
  const limit = /(\d+)-(\d+)(?: (characters|bytes)( after entit)?)?/.exec(description ?? "");
  if (!limit || limit[4]) return [];
  const [, least, most, unit] = limit;
  const size = measure(value, unit);
  return size >= Number(least) && size <= Number(most) ? [] : [`${path} must be ${least}-${most} ${unit ?? ""}`.trim()];
}

function measure(value: unknown, unit: string | undefined): number {
  if (typeof value === "string") return unit === "bytes" ? Buffer.byteLength(value) : value.length;
  return Number(value);
}

function fieldsOf(part: keyof Spec, name: string): Field[] {
  return [...(spec[part][name]?.fields ?? []), ...(overlay[part][name]?.fields ?? [])];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
