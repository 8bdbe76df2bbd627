/**
 * The only file that reads the environment. Everything else is handed plain values; all mistakes are told at once.
 * With an empty environment the product runs on one machine: embedded database, chat page, terminal.
 */
import { settingNames, settings, type Settings } from "./config/settings.ts";
import { findTypos } from "./config/typos.ts";
import type { LogLevel } from "./log.ts";

export type StoreConfig =
  | { readonly type: "embedded" }
  | { readonly type: "postgres"; readonly url: string }
  | { readonly type: "supabase"; readonly url: string; readonly key: string; readonly jwtSecret: string };

/** A platform that is switched on; `webhook` is absent while it is polled. */
export interface BotConfig {
  readonly token: string;
  readonly apiRoot: string;
  readonly webhook?: { readonly publicUrl: string; readonly secret: string };
}

export interface ZaloOfficialAccountConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly secretKey: string;
  /** Null: an operator authorises the account with a command. */
  readonly refreshToken: string | null;
  readonly formImage: string | null;
  readonly apiRoot: string;
  readonly oauthRoot: string;
  readonly znsApiRoot: string;
  /** By the key of the message; `data`: name in the template to path in the message. */
  readonly znsTemplates: Readonly<
    Record<string, { readonly id: string; readonly data?: Readonly<Record<string, string>> }>
  >;
}

/** Any server that speaks OpenAI's protocol. */
export interface ModelConfig {
  readonly apiKey: string;
  readonly baseUrl: string | null;
  readonly name: string | null;
  /** Null: voice notes are answered with a request to type. */
  readonly transcriber: string | null;
}

export interface Config {
  readonly web: { readonly port: number; readonly host: string; readonly publicUrl: string | null };
  readonly dataDir: string;
  readonly store: StoreConfig;
  readonly telegram: BotConfig | null;
  readonly zaloBot: BotConfig | null;
  readonly zaloOa: ZaloOfficialAccountConfig | null;
  readonly model: ModelConfig | null;
  /** Never invented: null is answered with the sentence that it has not been published yet. */
  readonly contact: { readonly name: string | null; readonly phone: string | null };
  /** Numbers that anybody may call. */
  readonly helplines: Readonly<Record<"children" | "rescue" | "police" | "fire" | "ambulance", string>>;
  readonly controller: string | null;
  readonly clock: Date | null;
  /** Whether an empty database gets demo needs. */
  readonly demo: boolean;
  readonly logLevel: LogLevel;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: string[] };

