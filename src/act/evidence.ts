/**
 * Photos and documents that prove a delivery: their metadata (place, camera, time) is removed before they are kept,
 * and the hash of what was sent finds a picture that is used twice.
 */
import { createHash } from "node:crypto";
import sharp from "sharp";
import type { Caller, Store } from "../model/store.ts";

export const maxEvidenceBytes = 20 * 1_024 * 1_024;

// Only what cameras and phones make is decoded: other formats (SVG above all) are programs in disguise.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Heif"].map((format) => `VipsForeignLoad${format}`),
});

/** 40 megapixels: more than phones make, less than what a decompression bomb needs. */
const maxPixels = 40_000_000;

export type Kept =
  | { readonly type: "kept"; readonly key: string; readonly sha256: string; readonly mime: string }
  | { readonly type: "unreadable" };

/** The same bytes of the same person are kept once. Throws when the store is away. */
export async function keepEvidence(
  store: Store,
  caller: Extract<Caller, { as: "person" }>,
  bytes: Uint8Array,
  mime: string,
): Promise<Kept> {
  const sha256 = hash(bytes);
  const clean = await withoutMetadata(bytes, mime);
  if (!clean) return { type: "unreadable" };
  // Named after what is kept: another version of the picture library may write the same picture differently.
  const key = `evidence/${caller.personId}/${hash(clean.bytes)}.${clean.extension}`;
  await store.putFile(caller, key, clean.bytes, clean.mime);
  return { type: "kept", key, sha256, mime: clean.mime };
}

async function withoutMetadata(
  bytes: Uint8Array,
  mime: string,
): Promise<{ bytes: Uint8Array; mime: string; extension: string } | null> {
  if (mime === "application/pdf") {
    const isPdf = Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
    return isPdf ? { bytes, mime, extension: "pdf" } : null;
  }
  try {
    const picture = await sharp(bytes, { limitInputPixels: maxPixels })
      .rotate()
      .jpeg({ quality: 88, mozjpeg: false })
      .toBuffer();
    return { bytes: picture, mime: "image/jpeg", extension: "jpg" };
  } catch {
    return null;
  }
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
