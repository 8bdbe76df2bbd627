/** What a file really is, told by its first bytes; a stated type or name is only a claim. */
const starts = [
  { mime: "image/jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mime: "image/png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mime: "image/webp", at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { mime: "application/pdf", at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
] as const;

export type UploadMime = (typeof starts)[number]["mime"];

export function mimeOf(file: Uint8Array): UploadMime | null {
  return starts.find(({ at, bytes }) => bytes.every((byte, n) => file[at + n] === byte))?.mime ?? null;
}
