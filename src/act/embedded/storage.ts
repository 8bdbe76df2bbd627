/**
 * Supabase Storage over a local folder, as far as photos of deliveries need it: upload and download.
 * Every other storage call is answered with an error.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileBucket } from "../file-bucket.ts";
import type { Identity } from "./identity.ts";
import type { StorageHandler } from "./rpc-handler.ts";
import { syncPath, writeDurably } from "./durable-file.ts";

export interface StorageOptions {
  readonly folder: string;
}

const objectPath = /^\/storage\/v1\/object\/([^/]+)\/(.+)$/;
/** Words that stand where a bucket's name does when something else than an object is meant. */
const otherServices = new Set(["list", "list-v2", "sign", "public", "authenticated", "info", "move", "copy", "upload"]);
/** Names that every filesystem takes as they are; a leading dot is left to files in the making. */
const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/;
const allowedRoles: readonly Identity["role"][] = ["authenticated", "nhip_cau_worker"];

const mimeByExtension: Readonly<Record<string, string>> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".pdf": "application/pdf",
};

export function createStorage({ folder }: StorageOptions): StorageHandler {
  return async (request, identity) => {
    const [, bucket, key] = objectPath.exec(new URL(request.url).pathname) ?? [];
    const wanted = request.method === "POST" || request.method === "GET";
    if (bucket === undefined || key === undefined || otherServices.has(bucket) || !wanted) {
      return failure(501, "NotImplemented", "this storage only uploads and downloads");
    }
    if (bucket !== fileBucket) return failure(404, "NoSuchBucket", "Bucket not found");
    const segments = key.split("/");
    if (!segments.every((name) => segment.test(name))) return failure(400, "InvalidKey", `Invalid key: ${key}`);
    if (!allowedRoles.includes(identity.role))
      return failure(403, "AccessDenied", "new row violates row-level security policy");
    const file = join(folder, ...segments);
    return request.method === "GET" ? await download(file) : await upload(file, key, request);
  };
}

async function download(file: string): Promise<Response> {
  const bytes = await readWhole(file);
  if (!bytes) return failure(404, "NoSuchKey", "Object not found");
  return new Response(bytes, {
    headers: { "content-type": mimeByExtension[extname(file).toLowerCase()] ?? "application/octet-stream" },
  });
}

async function upload(file: string, key: string, request: Request): Promise<Response> {
  const upsert = request.headers.get("x-upsert") === "true";
  const form = request.headers.get("content-type")?.startsWith("multipart/") ?? false;
  if (upsert || form) return failure(501, "NotImplemented", "this storage takes plain bytes and overwrites nothing");
  const bytes = new Uint8Array(await request.arrayBuffer());
  const existing = await readWhole(file);
  if (existing && !Buffer.from(existing).equals(bytes)) return failure(409, "Duplicate", "The resource already exists");
  if (!existing) keep(file, bytes);
  return Response.json({ Key: `${fileBucket}/${key}`, Id: key });
}

function keep(file: string, bytes: Uint8Array): void {
  const folder = dirname(file);
  const made = mkdirSync(folder, { recursive: true });
  writeDurably(file, join(folder, `.${randomBytes(8).toString("hex")}`), bytes);
  if (made !== undefined) syncPath(dirname(made));
}

async function readWhole(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR")) return null;
    throw error;
  }
}

/** Storage answers every refusal with HTTP 400 and puts the meaning into the body. */
function failure(statusCode: number, error: string, message: string): Response {
  return Response.json({ statusCode: String(statusCode), error, message }, { status: 400 });
}
