/**
 * The held-out lines: `intents/test/<intent>.yaml`, written apart from what the engine learns from, and only ever scored.
 * The development lines, `test/development/<intent>.yaml`, have the same shape; those may be read and learned from.
 * The gold is what a careful clerk would note. A unit that the gold leaves out may be absent or the thing's natural unit; the person's
 * own words (`ownWords`) are right when they share most of their words, and in the views that are typed anew it is enough that some are there.
 */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Slots } from "../../src/model/frame.ts";
import { roles } from "../../src/model/intent.ts";
import { readYaml } from "../../src/understand/read-yaml.ts";
import { slotsSchema } from "../../src/understand/annotated.ts";
import { bare } from "../../src/understand/views.ts";

export const views = ["full", "bare", "teencode", "southern", "typo"] as const;
export type View = (typeof views)[number];

/** `full` is what was written, `bare` the same without diacritics, the others were typed by hand. */
export interface HeldOutLine {
  readonly text: string;
  readonly view: View;
  /** The line as first written: the views of one line share it. */
  readonly say: string;
  readonly intent: string;
  readonly language: "vi" | "en";
  readonly role: (typeof roles)[number];
  readonly awaiting: string | null;
  readonly locale: "vi" | "en" | null;
  readonly slots: Slots;
  /** Asking back is right too. */
  readonly askBack: boolean;
  /** Further values that are right, by slot; null: the slot may be absent. `intent` may be among them. */
  readonly accepted: Readonly<Record<string, readonly z.core.util.JSONType[]>>;
}

const words = z.string().min(1);
const written = z.strictObject({
  say: words,
  role: z.literal(roles).default("donor"),
  awaiting: words.nullable().default(null),
  locale: z.literal(["vi", "en"]).nullable().default(null),
  /** Said only where the letters do not show it: a line without diacritics is English. */
  language: z.literal(["vi", "en"]).optional(),
  slots: slotsSchema.prefault({}),
  alternatives: z.union([z.boolean(), z.record(z.string(), z.array(z.json()))]).default(false),
  as: z.partialRecord(z.literal(["teencode", "southern", "typo"]), words).default({}),
  /** Of the development lines: taken over from the first collection of things people would say. */
  source: z.literal("seed").exactOptional(),
});

export function readHeldOut(folder: string): HeldOutLine[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  return files
    .toSorted()
    .flatMap((file) =>
      readYaml(join(folder, file), z.array(written)).flatMap((line) => viewsOf(basename(file, ".yaml"), line)),
    );
}

/** Without diacritics, next month (tháng sau) is June (tháng sáu) as well. */
const twoMonths = /\bthang sau\b/;

/** Nobody retypes a code by hand: what holds a digit keeps its capitals. */
const inSmall = (text: string): string =>
  text.normalize("NFC").replaceAll(/\S+/g, (word) => (/\d/.test(word) ? word : word.toLowerCase()));
const strip = (text: string): string => bare(inSmall(text));

function viewsOf(intent: string, { as, alternatives, language, ...line }: z.output<typeof written>): HeldOutLine[] {
  const stripped = strip(line.say);
  const accented = stripped !== inSmall(line.say);
  const texts: (readonly [View, string])[] = [["full", line.say]];
  if (accented) texts.push(["bare", stripped]);
  for (const view of views) if (view in as) texts.push([view, as[view as keyof typeof as] ?? ""]);
  return texts.map(([view, text]) => ({
    ...line,
    text,
    view,
    intent,
    language: language ?? (accented ? "vi" : "en"),
    askBack: alternatives === true || (view === "bare" && twoMonths.test(text)),
    accepted: typeof alternatives === "object" ? alternatives : {},
  }));
}
