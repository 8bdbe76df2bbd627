/** The type of what was sent, from the ending of its name: the platform tells no media type. */

const documents: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  heic: "image/heic",
};

const sounds: Readonly<Record<string, string>> = {
  aac: "audio/aac",
  amr: "audio/amr",
  m4a: "audio/mp4",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  wav: "audio/wav",
};

/** Null: nothing that proves a delivery. `type` is what the platform calls it, mostly the ending again. */
export function documentType(name: string, type: string): string | null {
  return documents[ending(name)] ?? documents[type.toLowerCase()] ?? null;
}

export function audioType(url: string): string {
  return sounds[ending(url.split(/[?#]/)[0] ?? "")] ?? "audio/mpeg";
}

function ending(name: string): string {
  return /\.(\w{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
