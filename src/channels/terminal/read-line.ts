/** The few lines that the terminal itself understands; everything else is said to the product. */
export type TypedLine =
  | { readonly type: "nothing" }
  | { readonly type: "quit" }
  | { readonly type: "as"; readonly role: string }
  | { readonly type: "photo"; readonly path: string; readonly caption: string }
  | { readonly type: "start"; readonly parameter?: string }
  | { readonly type: "text"; readonly text: string };

/** `/photo path caption`; a path with spaces stands in quotes. */
const photo = /^\/photo\s+(?:"([^"]+)"|(\S+))\s*(.*)$/su;

export function readLine(line: string): TypedLine {
  const trimmed = line.trim();
  if (trimmed === "") return { type: "nothing" };
  if (trimmed === "/quit") return { type: "quit" };
  const [, role] = /^\/as\s+(\S+)$/.exec(trimmed) ?? [];
  if (role) return { type: "as", role };
  const [, quoted, bare, caption = ""] = photo.exec(trimmed) ?? [];
  const path = quoted ?? bare;
  if (path) return { type: "photo", path, caption };
  const [start, parameter] = /^\/start(?:\s+(\S+))?$/.exec(trimmed) ?? [];
  if (start) return parameter ? { type: "start", parameter } : { type: "start" };
  return { type: "text", text: line };
}
