/** The words and numbers of a page in one language. Sentences come from `locales/`, handed in as functions. */
import type { Language, Params } from "../model/message.ts";

/** The sentence of a key in locales/. */
export type Say = (key: string, params: Params, language: Language) => string;

/** Names of things that the ledger knows by id; an unknown id is its own name. `count` chooses a unit's plural. */
export type LabelKind = "item" | "unit" | "age_band" | "sector" | "status" | "role";
export type Label = (kind: LabelKind, id: string, language: Language, count?: number) => string;

export interface Words {
  readonly language: Language;
  say(key: string, params?: Params): string;
  label(kind: LabelKind, id: string, count?: number): string;
  number(value: number): string;
  /** An ISO day as people write it. */
  day(iso: string): string;
}

const tags = { vi: "vi-VN", en: "en-GB" } as const;

export function wordsIn(language: Language, say: Say, label: Label): Words {
  const numbers = new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-US", { maximumFractionDigits: 2 });
  const days = new Intl.DateTimeFormat(tags[language], {
    day: "2-digit",
    month: language === "vi" ? "2-digit" : "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return {
    language,
    say: (key, params = {}) => say(`web.${key}`, params, language),
    label: (kind, id, count) => label(kind, id, language, count),
    number: (value) => numbers.format(value),
    day: (iso) => {
      const instant = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
      return Number.isNaN(instant.getTime()) ? iso : days.format(instant);
    },
  };
}
