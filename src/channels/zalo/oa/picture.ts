/** Pictures that we send: uploaded first, then named by the id that the upload answers, which is not kept for long. */
import { z } from "zod";
import type { SendResult } from "../../../model/channel.ts";
import type { Client, Outcome } from "./client.ts";
import { expiredUpload } from "./refusals.ts";
import { messagePath, resultOf, template } from "./send.ts";

export interface Picture {
  readonly bytes: Uint8Array;
  readonly mime: "image/jpeg" | "image/png";
  readonly caption?: string;
}

type Failed = Extract<Outcome, { readonly type: "failed" }>;
export type Uploaded = { readonly type: "uploaded"; readonly id: string } | Failed;

const maxBytes = 1_048_576;
const uploadedSchema = z.object({ attachment_id: z.string().min(1) });

export async function uploadImage(client: Client, { bytes, mime }: Picture): Promise<Uploaded> {
  if (bytes.byteLength > maxBytes)
    return { type: "failed", failure: "rejected", detail: `the picture is larger than ${maxBytes} bytes` };
  const form = new FormData();
  const name = mime === "image/png" ? "picture.png" : "picture.jpg";
  form.set("file", new Blob([new Uint8Array(bytes)], { type: mime }), name);
  const outcome = await client.post("/v2.0/oa/upload/image", form);
  if (outcome.type === "failed") return outcome;
  const id = uploadedSchema.safeParse(outcome.data).data?.attachment_id;
  return id === undefined
    ? { type: "failed", failure: "unavailable", detail: "the upload was answered without an id" }
    : { type: "uploaded", id };
}

/** An id that has expired between the two calls is replaced once. */
export async function sendPicture(client: Client, address: string, picture: Picture): Promise<SendResult> {
  const first = await attempt(client, address, picture);
  const again = first.type === "failed" && first.code === expiredUpload;
  return resultOf(again ? await attempt(client, address, picture) : first);
}

async function attempt(client: Client, address: string, picture: Picture): Promise<Outcome> {
  const uploaded = await uploadImage(client, picture);
  if (uploaded.type === "failed") return uploaded;
  const elements = [{ media_type: "image", attachment_id: uploaded.id }];
  return await client.post(messagePath, {
    recipient: { user_id: address },
    message: {
      ...(picture.caption !== undefined && { text: picture.caption }),
      attachment: template({ template_type: "media", elements }),
    },
  });
}
