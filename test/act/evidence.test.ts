import sharp from "sharp";
import { expect, test } from "vitest";
import { keepEvidence } from "../../src/act/evidence.ts";
import type { Store } from "../../src/model/store.ts";

const lan = { as: "person", personId: "lan" } as const;

function shelf(): { store: Store; files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  const store: Store = {
    call: () => Promise.reject(new Error("nothing is asked")),
    putFile: async (_caller, key, bytes) => void files.set(key, bytes),
  };
  return { store, files };
}

const picture = () => sharp({ create: { width: 64, height: 48, channels: 3, background: "#7a4" } });

test.for(["jpeg", "png", "webp", "avif"] as const)(
  "a %s picture is kept without place, camera and time",
  async (format) => {
    const { store, files } = shelf();
    const bytes = await picture()
      .toFormat(format)
      .withExif({ IFD0: { Artist: "somebody" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "10/1 20/1 30/1" } })
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    expect(await keepEvidence(store, lan, bytes, `image/${format}`)).toMatchObject({
      type: "kept",
      mime: "image/jpeg",
    });
    const [kept] = [...files.values()];
    expect(await sharp(kept).metadata()).toMatchObject({ format: "jpeg", width: 64, height: 48 });
    expect(await sharp(kept).metadata()).not.toHaveProperty("exif");
  },
);

const page = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';

test.for([
  ["a drawing that is a program", "image/svg+xml", () => Buffer.from(page)],
  ["a picture with more points than a phone makes", "image/png", () => picture().resize(7_000, 7_000).png().toBuffer()],
  ["nothing", "image/jpeg", () => Buffer.alloc(0)],
  ["half a picture's beginning", "image/jpeg", () => Buffer.from([0xff, 0xd8, 0xff])],
  ["a page that says it is a PDF", "application/pdf", () => Buffer.from(page)],
] as const)("%s is not kept", async ([, mime, make]) => {
  const { store, files } = shelf();
  expect(await keepEvidence(store, lan, await make(), mime)).toEqual({ type: "unreadable" });
  expect(files.size).toBe(0);
});
