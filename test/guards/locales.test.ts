import { describe, expect, test } from "vitest";
import { type Language, languages } from "../../src/model/message.ts";
import { modifiers, sentenceFormatters, textFormatters } from "../../src/reply/formatters.ts";
import { readMarkup } from "../../src/reply/markup.ts";
import { placeholdersOf } from "../../src/reply/placeholder.ts";
import { keysOf, leavesOf, locales, needsOf, pluralFormOf, sentencesOf, withoutPlural } from "./locale-file.ts";
import { migrations, readFiles, withoutComments } from "./read.ts";

const formatters = new Set([
  ...Object.keys(textFormatters),
  ...Object.keys(sentenceFormatters),
  ...Object.keys(modifiers),
]);

function needsByKey(language: Language): Record<string, string[]> {
  const grouped = Map.groupBy(sentencesOf(language), ({ key }) => withoutPlural(key));
  return Object.fromEntries(
    [...grouped].map(([key, forms]) => [
      key,
      [...new Set(forms.flatMap(({ sentence }) => needsOf(sentence)))].toSorted(),
    ]),
  );
}

describe("the two languages", () => {
  test("they have the same keys", () => {
    const [vi, en] = [keysOf("vi"), keysOf("en")];
    expect({
      "only in vi.json": [...vi].filter((key) => !en.has(key)),
      "only in en.json": [...en].filter((key) => !vi.has(key)),
    }).toEqual({
      "only in vi.json": [],
      "only in en.json": [],
    });
    expect(vi.size).toBeGreaterThan(150);
  });

  test("their sentences need the same values in the same form", () => {
    const [vi, en] = [needsByKey("vi"), needsByKey("en")];
    const unlike = Object.keys(vi)
      .filter((key) => en[key] && JSON.stringify(vi[key]) !== JSON.stringify(en[key]))
      .map((key) => ({ key, vi: vi[key], en: en[key] }));
    expect(unlike).toEqual([]);
  });

  test.for(languages)("%s has every plural form that the language needs, and no other", (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const plurals = sentencesOf(language).filter(({ key }) => pluralFormOf(key));
    const wrong = [...Map.groupBy(plurals, ({ key }) => withoutPlural(key))]
      .map(([key, forms]) => ({ key, forms: forms.map((form) => pluralFormOf(form.key) ?? "").toSorted() }))
      .filter(({ forms }) => JSON.stringify(forms) !== JSON.stringify(needed));
    expect(wrong).toEqual([]);
  });
});

describe.for(languages)("every sentence in %s", (language) => {
  const sentences = sentencesOf(language);
  const faulty = (isFaulty: (sentence: string) => boolean) => sentences.filter(({ sentence }) => isFaulty(sentence));

  test("says something", () => {
    expect(faulty((sentence) => sentence.trim() === "")).toEqual([]);
    const emptyLists = leavesOf(locales[language]).filter(
      ({ value }) => typeof value !== "string" && (value.length === 0 || value.some((word) => word.trim() === "")),
    );
    expect(emptyLists).toEqual([]);
  });

  test("uses only formatters that exist", () => {
    const unknown = sentences.flatMap(({ key, sentence }) =>
      placeholdersOf(sentence)
        .flatMap(({ steps }) => steps.map(({ name }) => name))
        .filter((name) => !formatters.has(name))
        .map((name) => `${key}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test("names only sentences and sections that exist", () => {
    const keys = keysOf(language);
    const sections = new Set([...keys].flatMap((key) => [key.split(".")[0], key.split(".").slice(0, -1).join(".")]));
    const dangling = sentences.flatMap(({ key, sentence }) =>
      placeholdersOf(sentence)
        .flatMap(({ steps }) => steps)
        .filter(
          ({ name, options }) =>
            (Object.hasOwn(sentenceFormatters, name) && !keys.has(options["key"] ?? "")) ||
            (name === "term" && !sections.has(options["in"] ?? "")),
        )
        .map(({ name, options }) => `${key}: ${name} ${JSON.stringify(options)}`),
    );
    expect(dangling).toEqual([]);
  });

  test("has no gap that cannot be read", () => {
    expect(
      faulty((sentence) => {
        const rest = sentence.replaceAll(/\{\{[a-z_][\w.]*(?:, *\w+(?:\([^(){}]*\))?)*\}\}/gi, "");
        return rest.includes("{") || rest.includes("}") || rest.includes("$t(");
      }),
    ).toEqual([]);
  });

  test("uses no markup but b, i and code, each closed", () => {
    expect(
      faulty((sentence) => {
        const open: string[] = [];
        for (const token of readMarkup(sentence)) {
          if (token.type === "open") open.push(token.tag);
          if (token.type === "close" && open.pop() !== token.tag) return true;
          if (token.type === "text" && /[<>&]/.test(token.text)) return true;
        }
        return open.length > 0;
      }),
    ).toEqual([]);
  });
});

describe("Vietnamese manners", () => {
  test("nobody is called anh or chị", () => {
    const wrong = sentencesOf("vi").filter(({ sentence }) =>
      /(?<!\p{L})(?:anh|chị)(?!\p{L})/iu.test(sentence.replaceAll("tiếng Anh", "").replaceAll("Tiếng Anh", "")),
    );
    expect(wrong).toEqual([]);
  });

  test("every sentence is written in composed letters", () => {
    expect(sentencesOf("vi").filter(({ sentence }) => sentence !== sentence.normalize("NFC"))).toEqual([]);
  });
});

describe("keys that the product uses", () => {
  const keys = keysOf("vi");

  test("every key that the code says by name is in locales/", () => {
    const used = readFiles("src/{converse,deliver,remind,report,command,control}/**/*.ts")
      .concat(readFiles("src/{app,main}.ts"))
      .flatMap(({ path, text }) =>
        [...withoutComments(text).matchAll(/(?:\bkey: |\bsay\(\s*)"([a-z_]+(?:\.[a-z_]+)+)"/g)].map(([, key = ""]) => ({
          path,
          key,
        })),
      );
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter(({ key }) => !keys.has(key))).toEqual([]);
  });

  test("every button that the code offers has its label in locales/", () => {
    const labels = readFiles("src/converse/**/*.ts").flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(/\blabel: "([a-z_]+)"/g)].map(([, label]) => ({
        path,
        key: `button.${label}`,
      })),
    );
    expect(labels.length).toBeGreaterThan(2);
    expect(labels.filter(({ key }) => !keys.has(key))).toEqual([]);
  });

  test("every notice that the database sends is in locales/", () => {
    const notices = [...new Set([...migrations().matchAll(/'(notice\.[a-z_]+)'/g)].map(([, key = ""]) => key))];
    expect(notices.length).toBeGreaterThan(5);
    expect(notices.filter((key) => !keys.has(key))).toEqual([]);
  });

  test("every word of a button belongs to a button", () => {
    const strays = [...keys].filter(
      (key) => key.startsWith("button_words.") && !keys.has(key.replace("button_words.", "button.")),
    );
    expect(strays).toEqual([]);
  });
});
