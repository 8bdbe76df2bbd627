/** Reads the parameters of a call from every form that the Bot API takes. */
import type { IncomingMessage } from "node:http";
import { readForm } from "./bot-api.ts";
import type { Params, Upload } from "./bot-api.ts";
import { Violation } from "./refusal.ts";

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function readParams(method: string, url: URL, contentType: string, body: Buffer): Params {
  const query = readForm(method, Object.fromEntries(url.searchParams));
  if (body.length === 0) return query;
  if (contentType.startsWith("application/json")) return { ...query, ...readJson(body) };
  if (contentType.startsWith("multipart/form-data")) {
    return { ...query, ...readForm(method, readMultipart(contentType, body)) };
  }
  return { ...query, ...readForm(method, Object.fromEntries(new URLSearchParams(body.toString()))) };
}

function readJson(body: Buffer): Params {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Params;
  } catch {
    throw new Violation("can't parse request body: it is no JSON");
  }
  throw new Violation("can't parse request body: it is no JSON object");
}

/** A field that says `attach://name` stands for the part of that name. */
function readMultipart(contentType: string, body: Buffer): Params {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new Violation("can't parse multipart form: no boundary");
  const parts = splitParts(body, `--${boundary}`).map(readPart);
  const fields = new Map(parts.map(({ name, value }) => [name, value]));
  const attached = new Set<string>();
  const params: Params = {};
  for (const [name, value] of fields) {
    const target = typeof value === "string" ? /^attach:\/\/(.+)$/.exec(value)?.[1] : undefined;
    if (target !== undefined) attached.add(target);
    params[name] = target === undefined ? value : fields.get(target);
  }
  return Object.fromEntries(Object.entries(params).filter(([name]) => !attached.has(name)));
}

function splitParts(body: Buffer, delimiter: string): Buffer[] {
  const parts: Buffer[] = [];
  let from = body.indexOf(delimiter);
  while (from >= 0) {
    const start = from + delimiter.length;
    const end = body.indexOf(`\r\n${delimiter}`, start);
    if (end < 0) break;
    parts.push(body.subarray(start + 2, end));
    from = end + 2;
  }
  return parts;
}

function readPart(part: Buffer): { name: string; value: string | Upload } {
  const headerEnd = part.indexOf("\r\n\r\n");
  const header = part.subarray(0, headerEnd).toString();
  const content = part.subarray(headerEnd + 4);
  const name = /[;\s]name="?([^";\r\n]+)"?/i.exec(header)?.[1] ?? "";
  // grammY does not quote the file name.
  const filename = /filename="?([^";\r\n]+)"?/i.exec(header)?.[1];
  return { name, value: filename === undefined ? content.toString() : { filename, bytes: new Uint8Array(content) } };
}
