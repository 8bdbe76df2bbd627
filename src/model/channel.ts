/**
 * The first of the two ports: where messages come from and go to. A channel translates one platform;
 * it knows no intent, no database and no sentence. Everything it hears becomes an `Inbound`, stored before it is worked on.
 */
import { z } from "zod";

export const channelNames = ["telegram", "zalo_bot", "zalo_oa", "web", "terminal"] as const;
export type ChannelName = (typeof channelNames)[number];

/** Longer texts are cut at this many UTF-16 units when stored: nobody types more on purpose, and every stage stays linear in it. */
export const maxInboundText = 4_096;

const attachment = z.object({
  /** What `Channel.fetchFile` needs to get the bytes. */
  fileId: z.string(),
  /** The platform's stable id of the same bytes; equal for a photo that is sent twice. */
  uniqueId: z.string(),
  mime: z.string(),
  size: z.int().nonnegative().optional(),
});
export type Attachment = z.infer<typeof attachment>;

/** What a person did. Closed union: a channel maps everything it knows to one of these, and the rest to `unsupported`. */
export const inboundContentSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  /** A pressed button; `data` comes back from the person's device and may be forged. */
  z.object({ type: z.literal("button"), data: z.string() }),
  /** The platform's own "begin" gesture (`/start`), with a deep-link parameter where there was one. */
  z.object({ type: z.literal("start"), parameter: z.string().optional() }),
  /** A phone number; `own` is true only when the platform vouches that it is the sender's. */
  z.object({ type: z.literal("contact"), phone: z.string(), own: z.boolean() }),
  /** A photo or a document. The items of an album arrive one by one and share `album`. */
  z.object({
    type: z.literal("file"),
    file: attachment,
    caption: z.string().optional(),
    album: z.string().optional(),
  }),
  /** A voice note, or sound that was recorded elsewhere. */
  z.object({ type: z.literal("voice"), file: attachment, seconds: z.number().nonnegative().optional() }),
  /** The person edited an earlier message; edits are never applied, only answered. */
  z.object({ type: z.literal("edited"), text: z.string() }),
  /** The person blocked (`false`) or unblocked (`true`) us. Nothing is answered. */
  z.object({ type: z.literal("reachable"), reachable: z.boolean() }),
  /** Somebody of the office wrote to the person by hand on the same account. Marks what comes after it; nothing of it is kept. */
  z.object({ type: z.literal("by_hand") }),
  /** Stickers, videos, locations …: answered with a request to type. */
  z.object({ type: z.literal("unsupported"), kind: z.string() }),
]);
export type InboundContent = z.infer<typeof inboundContentSchema>;

export const inboundSchema = z.object({
  channel: z.enum(channelNames),
  /** The platform's id of this event, unique per channel: a redelivered event has the same one and therefore one effect. */
  externalId: z.string().min(1).max(200),
  /** Where answers go; also the key of the conversation. */
  address: z.string().min(1).max(200),
  /** The name and the language the platform tells. Only hints; the name is kept only after consent. */
  sender: z.object({ name: z.string().max(200).optional(), language: z.string().max(20).optional() }),
  content: inboundContentSchema,
  /** It came hours after it happened: kept, never answered and never acted on. */
  stale: z.literal(true).optional(),
});
export type Inbound = z.infer<typeof inboundSchema>;

/**
 * The platform's own way to share a phone number, by which it vouches whose it is. `on_request`: for who wants to.
 * `offered`: with the first promise, too, because the platform stops carrying messages to who is silent for long.
 */
export type PhoneControl = "on_request" | "offered";

/** What a platform can show. Rendering fits a message to it, so nothing above the channel branches on a platform's name. */
export interface Capabilities {
  /** UTF-16 units of one message; longer ones are split at paragraph or line ends. */
  readonly maxLength: number;
  /** `inline`: buttons under the message. `none`: the same choices as numbered lines. `both`: lines, and buttons as an extra. */
  readonly buttons: "inline" | "none" | "both";
  /** How many buttons one message may have; absent: as many as there are. Choices beyond them are typed, so it goes with `both`. */
  readonly maxButtons?: number;
  /** Longest button label, in UTF-16 units. */
  readonly maxButtonLabel: number;
  /** Files that the platform carries; absent: none, and the words say where the file is. `mimes` absent: any kind. */
  readonly files?: { readonly maxBytes: number; readonly mimes?: readonly string[] };
  /** The platform counts messages: all that a turn says goes out as one where it fits. */
  readonly onePerTurn?: true;
  /** Absent: it has none. */
  readonly phoneControl?: PhoneControl;
  /** `html`: the few tags b, i, code, with `& < >` escaped. `plain`: no markup at all. */
  readonly markup: "html" | "plain";
}

