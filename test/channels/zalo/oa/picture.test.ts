import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Client, createClient } from "../../../../src/channels/zalo/oa/client.ts";
import { sendPicture, uploadImage } from "../../../../src/channels/zalo/oa/picture.ts";
import { type Rig, startRig } from "./rig.ts";

let rig: Rig;
let client: Client;

beforeEach(async () => {
  rig = await startRig();
  await rig.channel.start(async () => undefined);
  rig.lan.says("xin chào");
  const silent = () => undefined;
  client = createClient({
    apiRoot: rig.server.root,
    tokens: rig.tokens,
    timeoutMs: 3_000,
    now: () => rig.server.clock.now(),
    logger: { debug: silent, info: silent, warn: silent, error: silent },
  });
});
afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
});

const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const picture = { bytes: jpeg, mime: "image/jpeg", caption: "Bản đồ" } as const;

describe("a picture that we send", () => {
  test("is uploaded as it is, then named in a message", async () => {
    expect(await sendPicture(client, rig.address, picture)).toMatchObject({ type: "sent" });
    const [[id, bytes] = []] = rig.server.uploads;
    expect(bytes).toEqual(jpeg);
    expect(rig.lan.messages).toMatchObject([{ text: "Bản đồ", image: id }]);
  });

  test("is uploaded again, once, when its id has expired", async () => {
    rig.server.fail("cs", { type: "refused", code: -100 });
    expect(await sendPicture(client, rig.address, picture)).toMatchObject({ type: "sent" });
    expect(rig.server.uploads.size).toBe(2);
    rig.server.fail("cs", { type: "refused", code: -100 }, 2);
    expect(await sendPicture(client, rig.address, picture)).toMatchObject({ type: "failed", failure: "rejected" });
    expect(rig.server.uploads.size).toBe(4);
  });

  test("of more than a megabyte is not even tried", async () => {
    const large = { ...picture, bytes: new Uint8Array(1_048_577) };
    expect(await uploadImage(client, large)).toMatchObject({ type: "failed", failure: "rejected" });
    expect(rig.server.calls).toEqual([]);
  });

  test("needs a token that works, too", async () => {
    rig.server.fail("upload", { type: "refused", code: -216 });
    expect(await uploadImage(client, picture)).toMatchObject({ type: "uploaded" });
    expect(rig.tokens.renewals).toHaveLength(1);
  });

  test.for([
    ["a gateway", { type: "html", status: 502 }],
    ["an answer without an id", { type: "junk", body: '{"error":0,"data":{}}' }],
  ] as const)("is not sent after %s", async ([, fault]) => {
    rig.server.fail("upload", fault);
    expect(await sendPicture(client, rig.address, picture)).toMatchObject({ type: "failed", failure: "unavailable" });
    expect(rig.lan.messages).toEqual([]);
  });
});
