/**
 * Every environment variable that exists, what it means and what it is when absent. `.env.example` is written from this file.
 * An empty value counts as absent.
 */
import { z } from "zod";
import { logLevels } from "../log.ts";

const url = () => z.url({ protocol: /^https?$/, error: "must be an http(s) address" });

/** Roots of APIs are joined with paths, so they carry no slash at the end. */
const root = (fallback: string) =>
  url()
    .transform((value) => value.replace(/\/+$/, ""))
    .default(fallback);

const secretHeader = (shortest: 1 | 8) =>
  z
    .string()
    .regex(
      new RegExp(`^[A-Za-z0-9_-]{${shortest},256}$`),
      `must be ${shortest} to 256 characters of A-Z, a-z, 0-9, _ and -`,
    );

/** Part of the address of every call. */
const botToken = (giver: string) =>
  z.string().regex(/^[^\s/?#]+$/, `must be the token as ${giver} gives it, without spaces`);

const template = z.union([
  z
    .string()
    .min(1)
    .transform((id) => ({ id })),
  z.object({ id: z.string().min(1), data: z.record(z.string(), z.string()) }),
]);

const templates = z.string().transform((value, context): Record<string, z.infer<typeof template>> => {
  const read = z.record(z.string(), template).safeParse(readJson(value));
  if (read.success) return read.data;
  context.addIssue('must be JSON like {"reminder.pledge":"700001"}');
  return z.NEVER;
});

/** National numbers as they are known; whoever operates the product checks them before people are told to call. */
const helpline = (number: string) =>
  z
    .string()
    .regex(/^\+?[\d .()-]{3,30}$/, "must be a phone number")
    .default(number);

export const settings = z.object({
  PORT: z.coerce
    .number("must be a number from 0 to 65535")
    .int("must be a number from 0 to 65535")
    .min(0, "must be a number from 0 to 65535")
    .max(65_535, "must be a number from 0 to 65535")
    .default(3000)
    .describe("Port of the web server; 0 takes any free one"),
  HOST: z.string().default("127.0.0.1").describe("Address that the web server listens on"),
  PUBLIC_URL: url()
    .transform((value) => value.replace(/\/+$/, ""))
    .optional()
    .describe("Address under which the world reaches the web server; needed for webhooks"),

  DATA_DIR: z.string().default(".data").describe("Folder of the embedded database and of photos"),
  SUPABASE_URL: url().optional().describe("A Supabase project instead of the embedded database"),
  SUPABASE_KEY: z.string().optional().describe("Its publishable (anon) key; never the service key"),
  SUPABASE_JWT_SECRET: z
    .string()
    .optional()
    .describe("Its JWT secret: signs the short-lived token of the person asking"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" })
    .optional()
    .describe("A plain PostgreSQL 15 or newer instead of the embedded database"),

  TELEGRAM_BOT_TOKEN: botToken("BotFather").optional().describe("Switches Telegram on"),
  TELEGRAM_API_ROOT: root("https://api.telegram.org").describe("Telegram's Bot API, or a local server of it"),
  TELEGRAM_WEBHOOK_SECRET: secretHeader(1)
    .optional()
    .describe("With PUBLIC_URL: Telegram pushes to /webhooks/telegram; without: long polling"),

  ZALO_BOT_TOKEN: botToken("Zalo").optional().describe("Switches the Zalo Bot Platform on"),
  ZALO_BOT_API_ROOT: root("https://bot-api.zaloplatforms.com").describe("Zalo's Bot API"),
  ZALO_BOT_WEBHOOK_SECRET: secretHeader(8)
    .optional()
    .describe("With PUBLIC_URL: Zalo pushes to /webhooks/zalo/bot; without: long polling"),

  ZALO_OA_APP_ID: z.string().optional().describe("Switches the Zalo Official Account on: id of the app"),
  ZALO_OA_APP_SECRET: z.string().optional().describe("Secret of the app: renews the access token"),
  ZALO_OA_SECRET_KEY: z.string().optional().describe("Secret key of the Official Account: checks webhook signatures"),
  ZALO_OA_REFRESH_TOKEN: z.string().optional().describe("First refresh token; a changed one replaces a broken chain"),
  ZALO_OA_FORM_IMAGE: url()
    .optional()
    .describe("Address of a picture (16:9) above the form in which people share their phone number"),
  ZALO_OA_API_ROOT: root("https://openapi.zalo.me").describe("Official Account API"),
  ZALO_OA_OAUTH_ROOT: root("https://oauth.zaloapp.com").describe("Where the access token is renewed"),
  ZALO_ZNS_API_ROOT: root("https://business.openapi.zalo.me").describe("Template messages (ZNS)"),
  ZALO_ZNS_TEMPLATES: templates
    .optional()
    .describe(
      'JSON, message key to approved template: {"reminder.pledge":"700001"}, or with the names of its parameters {"reminder.pledge":{"id":"700001","data":{"ma":"pledge.code"}}}; other messages are not sent by ZNS',
    ),

  OPENAI_API_KEY: z
    .string()
    .optional()
    .describe("Switches the optional language model on: it sees redacted sentences of people who agreed, nothing else"),
  OPENAI_BASE_URL: url().optional().describe("Any server that speaks the same protocol; absent: OpenAI's own"),
  OPENAI_MODEL: z.string().optional().describe("Name of the model; absent: gpt-4o-mini"),
  OPENAI_TRANSCRIBE_MODEL: z
    .string()
    .optional()
    .describe(
      "Name of the model that writes down voice notes of people who agreed, for example whisper-1; absent: they are asked to type",
    ),

  CONTACT_NAME: z
    .string()
    .max(200)
    .optional()
    .describe("Who answers people that ask for a human, for example an office"),
  CONTACT_PHONE: z
    .string()
    .regex(/^\+?[\d .()-]{3,30}$/, "must be a phone number")
    .optional()
    .describe("The phone number of that office"),
  HELPLINE_CHILDREN: helpline("111").describe("Told to whoever reports a child in danger"),
  HELPLINE_RESCUE: helpline("112").describe("Search and rescue: told to people in danger of life"),
  HELPLINE_POLICE: helpline("113").describe("Police"),
  HELPLINE_FIRE: helpline("114").describe("Fire and rescue"),
  HELPLINE_AMBULANCE: helpline("115").describe("Ambulance"),
  CONTROLLER_NAME: z
    .string()
    .max(200)
    .optional()
    .describe("The agency that is responsible for personal data, named when consent is asked for"),

  CLOCK: z.iso
    .datetime({ offset: true, error: "must be an instant with its offset, like 2026-10-15T09:00:00+07:00" })
    .optional()
    .describe("Starts the product's clock at this instant (demonstrations, tests); absent: the real time"),
  DEMO: z
    .enum(["on", "off"], 'must be "on" or "off"')
    .optional()
    .describe("on loads demo needs; default: on for an empty embedded database"),
  LOG_LEVEL: z
    .enum(logLevels, `must be one of ${logLevels.join(", ")}`)
    .default("info")
    .describe(`One of ${logLevels.join(", ")}`),
});

export type Settings = z.infer<typeof settings>;
export const settingNames = Object.keys(settings.shape);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
