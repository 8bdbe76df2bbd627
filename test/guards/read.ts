import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export function readFiles(pattern: string): SourceFile[] {
  return globSync(pattern, { cwd: root, exclude: ["**/node_modules/**"] })
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(root + path, "utf8") }));
}

export function readText(path: string): string {
  return readFileSync(root + path, "utf8");
}

export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}

export function migrations(): string {
  return readFiles("supabase/migrations/*.sql")
    .map(({ text }) => text.replaceAll(/--.*$/gm, "").replaceAll(/\/\*[^]*?\*\//g, ""))
    .join("\n");
}
