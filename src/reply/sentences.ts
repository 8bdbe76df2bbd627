/**
 * Finds the sentence behind a key: i18next's one home. It chooses language and plural form; the values are put in by
 * `write.ts`, because i18next's own interpolation cannot be entered again by a formatter that renders another sentence.
 */
import { createInstance, type Resource } from "i18next";
import { type Language, languages } from "../model/message.ts";

/** The content of locales/vi.json and locales/en.json. */
export type Resources = Record<Language, Resource[string]>;

export interface Sentences {
  /** The raw sentence in exactly this language; with `count`, its plural form. */
  find(key: string, language: Language, count?: number): string | undefined;
  /** The strings of a list such as `button_words.yes`; empty when there is none. */
  list(key: string, language: Language): readonly string[];
}

export function createSentences(resources: Resources): Sentences {
  const i18n = createInstance();
  // Started at once (no loading), with no fallback of its own: a missing sentence must be noticed, not replaced in silence.
  void i18n.init({
    resources: Object.fromEntries(languages.map((language) => [language, { translation: resources[language] }])),
    supportedLngs: [...languages],
    lng: languages[0],
    fallbackLng: false,
    initAsync: false,
    nsSeparator: false,
    returnNull: false,
    returnEmptyString: false,
  });

  const look = (key: string, language: Language, options: { count?: number } = {}): unknown =>
    i18n.exists(key, { lng: language, ...options })
      ? i18n.t(key, { lng: language, skipInterpolation: true, returnObjects: true, ...options })
      : undefined;

  return {
    find(key, language, count) {
      // A key that only has plural forms and is asked for without a number is meant as a name: "raincoats".
      const found = look(key, language, count === undefined ? {} : { count }) ?? look(key, language, { count: 2 });
      return typeof found === "string" ? found : undefined;
    },
    list(key, language) {
      const found = look(key, language);
      return Array.isArray(found) ? found.filter((word) => typeof word === "string") : [];
    },
  };
}
