/** What one gets for nothing: always the most frequent intent, and a list of telling words for each intent. */
import { strip } from "../strip.ts";
import type { Baseline, Lesson } from "./baseline.ts";

/** Telling words for each intent. */
const listed = 15;

export function learnMajority(lessons: readonly Lesson[]): Baseline {
  const intent = mostFrequent(lessons.map((lesson) => lesson.intent));
  return () => ({ intent, confidence: 1 });
}

/** As many a bot is written: the intent of whose words most occur. */
export function learnKeywords(lessons: readonly Lesson[]): Baseline {
  const fallback = mostFrequent(lessons.map(({ intent }) => intent));
  const uses = new Map<string, Map<string, number>>();
  for (const { text, intent } of lessons) {
    for (const word of new Set(wordsOf(text))) {
      const counts = uses.get(word) ?? new Map<string, number>();
      uses.set(word, counts.set(intent, (counts.get(intent) ?? 0) + 1));
    }
  }
  const telling = tellingWords(uses);
  return ({ text }) => {
    const hits = new Map<string, number>();
    for (const word of new Set(wordsOf(text)))
      for (const intent of telling.get(word) ?? []) hits.set(intent, (hits.get(intent) ?? 0) + 1);
    const [best] = [...hits].toSorted(([, a], [, b]) => b - a);
    return { intent: best?.[0] ?? fallback, confidence: best ? 1 : 0 };
  };
}

/** Word to the intents that list it: frequent in one intent, rare in all others. */
function tellingWords(uses: ReadonlyMap<string, ReadonlyMap<string, number>>): ReadonlyMap<string, readonly string[]> {
  const scored = [...uses].flatMap(([word, counts]) => {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return [...counts].map(([intent, count]) => ({ word, intent, score: (count * count) / all }));
  });
  const chosen = [...Map.groupBy(scored, ({ intent }) => intent).values()].flatMap((words) =>
    words.toSorted((a, b) => b.score - a.score).slice(0, listed),
  );
  return new Map(
    [...Map.groupBy(chosen, ({ word }) => word)].map(([word, some]) => [word, some.map((each) => each.intent)]),
  );
}

function wordsOf(text: string): readonly string[] {
  return strip(text).match(/\p{L}+/gu) ?? [];
}

function mostFrequent(intents: readonly string[]): string {
  const [first] = [...Map.groupBy(intents, (intent) => intent)].toSorted(([, a], [, b]) => b.length - a.length);
  return first?.[0] ?? "out_of_scope";
}
