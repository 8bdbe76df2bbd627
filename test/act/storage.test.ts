import { createClient } from "@supabase/supabase-js";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFetch } from "../../src/act/embedded/rpc-handler.ts";
import type { Runner } from "../../src/act/embedded/runner.ts";
import { createStorage } from "../../src/act/embedded/storage.ts";
import { createStore } from "../../src/act/store.ts";
import { signToken, type TokenRole } from "../../src/act/token.ts";
import { anonKey, databaseUrl, jwtSecret } from "../support/database.ts";

const now = () => new Date("2026-10-15T09:00:00+07:00");
const photo = new Uint8Array([0xff, 0xd8, 0xff, 0, 1, 2, 255]);
const noDatabase: Runner = {
  kind: "postgres",
  transaction: () => Promise.reject(new Error("storage needs no database")),
  close: () => Promise.resolve(),
};

describe("keeping photos in a folder", () => {
  let parent: string;
  let folder: string;
  let fetch: typeof globalThis.fetch;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "nhip-cau-storage-"));
    folder = join(parent, "files");
    fetch = createFetch({ runner: noDatabase, storage: createStorage({ folder }), jwtSecret, anonKey, now });
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const store = () => createStore({ url: databaseUrl, key: anonKey, jwtSecret, fetch, now });
  const authorization = (role: TokenRole) =>
    `Bearer ${signToken({ role, sub: "p1", now: now(), lifetimeSeconds: 60, secret: jwtSecret })}`;
  const files = (role: TokenRole = "nhip_cau_worker") =>
    createClient(databaseUrl, anonKey, { global: { fetch }, accessToken: () => Promise.resolve(null) })
      .storage.from("files")
      .setHeader("authorization", authorization(role));
  const raw = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${databaseUrl}/storage/v1/${path}`, {
      method: "POST",
      body: photo,
      headers: { authorization: authorization("nhip_cau_worker") },
      ...init,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test("a photo comes back as it was, with its type", async () => {
    await store().putFile({ as: "worker" }, "2026/GN26-001/a.jpg", photo, "image/jpeg");
    const { data } = await files().download("2026/GN26-001/a.jpg");
    expect([data?.type, new Uint8Array(await data!.arrayBuffer())]).toEqual(["image/jpeg", photo]);
  });

  test("the same photo twice is not an error, another one under its name is", async () => {
    await store().putFile({ as: "worker" }, "a.jpg", photo, "image/jpeg");
    await store().putFile({ as: "worker" }, "a.jpg", photo, "image/jpeg");
    const other = store().putFile({ as: "worker" }, "a.jpg", new Uint8Array([1]), "image/jpeg");
    await expect(other).rejects.toMatchObject({ name: "StoreError", code: "storage_409", retryable: false });
    const { data } = await files().download("a.jpg");
    expect(new Uint8Array(await data!.arrayBuffer())).toEqual(photo);
  });

  test("a storage that reports every second upload, as the hosted one does, is asked what it holds", async () => {
    const strict: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      const { data } = request.method === "POST" ? await files().download("a.jpg") : { data: null };
      const duplicate = { statusCode: "409", error: "Duplicate", message: "The resource already exists" };
      return data ? Response.json(duplicate, { status: 400 }) : await fetch(request);
    };
    const hosted = createStore({ url: databaseUrl, key: anonKey, jwtSecret, fetch: strict, now });
    await hosted.putFile({ as: "worker" }, "a.jpg", photo, "image/jpeg");
    await hosted.putFile({ as: "worker" }, "a.jpg", photo, "image/jpeg");
    await expect(hosted.putFile({ as: "worker" }, "a.jpg", new Uint8Array([1]), "image/jpeg")).rejects.toThrow(
      "already exists",
    );
  });

  test("nothing half-written is left beside it", async () => {
    await store().putFile({ as: "worker" }, "b/a.jpg", photo, "image/jpeg");
    expect(readdirSync(join(folder, "b"))).toEqual(["a.jpg"]);
  });

  test("a person may keep a photo, nobody in particular may not", async () => {
    await store().putFile({ as: "person", personId: "p1" }, "a.jpg", photo, "image/jpeg");
    const refused = store().putFile({ as: "public" }, "b.jpg", photo, "image/jpeg");
    await expect(refused).rejects.toMatchObject({ code: "storage_403" });
    expect((await files("anon").download("a.jpg")).error?.message).toContain("row-level security");
  });

  test("a photo that is not there is not found", async () => {
    const { error } = await files().download("none.jpg");
    expect(error).toMatchObject({ statusCode: "404", message: "Object not found" });
  });

  test.for([
    "object/files/../../secret.jpg",
    "object/files/%2e%2e/secret.jpg",
    "object/files/..%2fsecret.jpg",
    "object/files/a%00.jpg",
    "object/files/a%5cb.jpg",
    "object/files/.hidden",
    "object/files//a.jpg",
    "object/files",
    `object/files/${"a".repeat(300)}`,
    "object/files/C:/a.jpg",
  ])("the path %s leads nowhere", async (path, { expect }) => {
    const { status, body } = await raw(path);
    expect([400, 404]).toContain(status);
    expect(["InvalidKey", "NotImplemented", "PGRST125", "NoSuchBucket"]).toContain(body["error"] ?? body["code"]);
    expect(existsSync(folder)).toBe(false);
  });

  test.for<[string, string, RequestInit]>([
    ["listing", "object/list/files", { body: "{}" }],
    ["signing an address", "object/sign/files/a.jpg", { body: "{}" }],
    ["deleting", "object/files/a.jpg", { method: "DELETE" }],
    ["replacing", "object/files/a.jpg", { method: "PUT" }],
    ["another bucket", "object/avatars/a.jpg", {}],
    ["making a bucket", "bucket", { body: "{}" }],
  ])("%s is answered with an error", async ([, path, init], { expect }) => {
    const { status, body } = await raw(path, init);
    expect([status, typeof body["message"]]).toEqual([400, "string"]);
  });

  test("overwriting on purpose is answered with an error", async () => {
    const { error } = await files().upload("a.jpg", photo, { upsert: true });
    expect(error).toMatchObject({ statusCode: "501" });
  });

  test("a form instead of plain bytes is answered with an error", async () => {
    const { error } = await files().upload("a.jpg", new Blob([photo]));
    expect(error).toMatchObject({ statusCode: "501" });
  });
});
