/** Intents named by other engines that learned from the same lines, on the same held-out lines and in the same run. */
import { understand } from "../engine.ts";
import { rough } from "../frames.ts";
import { type HeldOutLine, type View, views } from "../held-out.ts";
import { coverageAt, type Judged, type Share, share } from "../statistics.ts";
import { type Baseline, lessons } from "./baseline.ts";
import { learnKeywords, learnMajority } from "./simple.ts";

export interface BaselineScore {
  readonly name: string;
  readonly lines: number;
  readonly views: Readonly<Record<View | "rough", Share>>;
  /** Share of the full lines that it can answer when 99 of 100 answers must be right. */
  readonly answered: number;
}

/** Lines that answer a question are left out: only the engine hears what was asked. */
export async function scoreBaselines(all: readonly HeldOutLine[], nlpjs: Baseline): Promise<readonly BaselineScore[]> {
  const lines = all.filter(({ awaiting }) => awaiting === null);
  const engines: readonly (readonly [string, (line: HeldOutLine) => ReturnType<Baseline>])[] = [
    ["Nhịp Cầu", (line) => understand(line)],
    ["nlp.js", nlpjs],
    ["keywords", learnKeywords(lessons)],
    ["majority", learnMajority(lessons)],
  ];
  const scores: BaselineScore[] = [];
  for (const [name, guess] of engines) scores.push(await scoreOne(name, guess, lines));
  return scores;
}

async function scoreOne(
  name: string,
  guess: (line: HeldOutLine) => ReturnType<Baseline>,
  lines: readonly HeldOutLine[],
): Promise<BaselineScore> {
  const judged: (Judged & { readonly view: View })[] = [];
  for (const line of lines) {
    const { intent, confidence } = await guess(line);
    judged.push({ view: line.view, confidence, right: intent === line.intent });
  }
  const of = (...some: readonly View[]): readonly Judged[] => judged.filter((each) => some.includes(each.view));
  const rightOf = (...some: readonly View[]): Share => share(of(...some).map(({ right }) => right));
  const each = Object.fromEntries(views.map((view) => [view, rightOf(view)])) as Record<View, Share>;
  return {
    name,
    lines: lines.length,
    views: { ...each, rough: rightOf(...rough) },
    answered: coverageAt(0.99, of("full")),
  };
}
