/** What a formatter is given beside its value. */
import type { Json, Language, Params } from "../model/message.ts";

export interface Scope {
  readonly language: Language;
  /** All values of the sentence that is being written. */
  readonly params: Params;
  /** Another sentence as finished markup, its values escaped. */
  sentence(key: string, params: Params): string;
  /** Another sentence as plain words, not escaped: the caller's result is escaped as a whole. */
  words(key: string, params?: Params): string;
  has(key: string): boolean;
  /** Reports what is wrong with a sentence or its values; throws in tests, is logged in service. */
  problem(what: string): void;
}

export type Options = Readonly<Record<string, string>>;

/** Turns a value that is present into plain words. */
export type TextFormatter = (value: Json, scope: Scope, options: Options) => string;

/** Turns a value, present or not, into markup. */
export type SentenceFormatter = (value: Json | undefined, scope: Scope, options: Options) => string;

/** A value of the wrong kind as it stands; only shown after a problem was reported. */
export function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
