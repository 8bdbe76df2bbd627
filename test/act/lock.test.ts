import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { acquireLock } from "../../src/act/embedded/lock.ts";
import { endChildren, startChild } from "../support/child.ts";

const holder = new URL("../support/hold-lock.ts", import.meta.url);
const gonePid = 2 ** 22 + 1;

describe("the lock of the database folder", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nhip-cau-lock-"));
    file = join(folder, "database.lock");
  });
  afterEach(() => {
    endChildren();
    rmSync(folder, { recursive: true, force: true });
  });

  const leave = (change: object, ageSeconds = 0) => {
    const content = { id: "left", pid: gonePid, started: null, host: hostname(), ...change };
    writeFileSync(file, JSON.stringify(content));
    const written = new Date(Date.now() - ageSeconds * 1_000);
    utimesSync(file, written, written);
  };

  test("is refused while another process holds it, naming that process and what to do", async () => {
    const other = startChild(holder, [file]);
    expect(await other.line()).toBe("held");
    expect(() => acquireLock(file)).toThrow(
      expect.objectContaining({
        name: "DatabaseInUse",
        pid: other.pid,
        message: `The database is in use by process ${other.pid}. Stop that process first, or use another data folder. (${file})`,
      }),
    );
    await other.end();
  });

  test("is free again when its holder ends", async () => {
    const other = startChild(holder, [file]);
    await other.line();
    await other.end();
    const lock = acquireLock(file);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  test("is taken over from a holder that was killed", async () => {
    const other = startChild(holder, [file]);
    await other.line();
    await other.kill();
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: other.pid });
    const lock = acquireLock(file);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  test("is refused to a second opening in the same process", () => {
    const lock = acquireLock(file);
    expect(() => acquireLock(file)).toThrow(`in use by process ${process.pid}`);
    lock.release();
    acquireLock(file).release();
  });

  test("goes to exactly one of several that find a dead holder", async () => {
    leave({});
    const rivals = Array.from({ length: 6 }, () => startChild(holder, [file]));
    const words = await Promise.all(rivals.map((rival) => rival.line()));
    await Promise.all(rivals.map((rival) => rival.end()));
    expect(words.toSorted()).toEqual([...Array.from({ length: 5 }, () => "DatabaseInUse"), "held"]);
  });

  test("is taken over when its number now belongs to a later process", () => {
    leave({ pid: process.pid, started: "at another time" });
    const lock = acquireLock(file);
    lock.release();
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });

  test("is refused while a holder on another machine shows that it is alive", () => {
    leave({ host: "elsewhere" });
    expect(() => acquireLock(file)).toThrow(`in use by process ${gonePid} on elsewhere`);
  });

  test("is taken over from another machine that fell silent", () => {
    leave({ host: "elsewhere" }, 31);
    const lock = acquireLock(file);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  test("is refused while its file is still empty, and taken over when it stayed empty", () => {
    writeFileSync(file, "");
    expect(() => acquireLock(file)).toThrow("Another process is just opening the database");
    const written = new Date(Date.now() - 11_000);
    utimesSync(file, written, written);
    const lock = acquireLock(file);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  test("is not released by somebody who lost it", () => {
    const lock = acquireLock(file);
    leave({ pid: process.pid });
    lock.release();
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ id: "left" });
  });
});
