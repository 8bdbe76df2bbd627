/** Everything the methods act on: the people, their chats, what waits for the bot, and what the bot told about itself. */
import type { Params } from "./bot-api.ts";
import type { Chats } from "./chats.ts";
import type { Poll } from "./poll.ts";
import type { Updates } from "./updates.ts";

export interface World {
  readonly chats: Chats;
  readonly updates: Updates;
  readonly poll: Poll;
  readonly bot: { readonly id: number; readonly is_bot: true; readonly first_name: string; readonly username: string };
  readonly now: () => Date;
  readonly settings: Settings;
  /** Called after a webhook was set. */
  readonly webhookChanged: () => void;
}

/** What the bot told the platform about itself. Texts are kept by language, "" for everybody else. */
export interface Settings {
  webhook: { url: string; secret: string | undefined } | null;
  lastError: { readonly at: Date; readonly problem: string } | null;
  readonly commands: Map<string, unknown>;
  readonly descriptions: Map<string, string>;
  readonly shortDescriptions: Map<string, string>;
}

export type Method = (params: Params, world: World, gone: AbortSignal) => unknown;

/** A parameter that was found to be a string or absent. */
export function textOf(params: Params, name: string): string {
  const value = params[name];
  return typeof value === "string" ? value : "";
}

export function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}
