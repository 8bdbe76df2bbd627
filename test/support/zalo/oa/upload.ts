/** `POST /v2.0/oa/upload/file`: one multipart field `file`, a PDF, DOC or DOCX of at most 5 MB. */
import { wrong } from "./refusal.ts";
import type { World } from "./world.ts";

const maxBytes = 5_242_880;

export async function uploadFile(body: Uint8Array, contentType: string, world: World): Promise<object> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => null);
  const file = form?.get("file");
  if (!(file instanceof File)) throw wrong(-201, "file is missing");
  if (!/\.(?:pdf|docx?)$/i.test(file.name)) throw wrong(-201, "file is neither PDF nor DOC nor DOCX");
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.byteLength > maxBytes) throw wrong(-210, "file is larger than 5 MB");
  // People see the name that a file was uploaded with.
  const token = `${world.newId("file")}/${file.name}`;
  world.uploads.set(token, bytes);
  return { token };
}
