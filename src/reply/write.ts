/** Writes one sentence: finds it, fills its gaps, escapes what people wrote. Everything that can be wrong is reported, never shown. */
import { type Json, type Language, languages, type Params } from "../model/message.ts";
import { modifiers, sentenceFormatters, textFormatters } from "./formatters.ts";
import { absent, escapeMarkup, withoutAbsent } from "./markup.ts";
import { placeholderPattern, readPlaceholder, type Step } from "./placeholder.ts";
import { isRecord, type Scope } from "./scope.ts";
import type { Sentences } from "./sentences.ts";

/** Sentences inside sentences; a locale file that names itself in a circle ends here. */
const maxDepth = 8;

/** Shown for a value that is missing in service. */
const unknown = "…";

export interface Writer {
  /** The sentence with its tags, values escaped. */
  markup(key: string, params: Params, language: Language): string;
  /** The sentence of a key that has no tags, as it stands. */
  words(key: string, params: Params, language: Language): string;
}

interface Place {
  readonly language: Language;
  readonly depth: number;
  readonly escape: (text: string) => string;
}

export function createWriter(sentences: Sentences, onMissing: (problem: string) => void): Writer {
  function write(key: string, params: Params, { language, depth, escape }: Place): string {
    const found = find(key, params, language);
    const problem = (what: string) => onMissing(`${key} (${found.language}): ${what}`);
    if (depth > maxDepth) {
      problem("sentences are nested too deeply");
      return unknown;
    }
    const scope: Scope = {
      language: found.language,
      params,
      problem,
      sentence: (key, params) => write(key, params, { language: found.language, depth: depth + 1, escape }),
      words: (key, params = {}) => write(key, params, { language: found.language, depth: depth + 1, escape: String }),
      has: (key) => sentences.find(key, found.language) !== undefined,
    };
    return withoutAbsent(
      found.sentence.replaceAll(placeholderPattern, (_, inside: string) => fill(inside, scope, escape)),
    );
  }

  function find(key: string, params: Params, language: Language): { sentence: string; language: Language } {
    const { count } = params;
    const number = typeof count === "number" ? count : undefined;
    const sentence = sentences.find(key, language, number);
    if (sentence !== undefined) return { sentence, language };
    onMissing(`${key} (${language}): there is no such sentence`);
    // In service a sentence in the other language is better than none; its numbers and dates then follow that language.
    for (const other of languages) {
      const sentence = sentences.find(key, other, number);
      if (sentence !== undefined) return { sentence, language: other };
    }
    return { sentence: sentences.find("format.no_words", language) ?? unknown, language };
  }

  return {
    markup: (key, params, language) => write(key, params, { language, depth: 0, escape: escapeMarkup }),
    words: (key, params, language) => write(key, params, { language, depth: 0, escape: String }),
  };
}

function fill(inside: string, scope: Scope, escape: (text: string) => string): string {
  const { variable, steps } = readPlaceholder(inside);
  const [step, ...more] = steps.filter(({ name }) => !Object.hasOwn(modifiers, name));
  if (more.length > 0) scope.problem(`{{${inside}}} has more than one formatter`);
  const written = fillOne(variable, step, scope, escape);
  return steps.reduce((words, { name }) => modifiers[name]?.(words) ?? words, written);
}

function fillOne(variable: string, step: Step | undefined, scope: Scope, escape: (text: string) => string): string {
  const value = reach(variable, scope.params);
  const sentence = sentenceFormatters[step?.name ?? ""];
  if (sentence) return sentence(value, scope, step?.options ?? {});
  if (value === undefined || value === null) {
    scope.problem(`the value {{${variable}}} is missing`);
    return unknown;
  }
  const format = textFormatters[step?.name ?? ""];
  if (step && !format) scope.problem(`there is no formatter ${step.name}`);
  return escape(clean(format ? format(value, scope, step?.options ?? {}) : bare(value, variable, scope)));
}

function bare(value: Json, variable: string, scope: Scope): string {
  if (typeof value === "object") scope.problem(`{{${variable}}} is no word; it needs a formatter`);
  return typeof value === "object" ? unknown : String(value);
}

function reach(path: string, params: Params): Json | undefined {
  return path
    .split(".")
    .reduce<Json | undefined>(
      (value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
      params,
    );
}

function clean(text: string): string {
  return text.replaceAll(absent, "");
}
