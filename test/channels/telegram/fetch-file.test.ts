import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startPollingRig } from "./drivers.ts";
import type { Rig } from "./drivers.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await startPollingRig();
});
afterEach(() => rig.close());

const megabyte = 1024 * 1024;
const bytes = Uint8Array.from({ length: 3 * megabyte }, (_, n) => n % 251);

describe("fetching a file from Telegram", () => {
  test("brings its very bytes", async () => {
    const fetched = await rig.channel.fetchFile(rig.server.keepFile(bytes), 20 * megabyte);
    expect(fetched.type === "fetched" && Buffer.from(fetched.bytes).equals(bytes)).toBe(true);
  });

  test("brings a file of exactly the size that is allowed", async () => {
    expect(await rig.channel.fetchFile(rig.server.keepFile(bytes), bytes.length)).toMatchObject({ type: "fetched" });
  });

  test.for([
    ["it says itself that it is too large", bytes.length, bytes.length - 1, 0],
    ["it is larger than it says", 10, bytes.length - 1, 1],
    ["Telegram itself hands out no more", 21 * megabyte, 50 * megabyte, 0],
  ] as const)("leaves it when %s", async ([, claimed, allowed, downloads]) => {
    rig.server.fail("file", { type: "hang" }, 1 - downloads);
    expect(await rig.channel.fetchFile(rig.server.keepFile(bytes, claimed), allowed)).toEqual({ type: "too_large" });
  });

  test("tells that Telegram no longer knows it", async () => {
    const fileId = rig.server.keepFile(bytes);
    rig.server.forgetFile(fileId);
    expect(await rig.channel.fetchFile(fileId, megabyte)).toEqual({ type: "gone" });
    expect(await rig.channel.fetchFile("junk", megabyte)).toEqual({ type: "gone" });
  });

  test("tells that its link has expired", async () => {
    rig.server.fail("file", { type: "refused", code: 404, description: "Not Found" });
    expect(await rig.channel.fetchFile(rig.server.keepFile(bytes), 20 * megabyte)).toEqual({ type: "gone" });
  });

  test.for([
    ["the place", "getFile", { type: "html", status: 502 }],
    ["the place", "getFile", { type: "throttled", retryAfter: 3 }],
    ["the place", "getFile", { type: "refused", code: 401, description: "Unauthorized" }],
    ["the bytes", "file", { type: "html", status: 503 }],
    ["the bytes", "file", { type: "answer_lost" }],
  ] as const)("throws without the token when %s may come later (%s, %o)", async ([, step, fault]) => {
    rig.server.fail(step, fault);
    const fileId = rig.server.keepFile(bytes);
    const error: unknown = await rig.channel.fetchFile(fileId, 20 * megabyte).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Error);
    expect(inspected(error)).toMatch(/^telegram/);
    expect(inspected(error)).not.toContain("local-token");
    expect(await rig.channel.fetchFile(fileId, 20 * megabyte)).toMatchObject({ type: "fetched" });
  });

  test.for(["getFile", "file"])("does not wait for ever for %s", async (step) => {
    const hasty = await startPollingRig({ apiRoot: rig.server.apiRoot, timing: { callMs: 250 } });
    try {
      rig.server.fail(step, { type: "hang" });
      await expect(hasty.channel.fetchFile(rig.server.keepFile(bytes), 20 * megabyte)).rejects.toThrow(/^telegram/);
    } finally {
      await hasty.close();
    }
  });

  test("looks where it was told to", async () => {
    const other = await startPollingRig({ fileRoot: `${rig.server.apiRoot}/file`, apiRoot: rig.server.apiRoot });
    try {
      const fileId = rig.server.keepFile(new Uint8Array([1, 2, 3]));
      expect(await other.channel.fetchFile(fileId, 10)).toEqual({ type: "fetched", bytes: new Uint8Array([1, 2, 3]) });
    } finally {
      await other.close();
    }
  });
});

function inspected(error: unknown): string {
  return error instanceof Error ? `${error.message} ${error.stack} ${String(error.cause)}` : String(error);
}
