/** `npm run understand`: reads JSON lines, writes for each one line with what it was understood to mean. A bad line is told and the stream goes on. */
import { z } from "zod";
import { type Frame, isUnsure, type Listening, type Understand } from "../model/frame.ts";
import type { Json, Language } from "../model/message.ts";
import { wallClockOf } from "../model/wall-clock.ts";

/** Text, wall clock and locale to everything that the grammar finds. */
export type ListEntities = (text: string, now: string, locale: Language | null) => readonly object[];

export interface UnderstandDeps {
  readonly understand: Understand;
  /** A second reading of what the first is unsure of; absent without a language model. */
  readonly askModel?: (text: string, listening: Listening) => Promise<Frame | null>;
  readonly listEntities: ListEntities;
  readonly lines: AsyncIterable<string>;
  readonly out: (line: string) => void;
  readonly now: () => Date;
}

const request = z.object({
  text: z.string(),
  /** Without an offset it is what the clock shows where the text was written. */
  now: z.iso.datetime({ offset: true, local: true }).optional(),
  role: z.string().default("donor"),
  locale: z.enum(["vi", "en"]).nullish(),
  awaiting: z.string().nullish(),
});

export async function runUnderstand(
  args: readonly string[],
  { understand, askModel, listEntities, lines, out, now }: UnderstandDeps,
): Promise<number> {
  const entities = args.includes("--entities");
  for await (const line of lines) {
    const read = readRequest(line);
    if ("error" in read) {
      out(JSON.stringify(read));
      continue;
    }
    const { text, role } = read;
    const locale = read.locale ?? null;
    if (entities) {
      const clock = read.now === undefined ? wallClockOf(now()) : written(read.now);
      out(JSON.stringify({ entities: listEntities(text, clock, locale) }));
      continue;
    }
    const at = read.now === undefined ? now() : instantOf(read.now);
    const awaiting = (read.awaiting ?? null) as Parameters<Understand>[1]["awaiting"];
    const listening: Listening = { now: at, role, locale, awaiting, running: null };
    const frame = understand(text, listening);
    const second = isUnsure(frame) ? await askModel?.(text, listening) : null;
    out(JSON.stringify(answerOf(second ?? frame)));
  }
  return 0;
}

function readRequest(line: string): z.infer<typeof request> | { readonly error: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
  const read = request.safeParse(json);
  if (read.success) return read.data;
  return { error: read.error.issues.map(({ path, message }) => `${path.join(".") || "line"}: ${message}`).join("; ") };
}

const offset = /(?:Z|[+-]\d\d:\d\d)$/u;

/** The clock as it stands in the request, to the second, with its offset if it has one. */
function written(now: string): string {
  const [zone = ""] = offset.exec(now) ?? [];
  return `${now.replace(offset, "")}:00`.slice(0, "2026-10-15T09:00:00".length) + zone;
}

/** A clock without an offset stands in Vietnam, where frames are made. */
function instantOf(now: string): Date {
  return new Date(offset.test(now) ? now : `${now}+07:00`);
}

function answerOf({
  intent,
  confidence,
  slots,
  language,
  otherIntents,
  alternatives,
  unsure = [],
  by,
}: Frame): Record<string, Json | Frame["slots"] | readonly object[]> {
  const readings = [
    ...otherIntents.map((other) => ({ intent: other })),
    ...alternatives,
    ...unsure.map((slot) => ({ slot, values: [] })),
  ];
  return { intent, confidence, slots, language, alternatives: readings, by: by ?? "local" };
}