export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): ConfigResult {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const read = settings.safeParse(present);
  const problems = [
    ...(read.error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
    ...findContradictions(present),
    ...findTypos(Object.keys(present), settingNames),
  ];
  return read.success && problems.length === 0 ? { ok: true, config: arrange(read.data) } : { ok: false, problems };
}

/** One block for people: what to put right before the next start. */
export function describeProblems(problems: readonly string[]): string {
  return ["The settings need to be put right (see .env.example):", ...problems.map((problem) => `  - ${problem}`)].join(
    "\n",
  );
}

/** Every secret value, for the log to leave out. */
export function secretsOf({ store, telegram, zaloBot, zaloOa, model }: Config): string[] {
  return [
    ...(store.type === "supabase" ? [store.key, store.jwtSecret] : []),
    ...(store.type === "postgres" ? [store.url] : []),
    ...[telegram, zaloBot].flatMap((bot) => [bot?.token, bot?.webhook?.secret]),
    zaloOa?.appSecret,
    zaloOa?.secretKey,
    zaloOa?.refreshToken,
    model?.apiKey,
  ].filter((secret) => typeof secret === "string");
}

function findContradictions(env: { readonly [name in keyof Settings]?: string }): string[] {
  const problems: string[] = [];
  if (env.SUPABASE_URL && env.DATABASE_URL) problems.push("SUPABASE_URL and DATABASE_URL exclude each other: keep one");
  if (env.SUPABASE_URL && !env.SUPABASE_KEY) problems.push("SUPABASE_KEY is needed with SUPABASE_URL");
  if (env.SUPABASE_URL && !env.SUPABASE_JWT_SECRET)
    problems.push("SUPABASE_JWT_SECRET is needed with SUPABASE_URL: the bot asks as the person it talks to");
  if (!env.SUPABASE_URL && (env.SUPABASE_KEY || env.SUPABASE_JWT_SECRET))
    problems.push("SUPABASE_URL is needed with SUPABASE_KEY and SUPABASE_JWT_SECRET");
  if (env.ZALO_OA_APP_ID && !env.ZALO_OA_APP_SECRET)
    problems.push("ZALO_OA_APP_SECRET is needed with ZALO_OA_APP_ID: without it the access token cannot be renewed");
  if (env.ZALO_OA_APP_ID && !env.ZALO_OA_SECRET_KEY)
    problems.push(
      "ZALO_OA_SECRET_KEY is needed with ZALO_OA_APP_ID: it is not the app's secret; it checks what Zalo pushes",
    );
  const webhook = env.TELEGRAM_WEBHOOK_SECRET ?? env.ZALO_BOT_WEBHOOK_SECRET;
  if (webhook && env.PUBLIC_URL && !isSecure(env.PUBLIC_URL))
    problems.push("PUBLIC_URL must start with https:// for webhooks (http:// only on this machine)");
  return problems;
}

function isSecure(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

function arrange(env: Settings): Config {
  const store = arrangeStore(env);
  return {
    web: { port: env.PORT, host: env.HOST, publicUrl: env.PUBLIC_URL ?? null },
    dataDir: env.DATA_DIR,
    store,
    telegram: arrangeBot(env.TELEGRAM_BOT_TOKEN, env.TELEGRAM_API_ROOT, env.TELEGRAM_WEBHOOK_SECRET, env.PUBLIC_URL),
    zaloBot: arrangeBot(env.ZALO_BOT_TOKEN, env.ZALO_BOT_API_ROOT, env.ZALO_BOT_WEBHOOK_SECRET, env.PUBLIC_URL),
    zaloOa: arrangeOfficialAccount(env),
    model: env.OPENAI_API_KEY
      ? {
          apiKey: env.OPENAI_API_KEY,
          baseUrl: env.OPENAI_BASE_URL ?? null,
          name: env.OPENAI_MODEL ?? null,
          transcriber: env.OPENAI_TRANSCRIBE_MODEL ?? null,
        }
      : null,
    contact: { name: env.CONTACT_NAME ?? null, phone: env.CONTACT_PHONE ?? null },
    helplines: {
      children: env.HELPLINE_CHILDREN,
      rescue: env.HELPLINE_RESCUE,
      police: env.HELPLINE_POLICE,
      fire: env.HELPLINE_FIRE,
      ambulance: env.HELPLINE_AMBULANCE,
    },
    controller: env.CONTROLLER_NAME ?? null,
    clock: env.CLOCK ? new Date(env.CLOCK) : null,
    demo: env.DEMO ? env.DEMO === "on" : store.type === "embedded",
    logLevel: env.LOG_LEVEL,
  };
}

function arrangeStore({ SUPABASE_URL, SUPABASE_KEY, SUPABASE_JWT_SECRET, DATABASE_URL }: Settings): StoreConfig {
  if (SUPABASE_URL && SUPABASE_KEY && SUPABASE_JWT_SECRET)
    return { type: "supabase", url: SUPABASE_URL, key: SUPABASE_KEY, jwtSecret: SUPABASE_JWT_SECRET };
  return DATABASE_URL ? { type: "postgres", url: DATABASE_URL } : { type: "embedded" };
}

function arrangeBot(
  token: string | undefined,
  apiRoot: string,
  secret: string | undefined,
  publicUrl: string | undefined,
): BotConfig | null {
  if (!token) return null;
  return { token, apiRoot, ...(secret && publicUrl ? { webhook: { publicUrl, secret } } : {}) };
}

function arrangeOfficialAccount(env: Settings): ZaloOfficialAccountConfig | null {
  const { ZALO_OA_APP_ID: appId, ZALO_OA_APP_SECRET: appSecret, ZALO_OA_SECRET_KEY: secretKey } = env;
  if (!appId || !appSecret || !secretKey) return null;
  return {
    appId,
    appSecret,
    secretKey,
    refreshToken: env.ZALO_OA_REFRESH_TOKEN ?? null,
    formImage: env.ZALO_OA_FORM_IMAGE ?? null,
    apiRoot: env.ZALO_OA_API_ROOT,
    oauthRoot: env.ZALO_OA_OAUTH_ROOT,
    znsApiRoot: env.ZALO_ZNS_API_ROOT,
    znsTemplates: env.ZALO_ZNS_TEMPLATES ?? {},
  };
}
