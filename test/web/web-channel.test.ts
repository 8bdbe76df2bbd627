import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createFolderUploads, createMemoryUploads, type Uploads } from "../../src/channels/web/uploads.ts";
import { webChannel } from "./support/site.ts";

const message = (text: string) => ({ text, plain: text, buttons: [] });

test("a line that was not stored is not shown", async () => {
  const channel = webChannel();
  await expect(channel.receive("demo-donor", "message-1", { type: "text", text: "a" })).rejects.toThrow("not started");
  await channel.start(() => Promise.reject(new Error("no database")));
  await expect(channel.receive("demo-donor", "message-1", { type: "text", text: "a" })).rejects.toThrow("no database");
  expect(channel.history("demo-donor", 0)).toEqual([]);
});

test("conversations that nobody looks at are forgotten first, oldest first", async () => {
  const channel = webChannel({ lines: 10, conversations: 2 });
  await channel.send("watched", message("một"));
  const unwatch = channel.watch("watched", () => {});
  for (const address of ["a", "b", "c"]) await channel.send(address, message("hai"));
  expect(["watched", "a", "b", "c"].map((address) => channel.history(address, 0).length)).toEqual([1, 0, 0, 1]);
  unwatch();
  for (const address of ["d", "e"]) await channel.send(address, message("ba"));
  expect(["watched", "c", "d", "e"].map((address) => channel.history(address, 0).length)).toEqual([0, 0, 1, 1]);
});

test("a message that is too long for the page is refused as a value", async () => {
  expect(await webChannel().send("demo-donor", message("x".repeat(4_001)))).toMatchObject({ failure: "rejected" });
});

test("a press on an unknown button is shown as it came", async () => {
  const channel = webChannel();
  await channel.start(async () => {});
  await channel.receive("demo-donor", "press-001", { type: "press", data: "old:9" });
  expect(channel.history("demo-donor", 0)).toMatchObject([{ text: "old:9" }]);
});

describe.for(["memory", "a folder"])("uploads in %s", (kind) => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  async function make(maxBytes: number): Promise<{ uploads: Uploads; folder: string }> {
    const folder = await mkdtemp(join(tmpdir(), "uploads-"));
    folders.push(folder);
    const inside = join(folder, "new", "uploads");
    return {
      uploads: kind === "memory" ? createMemoryUploads(maxBytes) : createFolderUploads(inside, maxBytes),
      folder: inside,
    };
  }
  const bytes = (fill: number, length = 10) => new Uint8Array(length).fill(fill);

  test("equal bytes have one id and come back unchanged", async () => {
    const { uploads } = await make(100);
    const [first, second] = await Promise.all([uploads.put(bytes(1)), uploads.put(bytes(1))]);
    expect(first).toBe(second);
    expect(await uploads.get(first).then((found) => [...(found ?? [])])).toEqual([...bytes(1)]);
  });

  test("beyond the limit the oldest go, and what just came stays", async () => {
    const { uploads } = await make(25);
    const ids: string[] = [];
    for (let n = 1; n <= 4; n += 1) ids.push(await uploads.put(bytes(n)));
    const kept = await Promise.all(ids.map(async (id) => (await uploads.get(id)) !== null));
    expect(kept.at(-1)).toBe(true);
    expect(kept.filter(Boolean)).toHaveLength(2);
    const large = await uploads.put(bytes(9, 80));
    expect(await uploads.get(large)).not.toBeNull();
  });

  test("an id that is none finds nothing", async () => {
    const { uploads } = await make(100);
    for (const id of ["", "../../etc/passwd", "x".repeat(64), "0".repeat(64)]) expect(await uploads.get(id)).toBeNull();
  });

  test("nothing half-written stays behind", async () => {
    const { uploads, folder } = await make(100);
    const id = await uploads.put(bytes(1));
    expect(kind === "memory" ? [id] : await readdir(folder)).toEqual([id]);
  });
});

test("photos in a folder, whole or half-written, are forgotten after an hour", async () => {
  const folder = await mkdtemp(join(tmpdir(), "uploads-"));
  const uploads = createFolderUploads(folder, 100);
  const [old, recent] = [await uploads.put(Uint8Array.of(1)), await uploads.put(Uint8Array.of(2))];
  await writeFile(join(folder, `${old}.7.part`), "half");
  await writeFile(join(folder, "note.txt"), "not ours");
  const longAgo = new Date(Date.now() - 61 * 60_000);
  for (const name of [old, `${old}.7.part`, "note.txt"]) await utimes(join(folder, name), longAgo, longAgo);
  await uploads.forgetOld();
  expect((await readdir(folder)).toSorted()).toEqual([recent, "note.txt"].toSorted());
  await rm(folder, { recursive: true });
  await uploads.forgetOld();
});

test("photos in a folder outlive a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "uploads-"));
  const id = await createFolderUploads(folder, 100).put(Uint8Array.of(1, 2, 3));
  expect([...((await createFolderUploads(folder, 100).get(id)) ?? [])]).toEqual([1, 2, 3]);
  await rm(folder, { recursive: true });
});
