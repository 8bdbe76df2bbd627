/** The learned model as one packed file: a line of JSON, then plain arrays of numbers. */
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import type { Model } from "./classifier.ts";
import { createVocabulary } from "./vocabulary.ts";

const header = z.object({ labels: z.array(z.string()), rows: z.int().nonnegative() });

export function toBytes({ labels, vocabulary, biases, scales, weights }: Model): Uint8Array {
  const rows = vocabulary.hashes.length;
  const head = Buffer.from(`${JSON.stringify({ labels, rows })}\n`);
  // Numbers must begin at a multiple of four bytes.
  const padding = Buffer.alloc((4 - ((head.length + 4) % 4)) % 4, " ");
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length + padding.length);
  const numbers = [biases, vocabulary.hashes, scales, weights];
  return gzipSync(Buffer.concat([length, padding, head, ...numbers.map(bytesOf)]), { level: 4 });
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Int32Array | Int8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Null when the bytes are no whole artefact. */
export function fromBytes(packed: Buffer): Model | null {
  try {
    const bytes = gunzipSync(packed);
    const start = 4 + bytes.readUInt32LE(0);
    const { rows, ...head } = header.parse(JSON.parse(bytes.subarray(4, start).toString("utf8")));
    const count = head.labels.length;
    const { buffer } = new Uint8Array(bytes.subarray(start));
    const scalesAt = 4 * (count + rows);
    const weightsAt = scalesAt + 4 * rows;
    if (buffer.byteLength !== weightsAt + rows * count) return null;
    return {
      ...head,
      biases: new Float32Array(buffer, 0, count),
      vocabulary: createVocabulary(new Int32Array(buffer, 4 * count, rows)),
      scales: new Float32Array(buffer, scalesAt, rows),
      weights: new Int8Array(buffer, weightsAt),
    };
  } catch {
    return null;
  }
}
