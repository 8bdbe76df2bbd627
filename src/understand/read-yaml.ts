/** Reads one YAML file against a zod schema; a mistake is told with the file, the line and the field, for people who are no programmers. */
import { readFileSync } from "node:fs";
import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

export class IntentsError extends Error {
  override readonly name = "IntentsError" as const;
}

export function readYaml<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines, uniqueKeys: true });
  const broken = document.errors[0];
  if (broken) throw new IntentsError(`${path}: ${broken.message}`);

  const read = schema.safeParse(document.toJS());
  if (read.success) return read.data;
  const complaints = read.error.issues.map((issue) => {
    const node = document.getIn(
      issue.path.filter((step) => typeof step !== "symbol"),
      true,
    );
    const line = isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1;
    return `${path}:${line}: ${issue.path.join(".") || "(file)"}: ${issue.message}`;
  });
  throw new IntentsError(complaints.join("\n"));
}
