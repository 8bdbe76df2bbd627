/** Reads HTML markup as the Bot API does, with its own words for what is wrong. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}
export type Marked =
  | { readonly ok: true; readonly text: string; readonly entities: readonly Entity[] }
  | { readonly ok: false; readonly problem: string };

const entityTypes: Record<string, string> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  span: "spoiler",
  "tg-spoiler": "spoiler",
  "tg-emoji": "custom_emoji",
  code: "code",
  pre: "pre",
  a: "text_link",
  blockquote: "blockquote",
};
const characters: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

export function readHtml(source: string): Marked {
  const open: { tag: string; offset: number; url: string | undefined }[] = [];
  const entities: Entity[] = [];
  let text = "";
  let at = 0;
  const fail = (problem: string): Marked => ({ ok: false, problem });
  while (at < source.length) {
    const offset = Buffer.byteLength(source.slice(0, at));
    const end = /^<\/([^\s>]*)(\s*)(>?)/.exec(source.slice(at));
    if (end) {
      const last = open.pop();
      if (!last) return fail(`Unexpected end tag at byte offset ${offset}`);
      if (end[3] === "") return fail(`Unclosed end tag at byte offset ${offset}`);
      const name = (end[1] ?? "").toLowerCase();
      if (name !== "" && name !== last.tag) {
        return fail(`Unmatched end tag at byte offset ${offset}, expected "</${last.tag}>", found "</${name}>"`);
      }
      entities.push(entityOf(last, text.length));
      at += end[0].length;
    } else if (source[at] === "<") {
      const start = /^<([^\s>]*)([^>]*)(>?)/.exec(source.slice(at));
      const tag = (start?.[1] ?? "").toLowerCase();
      if (start?.[3] !== ">") return fail(`Unclosed start tag at byte offset ${offset}`);
      if (!Object.hasOwn(entityTypes, tag)) return fail(`Unsupported start tag "${tag}" at byte offset ${offset}`);
      const attributes = start[2] ?? "";
      if (tag === "span" && !/class\s*=\s*["']?tg-spoiler/.test(attributes)) {
        return fail(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`);
      }
      open.push({ tag, offset: text.length, url: /href\s*=\s*["']?([^"'\s>]*)/.exec(attributes)?.[1] });
      at += start[0].length;
    } else {
      const [length, character] = characterAt(source, at);
      text += character;
      at += length;
    }
  }
  const left = open.pop();
  if (left) return fail(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return trimmed(text, entities);
}

function entityOf(open: { tag: string; offset: number; url: string | undefined }, end: number): Entity {
  return {
    type: entityTypes[open.tag] ?? open.tag,
    offset: open.offset,
    length: end - open.offset,
    ...(open.url !== undefined && { url: open.url }),
  };
}

function characterAt(source: string, at: number): [length: number, character: string] {
  const escaped = /^&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot));?/i.exec(source.slice(at, at + 12));
  if (!escaped) return [1, source[at] ?? ""];
  const [all, decimal, hex, name] = escaped;
  if (name) return [all.length, characters[name.toLowerCase()] ?? all];
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16);
  return code > 0 && code <= 0x10ffff ? [all.length, String.fromCodePoint(code)] : [1, "&"];
}

function trimmed(text: string, entities: readonly Entity[]): Marked {
  const shift = text.length - text.trimStart().length;
  const kept = text.trim();
  return {
    ok: true,
    text: kept,
    entities: entities
      .filter(({ length }) => length > 0)
      .map((entity) => ({ ...entity, offset: Math.max(0, entity.offset - shift) }))
      .toSorted((a, b) => a.offset - b.offset),
  };
}
