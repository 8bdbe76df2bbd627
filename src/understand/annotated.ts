/** Sentences of which a clerk has noted what they say: `intents/annotated/<intent>.jsonl`, a sentence on each line. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Item, Slots } from "../model/frame.ts";
import { type Language, languages } from "../model/message.ts";
import { roles } from "../model/intent.ts";
import { IntentsError } from "./read-yaml.ts";

const ending = ".jsonl";

export const ownWords = ["text", "reason", "reject_reason", "source", "place", "person", "service"] as const;

export interface Annotated {
  readonly intent: string;
  readonly text: string;
  readonly language: Language;
  readonly slots: Slots;
}

const words = z.string().min(1);
const day = z.iso.date().exactOptional();
const count = z.int().min(0).exactOptional();
const code = (letters: string) =>
  z
    .string()
    .regex(new RegExp(`^${letters}\\d{2}-\\d{3,}$`))
    .exactOptional();
const unitIds = "piece set pair kg box carton pack bag bottle book meal visit gift card vehicle session trip work";
const ageBand = z
  .string()
  .regex(/^(?:\d+-\d+|preschool|primary|lower_secondary)$/)
  .exactOptional();

const item = z
  .strictObject({
    item: words.exactOptional(),
    quantity: z.number().positive().exactOptional(),
    unit: z.literal(unitIds.split(" ")).exactOptional(),
    age_band: ageBand,
  })
  .transform((said): Item => ({ item: null, quantity: null, unit: null, ...said }));

/** Every slot that a clerk may note (language.md), so that a slip of the pen is told with its line. */
export const slotsSchema = z.strictObject({
  items: z.array(item).min(1).exactOptional(),
  amount: z.strictObject({ value: z.int().positive(), currency: z.literal(["VND", "USD"]) }).exactOptional(),
  date: day,
  due: day,
  period: z
    .union([
      z.string().regex(/^\d{4}(?:-Q[1-4]|-\d{2}|-W\d{2})?$/),
      z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    ])
    .exactOptional(),
  year: count,
  area: words.exactOptional(),
  sector: z.literal(["health", "nutrition", "education", "recreation", "clothing"]).exactOptional(),
  item: words.exactOptional(),
  age_band: ageBand,
  need: code("NC"),
  pledge: code("CK"),
  delivery: code("GN"),
  code: words.exactOptional(),
  list_ref: z.int().exactOptional(),
  visibility: z.literal(["named", "anonymous", "initials"]).exactOptional(),
  status: z
    .literal(["open", "overdue", "pending", "missing", "fulfilled", "late", "sent", "acknowledged"])
    .exactOptional(),
  language: z.literal(["vi", "en"]).exactOptional(),
  beneficiaries: count,
  child_turns: count,
  instalments: count,
  rejected: count,
  sort: z.literal(["urgency", "gap", "due"]).exactOptional(),
  role: z.literal(roles).exactOptional(),
  ...Object.fromEntries(ownWords.map((slot) => [slot, words.exactOptional()])),
});

const annotated = z
  .strictObject({ say: words, language: z.literal(languages).default("vi"), slots: slotsSchema.prefault({}) })
  .transform(({ say, ...noted }) => ({ text: say, ...noted }));

export function readAnnotated(folder: string): readonly Annotated[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return files.toSorted().flatMap((file) => {
    const path = join(folder, file);
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    return lines.map((line, at) => ({ intent: basename(file, ending), ...readLine(line, `${path}:${at + 1}`) }));
  });
}

function readLine(line: string, where: string): Omit<Annotated, "intent"> {
  const read = annotated.safeParse(jsonOf(line));
  if (read.success) return read.data;
  const complaints = read.error.issues.map(({ path, message }) => `${path.join(".") || "(line)"}: ${message}`);
  throw new IntentsError(`${where}: ${complaints.join("; ")}`);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
