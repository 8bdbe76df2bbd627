/**
 * Writes the database's catalogue as TypeScript, in the layout of `supabase gen types`, so that supabase-js knows every
 * function by name. Our own few queries, because the Supabase CLI is 140 MB and wants a server to connect to.
 */
import { z } from "zod";
import { columnsQuery, foreignKeysQuery, functionsQuery, typeSchema, type CatalogueType } from "./catalogue-queries.ts";
import type { Query } from "./embedded/runner.ts";

const columnSchema = z.object({
  table: z.string(),
  name: z.string(),
  type: typeSchema,
  nullable: z.boolean(),
  /** May be left out of an insert. */
  optional: z.boolean(),
  /** Computed by the database, never written. */
  generated: z.boolean(),
});
type Column = z.infer<typeof columnSchema>;

const foreignKeySchema = z.object({
  name: z.string(),
  table: z.string(),
  columns: z.array(z.string()),
  oneToOne: z.boolean(),
  referenced: z.string(),
  referencedColumns: z.array(z.string()),
});

const parameterSchema = z.object({
  name: z.string(),
  mode: z.enum(["in", "out", "table"]),
  type: typeSchema,
  optional: z.boolean(),
});
const functionSchema = z.object({
  name: z.string(),
  parameters: z.array(parameterSchema),
  returns: typeSchema,
  set: z.boolean(),
});
type CatalogueFunction = z.infer<typeof functionSchema>;

const head = `// Written by \`npm run types:database\` from supabase/migrations. Not edited by hand.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];
`;

export async function generateTypes(query: Query): Promise<string> {
  const columns = await read(query, columnsQuery, columnSchema);
  const keys = await read(query, foreignKeysQuery, foreignKeySchema);
  const functions = await read(query, functionsQuery, functionSchema);
  const tables = Map.groupBy(columns, (column) => column.table);

  const tableBlocks = [...tables].map(([table, list]) => {
    const relationships = keys.filter((key) => key.table === table).map(relationship);
    const members = [
      `Row: ${record(list.map(rowMember))};`,
      "ComputedFields: never;",
      `Insert: ${record(list.map((column) => writeMember(column, column.optional)))};`,
      `Update: ${record(list.map((column) => writeMember(column, true)))};`,
      `Relationships: [${relationships.join(", ")}];`,
    ];
    return `${key(table)}: {\n${indent(members.join("\n"))}\n};`;
  });
  const functionLines = [...Map.groupBy(functions, (called) => called.name)].map(([name, overloads]) => {
    const shapes = overloads.map((called) => functionShape(called, tables));
    return `${key(name)}: ${shapes.join(" | ")};`;
  });
  const nothing = "{ [_ in never]: never };";
  const sections = [
    `Tables: {\n${indent(tableBlocks.join("\n"))}\n};`,
    `Views: ${nothing}`,
    `Functions: {\n${indent(functionLines.join("\n"))}\n};`,
    `Enums: ${nothing}`,
    `CompositeTypes: ${nothing}`,
  ];
  return `${head}\nexport type Database = {\n  public: {\n${indent(indent(sections.join("\n")))}\n  };\n};\n`;
}

async function read<T>(query: Query, sql: string, schema: z.ZodType<T>): Promise<T[]> {
  await query("select pg_catalog.set_config('search_path', '', true)");
  const rows = await query(sql, []);
  return rows.map((row) => schema.parse(JSON.parse(row["item"] ?? "null")));
}

function functionShape({ parameters, returns, set }: CatalogueFunction, tables: Map<string, Column[]>): string {
  const inputs = parameters.filter((parameter) => parameter.mode === "in").toSorted(byName);
  const results = parameters.filter((parameter) => parameter.mode === "table").toSorted(byName);
  const args = inputs.map(
    (parameter) => `${key(parameter.name)}${parameter.optional ? "?" : ""}: ${typeName(parameter.type)}`,
  );
  const item =
    results.length > 0
      ? record(results.map((result) => `${key(result.name)}: ${typeName(result.type)}`))
      : returns.category === "row"
        ? record((tables.get(returns.name) ?? []).map(rowMember))
        : typeName(returns);
  return `{ Args: ${args.length > 0 ? record(args) : "Record<PropertyKey, never>"}; Returns: ${item}${set ? "[]" : ""} }`;
}

const numbers = new Set(["int2", "int4", "int8", "float4", "float8", "numeric"]);
const texts = new Set([
  "text",
  "varchar",
  "bpchar",
  "uuid",
  "date",
  "time",
  "timetz",
  "timestamp",
  "timestamptz",
  "interval",
  "bytea",
]);

function typeName({ category, name }: CatalogueType): string {
  if (category === "array") return `(${typeName({ category: "base", name })})[]`;
  if (name === "bool") return "boolean";
  if (name === "void") return "undefined";
  if (name === "record") return "Record<string, unknown>";
  if (name === "json" || name === "jsonb") return "Json";
  if (numbers.has(name)) return "number";
  return texts.has(name) ? "string" : "unknown";
}

function columnType({ type, nullable }: Column): string {
  const name = typeName(type);
  if (nullable) return `${name} | null`;
  return name === "Json" ? "NonNullable<Json>" : name;
}

function rowMember(column: Column): string {
  return `${key(column.name)}: ${columnType(column)}`;
}

function writeMember(column: Column, optional: boolean): string {
  if (column.generated) return `${key(column.name)}?: never`;
  return `${key(column.name)}${optional ? "?" : ""}: ${columnType(column)}`;
}

function relationship(foreign: z.infer<typeof foreignKeySchema>): string {
  return record([
    `foreignKeyName: ${JSON.stringify(foreign.name)}`,
    `columns: ${JSON.stringify(foreign.columns)}`,
    `isOneToOne: ${foreign.oneToOne}`,
    `referencedRelation: ${JSON.stringify(foreign.referenced)}`,
    `referencedColumns: ${JSON.stringify(foreign.referencedColumns)}`,
  ]);
}

function record(members: readonly string[]): string {
  return `{ ${members.join("; ")} }`;
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
