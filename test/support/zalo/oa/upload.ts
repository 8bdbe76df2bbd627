/** `POST /v2.0/oa/upload/image`: one multipart field `file`, a JPEG or PNG of at most 1 MB. */
import { wrong } from "./refusal.ts";
import type { World } from "./world.ts";

const maxBytes = 1_048_576;

export async function uploadImage(body: Uint8Array, contentType: string, world: World): Promise<object> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => null);
  const file = form?.get("file");
  if (!(file instanceof File)) throw wrong(-201, "file is missing");
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isPicture(bytes)) throw wrong(-201, "file is neither JPG nor PNG");
  if (bytes.byteLength > maxBytes) throw wrong(-210, "file is larger than 1 MB");
  const id = world.newId("attachment");
  world.uploads.set(id, bytes);
  return { attachment_id: id };
}

function isPicture(bytes: Uint8Array): boolean {
  return [
    [0xff, 0xd8, 0xff],
    [0x89, 0x50, 0x4e, 0x47],
  ].some((start) => start.every((byte, at) => bytes[at] === byte));
}
