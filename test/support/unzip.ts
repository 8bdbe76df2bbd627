/** Reads a zip archive (as Word and Excel files are) by its central directory. */
import { inflateRawSync } from "node:zlib";

const endOfDirectory = 0x06_05_4b_50;
const stored = 0;

export function unzip(bytes: Uint8Array): ReadonlyMap<string, string> {
  const archive = Buffer.from(bytes);
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (archive.readUInt32LE(end) !== endOfDirectory) throw new Error("That is no zip archive.");
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    files.set(
      name,
      content(archive, archive.readUInt32LE(at + 42), archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)),
    );
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

function content(archive: Buffer, header: number, method: number, size: number): string {
  const from = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const packed = archive.subarray(from, from + size);
  return (method === stored ? packed : inflateRawSync(packed)).toString("utf8");
}
