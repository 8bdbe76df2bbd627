/** Documents that we send: uploaded first, then named by the token that the upload answers. A file message has no words; the file's name says what it is. */
import { z } from "zod";
import type { OutgoingFile, SendResult } from "../../../model/channel.ts";
import type { Client, Outcome } from "./client.ts";
import { expiredUpload } from "./refusals.ts";
import { messagePath, resultOf } from "./sent.ts";

const uploadedSchema = z.object({ token: z.string().min(1) });

/** A token that has expired between the two calls is replaced once. */
export async function sendDocument(client: Client, address: string, file: OutgoingFile): Promise<SendResult> {
  const first = await attempt(client, address, file);
  const again = first.type === "failed" && first.code === expiredUpload;
  return resultOf(again ? await attempt(client, address, file) : first);
}

async function attempt(client: Client, address: string, { name, mime, bytes }: OutgoingFile): Promise<Outcome> {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(bytes)], { type: mime }), name);
  const uploaded = await client.post("/v2.0/oa/upload/file", form);
  if (uploaded.type === "failed") return uploaded;
  const token = uploadedSchema.safeParse(uploaded.data).data?.token;
  if (token === undefined)
    return { type: "failed", failure: "unavailable", detail: "the upload was answered without a token" };
  return await client.post(messagePath, {
    recipient: { user_id: address },
    message: { attachment: { type: "file", payload: { token } } },
  });
}
