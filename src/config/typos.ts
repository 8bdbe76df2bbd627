/** Finds variables that were meant for us but are spelled so that nobody reads them: silence would look like "Telegram does not work". */

/** Nobody else's variables start like this, so any unknown one is a mistake. */
const ours = ["TELEGRAM_", "ZALO_"];

/** Other programs use these prefixes too: only what is nearly one of our names is a mistake. */
const shared = ["SUPABASE_", "OPENAI_"];

/** Letters that two names may differ in and still be the same in somebody's mind. */
const maxSlips = 2;

export function findTypos(names: readonly string[], known: readonly string[]): string[] {
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const [nearest] = known
        .map((other) => ({ other, slips: distance(name, other) }))
        .toSorted((a, b) => a.slips - b.slips);
      if (!nearest) return [];
      const isOurs = ours.some((prefix) => name.startsWith(prefix));
      const isNear = nearest.slips <= maxSlips && shared.some((prefix) => nearest.other.startsWith(prefix));
      return isOurs || isNear ? [`${name} is not a setting. Is ${nearest.other} meant?`] : [];
    });
}

/** Levenshtein's distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
