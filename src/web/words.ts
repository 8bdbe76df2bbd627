/** The words of a page in one language. Sentences, and how numbers, days and goods are written in them, come from `locales/`. */
import type { Language, Params } from "../model/message.ts";

/** The sentence of a key in locales/, as plain text. */
export type Say = (key: string, params: Params, language: Language) => string;

export interface Words {
  readonly language: Language;
  /** `key` stands below `web`. */
  say(key: string, params?: Params): string;
}

export function wordsIn(language: Language, say: Say): Words {
  return { language, say: (key, params = {}) => say(`web.${key}`, params, language) };
}
