/**
 * The log: one JSON line per event, for operators. What people wrote, where they can be reached, and every secret stay out:
 * by the name of the field at any depth, and by value for the secrets that we know.
 */
import { createHmac } from "node:crypto";
import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from "pino";

export type { Logger };

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

const hidden = "[hidden]";

/** Field names, compared without case and separators: `bot_token`, `Authorization`, `SUPABASE_KEY`, `caption` … */
const hiddenNames =
  /token|secret|password|authorization|cookie|apikey|supabasekey|phone|^(?:text|plain|caption|address|body)$/;

/** Deeper structures are data of somebody else's making; they are not worth a log line. */
const maxDepth = 6;

export interface LogOptions {
  readonly level: LogLevel;
  /** Values that must not appear anywhere, not even inside the message of somebody else's error. */
  readonly secrets?: readonly string[];
  readonly destination?: DestinationStream;
}

export function createLog({ level, secrets = [], destination }: LogOptions): Logger {
  // Short values would blank out ordinary words.
  const known = secrets.filter((secret) => secret.length >= 8).toSorted((a, b) => b.length - a.length);
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).map(hideField)),
    },
    // Errors are written by `hide`, so that what other libraries hang on them is hidden too.
    serializers: { err: (written: unknown) => written },
    hooks: { streamWrite: (line: string) => known.reduce((clean, secret) => clean.replaceAll(secret, hidden), line) },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Makes ids of platforms followable in the log without telling who it is; keyed, because chat ids can be guessed. */
export function createHashId(key: string): (id: string) => string {
  return (id) => createHmac("sha256", key).update(id).digest("base64url").slice(0, 12);
}

function hideField([name, value]: [string, unknown]): [string, unknown] {
  return [name, isHidden(name) ? hidden : hide(value, 1)];
}

function hide(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth > maxDepth) return "[deep]";
  if (value instanceof Error) return hide({ ...stdSerializers.err(value), raw: undefined }, depth);
  if (Array.isArray(value)) return value.map((part) => hide(part, depth + 1));
  const fields = Object.entries(value);
  return Object.fromEntries(fields.map(([name, part]) => [name, isHidden(name) ? hidden : hide(part, depth + 1)]));
}

function isHidden(name: string): boolean {
  return hiddenNames.test(name.toLowerCase().replaceAll(/[_-]/g, ""));
}
