import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callControl } from "../../src/control/call-control.ts";
import { controlPath } from "../../src/control/control-path.ts";
import { type ControlHandler, createControlServer } from "../../src/control/control-server.ts";
import { handOver } from "../../src/control/hand-over.ts";

let folder = "";
let path = "";
const cleanups: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "control-"));
  path = join(folder, "data", "control.sock");
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
  await rm(folder, { recursive: true, force: true });
});

async function serve(handlers: Record<string, ControlHandler> = {}): Promise<ReturnType<typeof createControlServer>> {
  const server = createControlServer(path, handlers);
  await server.start();
  cleanups.push(() => server.stop());
  return server;
}

test("a command is carried out by the running product", async () => {
  await serve({ invite: async (body) => ({ code: "ABC", asked: body }) });
  expect(await callControl(path, "invite", { role: "commune_officer", area: "Giang Thành" })).toEqual({
    type: "answered",
    value: { code: "ABC", asked: { role: "commune_officer", area: "Giang Thành" } },
  });
});

test("a command that fails says why", async () => {
  await serve({ tick: () => Promise.reject(new Error("no database")), odd: () => Promise.reject("just words") });
  expect(await callControl(path, "tick", null)).toEqual({ type: "failed", error: "no database" });
  expect(await callControl(path, "odd", null)).toEqual({ type: "failed", error: "just words" });
});

test("an answer of nothing is an answer", async () => {
  await serve({ tick: async () => undefined });
  expect(await callControl(path, "tick", null)).toEqual({ type: "answered", value: null });
});

test.for(["", "unknown", "../tick", "constructor", "__proto__", "tick?x"])("there is no command %o", async (name) => {
  await serve({ tick: async () => 1 });
  expect((await callControl(path, name, null)).type).toBe("failed");
});

test("nothing runs: no file, a file that is no socket, a socket left behind", async () => {
  expect(await callControl(path, "tick", null)).toEqual({ type: "not_running" });
  const server = await serve();
  await server.stop();
  expect(await callControl(path, "tick", null)).toEqual({ type: "not_running" });
  await writeFile(path, "");
  expect((await callControl(path, "tick", null)).type).toBe("not_running");
});

test("only its owner may open the socket", async () => {
  await serve();
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe("600");
});

test("what a killed process left behind is in nobody's way", async () => {
  await serve();
  const left = join(folder, "left.sock");
  const killed = createServer().listen(path + "2");
  await new Promise<void>((resolve) => killed.once("listening", resolve));
  await new Promise<void>((resolve) => killed.close(() => resolve()));
  await writeFile(left, "");
  await chmod(left, 0o600);
  const server = createControlServer(left, { tick: async () => "ticked" });
  await server.start();
  cleanups.push(() => server.stop());
  expect(await callControl(left, "tick", null)).toEqual({ type: "answered", value: "ticked" });
});

test("two products do not listen on one socket", async () => {
  await serve({ tick: async () => "first" });
  await expect(createControlServer(path, {}).start()).rejects.toThrow("already listens");
  expect(await callControl(path, "tick", null)).toEqual({ type: "answered", value: "first" });
});

test("too much is refused, and the product goes on", async () => {
  await serve({ tick: async () => "ticked" });
  expect((await callControl(path, "tick", "x".repeat(17 * 1_048_576))).type).toBe("failed");
  expect((await callControl(path, "tick", null)).type).toBe("answered");
});

test("stopping cuts off who still waits, twice if asked, and takes the socket away", async () => {
  const server = await serve({ wait: () => new Promise(() => {}) });
  const waiting = callControl(path, "wait", null);
  await callControl(path, "hello", null);
  await Promise.all([server.stop(), server.stop()]);
  expect((await waiting).type).toBe("failed");
  await expect(stat(path)).rejects.toThrow("ENOENT");
});

test("who no longer wants an answer may go", async () => {
  await serve({ wait: () => new Promise(() => {}) });
  const leaving = new AbortController();
  const waiting = callControl(path, "wait", null, leaving.signal);
  leaving.abort();
  expect((await waiting).type).toBe("failed");
});

describe("handing over", () => {
  const tick = () => handOver(path, "tick", async ({ now }: { now: string }) => `here at ${now}`);

  test("the work is done there while the product runs, and here when it does not", async () => {
    expect(await tick()({ now: "8:00" })).toBe("here at 8:00");
    await serve({ tick: async (body) => `there with ${JSON.stringify(body)}` });
    expect(await tick()({ now: "8:00" })).toBe('there with {"now":"8:00"}');
  });

  test("what failed there is not tried here", async () => {
    await serve({ tick: () => Promise.reject(new Error("no database")) });
    await expect(tick()({ now: "8:00" })).rejects.toThrow("no database");
  });
});

describe("where the socket is", () => {
  const linux = { platform: "linux", temporaryFolder: "/tmp" } as const;

  test("in the data folder, however that is written", () => {
    expect(controlPath("/srv/nhip-cau", linux)).toBe("/srv/nhip-cau/control.sock");
    expect(controlPath("/srv/x/../nhip-cau/", linux)).toBe("/srv/nhip-cau/control.sock");
  });

  test("elsewhere when the folder lies too deep for a socket, one place for each folder", () => {
    const deep = `/srv/${"sâu/".repeat(40)}`;
    expect(controlPath(deep, linux)).toMatch(/^\/tmp\/nhip-cau-[0-9a-f]{16}\.sock$/);
    expect(controlPath(deep, linux)).not.toBe(controlPath(`${deep}x`, linux));
  });

  test("a named pipe on Windows", () => {
    expect(controlPath("data", { ...linux, platform: "win32" })).toMatch(/^\\\\\.\\pipe\\nhip-cau-[0-9a-f]{16}$/);
  });
});
