/** The words of documents live in locales/ like all others; a document asks for them by key. */
import type { Params } from "../model/message.ts";

/** A sentence of locales/ as plain text, in the language of the document. */
export type Say = (key: string, params?: Params) => string;

/** What is not known and is written by hand. */
export const dotted = "…………………………";
