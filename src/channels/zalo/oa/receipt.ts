/** The platform's word that a message arrived: template messages are known by the tracking id that we gave them. */
import type { OaEvent } from "./event.ts";

export interface Receipt {
  readonly messageId: string;
  /** Null for consultation messages. */
  readonly trackingId: string | null;
}

export function readReceipt({ event_name: name, message, msg_id, tracking_id }: OaEvent): Receipt | null {
  if (name !== "user_received_message") return null;
  const messageId = message?.msg_id ?? msg_id;
  return messageId === undefined ? null : { messageId, trackingId: message?.tracking_id ?? tracking_id ?? null };
}
