import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openPglite } from "../../src/act/embedded/pglite.ts";
import { readSchema, type Schema } from "../../src/act/embedded/migrate.ts";
import { readTemplate, templateKey } from "../../src/act/embedded/template.ts";
import { unpackTar } from "../../src/act/embedded/unpack-tar.ts";
import { projectFolder } from "../support/database.ts";

const { prelude } = readSchema({ migrationsFolder: join(projectFolder, "supabase/migrations"), seedFile: null });
const migration = (sql: string, name = "first") => ({ version: "20260101000000", name, sql });
const small: Schema = {
  prelude,
  migrations: [migration("create table public.a (b int);")],
  seed: "insert into public.a values (1);",
};

describe("a prepared database", { timeout: 240_000 }, () => {
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), "nhip-cau-cache-"));
  });
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  async function content(template: Uint8Array<ArrayBuffer>): Promise<unknown> {
    const database = await openPglite({ template });
    const rows = await database.transaction((query) => query("select b from public.a"));
    await database.close();
    return rows;
  }

  test("is made once, whole, and used again; a damaged one is made anew", async () => {
    await readTemplate(small, cache);
    const [name = ""] = readdirSync(cache);
    const file = join(cache, name);
    const made = readFileSync(file);
    const again = await readTemplate(small, cache);
    expect([readdirSync(cache), readFileSync(file).equals(made)]).toEqual([[name], true]);
    expect(await content(again)).toEqual([{ b: "1" }]);

    made[Math.floor(made.length / 2)]! ^= 0xff;
    writeFileSync(file, made);
    expect(await content(await readTemplate(small, cache))).toEqual([{ b: "1" }]);
    expect(readdirSync(cache)).toEqual([name]);
  });

  test("is made elsewhere when its folder cannot be written to", async () => {
    writeFileSync(join(cache, "file"), "no folder");
    expect(await content(await readTemplate(small, join(cache, "file/folder")))).toEqual([{ b: "1" }]);
  });

  test("is not left half-made when the SQL is wrong, and says what is wrong", async () => {
    const broken = { ...small, migrations: [migration("select nonsense;")] };
    await expect(readTemplate(broken, cache)).rejects.toThrow(
      'migration 20260101000000_first failed at line 1: column "nonsense" does not exist',
    );
    expect(readdirSync(cache)).toEqual([]);
  });
});

describe("the key of a prepared database", () => {
  test.for<[string, Partial<Schema>]>([
    ["another migration", { migrations: [migration("create table public.a (b bigint);")] }],
    ["another name", { migrations: [migration("create table public.a (b int);", "other")] }],
    ["another prelude", { prelude: `${prelude}\n` }],
    ["another seed", { seed: "insert into public.a values (2);" }],
    ["no seed", { seed: null }],
    [
      "a statement moved from migration to seed",
      { migrations: [migration("")], seed: `${small.migrations[0]!.sql}${small.seed}` },
    ],
  ])("changes with %s", ([, change], { expect }) => {
    expect(templateKey({ ...small, ...change })).not.toBe(templateKey(small));
  });

  test("is the same for the same SQL", () => {
    expect(templateKey(structuredClone(small))).toBe(templateKey(small));
  });
});

describe("unpacking", () => {
  const header = (name: string, size: number, type = "0") => {
    const block = Buffer.alloc(512);
    block.write(name, 0, "latin1");
    block.write(size.toString(8).padStart(11, "0"), 124, "latin1");
    block.write(type, 156, "latin1");
    return block;
  };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nhip-cau-tar-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("writes files and folders", () => {
    const tar = Buffer.concat([
      header("/base", 0, "5"),
      header("/base/1", 3),
      Buffer.from("abc".padEnd(512, "\0")),
      header("/empty", 0),
      Buffer.alloc(1_024),
    ]);
    unpackTar(tar, join(folder, "to"));
    expect([readFileSync(join(folder, "to/base/1"), "utf8"), readFileSync(join(folder, "to/empty"), "utf8")]).toEqual([
      "abc",
      "",
    ]);
  });

  test("writes nothing outside its folder", () => {
    unpackTar(Buffer.concat([header("../../outside", 0), Buffer.alloc(1_024)]), join(folder, "to"));
    expect([readdirSync(folder), readdirSync(join(folder, "to"))]).toEqual([["to"], ["outside"]]);
  });

  test("refuses an archive that ends too early", () => {
    expect(() => unpackTar(header("/cut", 3), join(folder, "to"))).toThrow("the archive ends inside /cut");
  });
});
