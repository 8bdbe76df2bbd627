/** Markdown tables, with cells that cannot break them. */

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => safe(String(cell))).join(" | ")} |`).join("\n");
}

export function safe(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
