/** Reads the grammar of a gap in a sentence: `{{name}}`, `{{name, formatter}}`, `{{name, formatter(option: value; other: value), modifier}}`. */

export interface Step {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}

export interface Placeholder {
  /** The variable; dots reach into objects. */
  readonly variable: string;
  readonly steps: readonly Step[];
}

export const placeholderPattern = /\{\{([^{}]+)\}\}/g;

export function readPlaceholder(inside: string): Placeholder {
  // Commas inside an option list do not separate steps.
  const [variable = "", ...steps] = inside.split(/,(?![^(]*\))/).map((part) => part.trim());
  return { variable, steps: steps.map(readStep) };
}

export function placeholdersOf(sentence: string): Placeholder[] {
  return [...sentence.matchAll(placeholderPattern)].map(([, inside = ""]) => readPlaceholder(inside));
}

function readStep(step: string): Step {
  const [, name = step, options = ""] = /^([\w]+)\s*(?:\(([^)]*)\))?$/.exec(step) ?? [];
  const pairs = options
    .split(";")
    .map((pair) => pair.split(":").map((part) => part.trim()))
    .filter(([key]) => key);
  return { name, options: Object.fromEntries(pairs.map(([key = "", value = ""]) => [key, value])) };
}
