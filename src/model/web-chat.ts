/**
 * The chat page's noun: what a visitor's page submits and what it is shown. `channels/web` keeps these conversations,
 * `web` serves them; they meet here.
 */
import type { Channel } from "./channel.ts";
import type { Language } from "./message.ts";

export type Said =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "press"; readonly data: string }
  | { readonly type: "start"; readonly parameter?: string }
  | { readonly type: "file"; readonly bytes: Uint8Array; readonly mime: string; readonly caption?: string };

/** One line of a conversation, as the page shows it. `id` counts up from 1 in each conversation. */
export type ChatEvent = { readonly id: number; readonly at: string } & (
  | {
      readonly by: "person";
      /** The page's own id of what it sent, so that it does not show its line twice. */
      readonly messageId: string;
      readonly text: string;
      /** Set when the person sent a file; `text` is then its caption. */
      readonly mime?: string;
    }
  | {
      readonly by: "us";
      /** Markup of `html` capabilities: only b, i and code, the rest escaped. */
      readonly html: string;
      readonly plain: string;
      readonly buttons: readonly { readonly label: string; readonly data: string }[];
      /** A document and where it can be had. */
      readonly file?: { readonly name: string; readonly path: string };
    }
);

export interface WebChannel extends Channel {
  readonly name: "web";
  /** Changes with every start of the product: ids of another epoch say nothing about this one's history. */
  readonly epoch: string;
  /** Stores what somebody did; safe to repeat with the same `messageId`. Rejects when the store is down. */
  receive(address: string, messageId: string, said: Said, language?: Language): Promise<void>;
  /** The lines after `afterId` that are still remembered, oldest first. */
  history(address: string, afterId: number): readonly ChatEvent[];
  /** Calls `changed` after every new line of a conversation, until the returned function is called. */
  watch(address: string, changed: () => void): () => void;
}

/** Somebody the demo lets anybody be. */
export interface Persona {
  /** Also the address of this persona's conversation on the web channel. Never begins with `visitor-`. */
  readonly id: string;
  readonly role: string;
  readonly name: string;
  readonly area?: string;
}