/** A document that goes with a message. */
export interface OutgoingFile {
  /** Letters, digits and a dot, for example `BC26-004.docx`. */
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Where it can be had for some time, as a path of our own server. */
  readonly path: string;
}

/** One rendered message, ready for one platform. */
export interface RenderedMessage {
  /** Fits `maxLength`; in `html` markup already escaped. */
  readonly text: string;
  /** The same without markup: sent when a platform refuses the markup. */
  readonly plain: string;
  /** Empty where the platform has no buttons. `data` is at most 64 bytes. */
  readonly buttons: readonly { readonly label: string; readonly data: string }[];
  /** Only where `capabilities.files` has room for it; the text is then what is said with it. */
  readonly file?: OutgoingFile;
  /** Ask the platform for its own "share my phone number" control, labelled so, where it has one. */
  readonly requestContact?: string;
}

/**
 * The closed list of what can go wrong while sending. `retryable`: the same again, later, can help.
 * `elsewhere`: this way is closed for now, another way to the same person may carry the message.
 */
export const sendFailures = {
  /** Too many messages: try again after `retryAfterMs`. */
  throttled: { retryable: true, elsewhere: false },
  /** Network, timeout, 5xx: the message may have arrived; try again with growing pauses. */
  unavailable: { retryable: true, elsewhere: false },
  /** The person blocked us, left, or never wrote: the address is dead until they write again. */
  blocked: { retryable: false, elsewhere: true },
  /** They may be written to again as soon as they have written themselves: their last words are too long ago. */
  window_closed: { retryable: false, elsewhere: true },
  /** No message is left of what the platform grants, or sells, for them. */
  out_of_quota: { retryable: false, elsewhere: true },
  /** The platform refuses this message for ever (bad request, unknown chat). */
  rejected: { retryable: false, elsewhere: false },
  /** Our token or settings are wrong: an operator must act; try again slowly. */
  misconfigured: { retryable: true, elsewhere: false },
} as const;
export type SendFailure = keyof typeof sendFailures;

/** What is left to be sent, as the platform told it with an answer. */
export interface Quota {
  /** `free`: granted for this person's last message. `paid`: from what the account bought. */
  readonly type: "free" | "paid";
  readonly remain: number;
}

export type SendResult =
  | { readonly type: "sent"; readonly messageId: string; readonly quota?: Quota }
  | { readonly type: "failed"; readonly failure: SendFailure; readonly detail: string; readonly retryAfterMs?: number };

export type FetchedFile =
  | { readonly type: "fetched"; readonly bytes: Uint8Array }
  | { readonly type: "too_large" }
  | { readonly type: "gone" };

/** Stores events; resolves when they are durable. Rejects when the store is down: the platform must then deliver again. */
export type Ingest = (events: readonly Inbound[]) => Promise<void>;

/** How a channel that is pushed to takes a request; the web server owns the route and the 1 MB limit, the channel the checks. */
export interface Webhook {
  /** For example `/webhooks/telegram`. */
  readonly path: string;
  /** The platform looks with GET whether somebody is there, and is answered 200. */
  readonly answersGet?: true;
  /** 200 stored or deliberately ignored · 400 not what the platform sends · 401 secret or signature wrong, nothing stored · 503 store down, deliver again. */
  receive(headers: Headers, body: Uint8Array): Promise<200 | 400 | 401 | 503>;
}

export interface Channel {
  readonly name: ChannelName;
  /** Present when the platform pushes; absent when it is polled or lives in this process. */
  readonly webhook?: Webhook;
  readonly capabilities: Capabilities;
  /** Opens whatever receives (webhook registration, polling, a prompt). Resolves once ready; problems of the platform are retried inside. */
  start(ingest: Ingest): Promise<void>;
  /** Stops receiving, waits for what is under way. Safe to call twice. */
  stop(): Promise<void>;
  /** Sends one rendered message. Expected failures are values; it never throws for them and never waits longer than 20 s. */
  send(address: string, message: RenderedMessage): Promise<SendResult>;
  /** Gets the bytes of an attachment, at most `maxBytes`. Throws only when trying again later can help. */
  fetchFile(fileId: string, maxBytes: number): Promise<FetchedFile>;
  /** `true` once it can receive and send; shown by /readyz. */
  ready(): boolean;
}
