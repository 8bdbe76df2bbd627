/** What must change nothing: other ways to write the very same sentence. */
import { naturalUnits, understand } from "./engine.ts";
import { compare } from "./frames.ts";
import type { HeldOutLine } from "./held-out.ts";
import { type Share, share } from "./statistics.ts";
import { strip } from "./strip.ts";

export interface Changed {
  readonly variant: string;
  readonly text: string;
  readonly wrong: readonly string[];
}

export interface MetamorphicResult {
  readonly equal: Readonly<Record<string, Share>>;
  readonly all: Share;
  readonly changed: readonly Changed[];
}

const variants: Readonly<Record<string, (text: string) => string>> = {
  "decomposed letters (NFD)": (text) => text.normalize("NFD"),
  "upper case": (text) => text.toUpperCase(),
  emoji: (text) => `${text} 🙏❤️`,
  ạ: (text) => `${text} ạ`,
  nha: (text) => `${text} nha`,
  "without diacritics": strip,
};

/** Vietnamese lines only: the variants are ways to write Vietnamese. */
export function scoreMetamorphic(lines: readonly HeldOutLine[]): MetamorphicResult {
  const written = lines.filter(({ view, language }) => view === "full" && language === "vi");
  const outcomes = Object.entries(variants).map(([variant, vary]) => ({
    variant,
    outcomes: written.map((line) => ({ text: vary(line.text), wrong: changes(line, vary(line.text)) })),
  }));
  const right = (some: readonly { readonly wrong: readonly string[] }[]): Share =>
    share(some.map(({ wrong }) => wrong.length === 0));
  return {
    equal: Object.fromEntries(outcomes.map(({ variant, outcomes: some }) => [variant, right(some)])),
    all: right(outcomes.flatMap(({ outcomes: some }) => some)),
    changed: outcomes.flatMap(({ variant, outcomes: some }) =>
      some.filter(({ wrong }) => wrong.length > 0).map(({ text, wrong }) => ({ variant, text, wrong })),
    ),
  };
}

/** What the engine understands otherwise, be it right or wrong. */
function changes(line: HeldOutLine, text: string): readonly string[] {
  const before = understand(line);
  const gold: HeldOutLine = { ...line, intent: before.intent, slots: before.slots, accepted: {}, askBack: false };
  const { intentRight, wrong } = compare(gold, understand({ ...line, text }), naturalUnits);
  return intentRight ? wrong : ["intent", ...wrong];
}
