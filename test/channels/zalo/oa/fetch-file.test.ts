import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Inbound } from "../../../../src/model/channel.ts";
import { type Rig, startRig } from "./rig.ts";

let rig: Rig;
let events: Inbound[];

beforeEach(async () => {
  events = [];
  rig = await startRig();
  await rig.channel.start(async (heard) => void events.push(...heard));
});
afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
});

const bytes = Uint8Array.from({ length: 1_000 }, (_, n) => n % 251);

async function sentPicture(): Promise<string> {
  rig.lan.sendsImage(bytes, "GN CK26-001 40 bộ");
  await rig.server.push.settled();
  const content = events.at(-1)?.content;
  return content?.type === "file" ? content.file.fileId : "";
}

describe("a picture that somebody sent", () => {
  test("is fetched whole", async () => {
    expect(await rig.channel.fetchFile(await sentPicture(), 1_000)).toEqual({ type: "fetched", bytes });
  });

  test("is not fetched beyond the limit", async () => {
    expect(await rig.channel.fetchFile(await sentPicture(), 999)).toEqual({ type: "too_large" });
  });

  test("that is there no more is gone", async () => {
    expect(await rig.channel.fetchFile(`${rig.server.root}/files/none`, 1_000)).toEqual({ type: "gone" });
  });

  test("is asked for again when it broke off", async () => {
    const address = await sentPicture();
    rig.server.fail("file", { type: "answer_lost" });
    await expect(rig.channel.fetchFile(address, 1_000)).rejects.toThrow("broke off");
  });

  test.for(["http://192.168.1.1/x.jpg", "https://169.254.169.254/x", "https://10.0.0.7/x", "file:///etc/hosts", "x"])(
    "is never read from %s",
    async (address) => {
      expect(await rig.channel.fetchFile(address, 1_000)).toEqual({ type: "gone" });
    },
  );
});
