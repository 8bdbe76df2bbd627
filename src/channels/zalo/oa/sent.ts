/** What the platform answers to a message, and where messages go. */
import { z } from "zod";
import type { Quota, SendResult } from "../../../model/channel.ts";
import type { Outcome } from "./client.ts";

export const messagePath = "/v3.0/oa/message/cs";

const quotaSchema = z.object({ quota_type: z.string(), remain: z.coerce.number().int().nonnegative() });
const paidTypes = ["sub_quota", "purchase_quota", "reward_quota"];
const sentSchema = z.object({ message_id: z.string().min(1), quota: z.unknown().optional() });

export function resultOf(outcome: Outcome): SendResult {
  if (outcome.type === "failed") {
    const { failure, detail, retryAfterMs } = outcome;
    return { type: "failed", failure, detail, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  const sent = sentSchema.safeParse(outcome.data).data;
  const quota = quotaOf(sent?.quota);
  // It was accepted, whatever else the answer says.
  return { type: "sent", messageId: sent?.message_id ?? "unknown", ...(quota && { quota }) };
}

function quotaOf(told: unknown): Quota | null {
  const quota = quotaSchema.safeParse(told).data;
  if (quota?.quota_type === "reply") return { type: "free", remain: quota.remain };
  return quota && paidTypes.includes(quota.quota_type) ? { type: "paid", remain: quota.remain } : null;
}
