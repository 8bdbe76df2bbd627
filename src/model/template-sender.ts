/**
 * A way out without a way in: templates that a platform approved, sent to a phone number for money.
 * Only messages that have a template can take it, and only where the person agreed to it.
 */
import type { SendResult } from "./channel.ts";
import type { Params } from "./message.ts";

export interface TemplateMessage {
  /** Key of the message in locales/, which says what template it is. */
  readonly key: string;
  readonly params: Params;
  /** At most 48 characters, the same for every try: receipts carry it. */
  readonly trackingId: string;
}

export interface TemplateSender {
  readonly name: "zalo_zns";
  /** Messages that have a template. */
  readonly keys: readonly string[];
  /** As `Channel.send`: expected failures are values, and it never waits longer than 20 s. */
  send(phone: string, message: TemplateMessage): Promise<SendResult>;
  /** `true` once it can send. */
  ready(): boolean;
}
