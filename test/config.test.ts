import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { type Config, describeProblems, readConfig, secretsOf } from "../src/config.ts";
import { writeEnvExample } from "../src/config/env-example.ts";

const secret = "a-secret_of-20-chars";

function good(env: Record<string, string>): Config {
  const result = readConfig(env);
  if (!result.ok) throw new Error(describeProblems(result.problems));
  return result.config;
}

function problemsOf(env: Record<string, string>): string[] {
  const result = readConfig(env);
  return result.ok ? [] : result.problems;
}

describe("defaults", () => {
  test("an empty environment runs the whole product on one machine", () => {
    expect(good({})).toEqual({
      web: { port: 3000, host: "127.0.0.1", publicUrl: null },
      dataDir: ".data",
      store: { type: "embedded" },
      telegram: null,
      zaloBot: null,
      zaloOa: null,
      model: null,
      contact: { name: null, phone: null },
      helplines: { children: "111", rescue: "112", police: "113", fire: "114", ambulance: "115" },
      controller: null,
      clock: null,
      demo: true,
      logLevel: "info",
    });
  });

  test("an empty or blank value counts as absent", () => {
    expect(good({ PORT: "", TELEGRAM_BOT_TOKEN: " ", CLOCK: "", SUPABASE_URL: "" })).toEqual(good({}));
  });

  test("variables of other programs are no concern of ours", () => {
    expect(good({ PATH: "/bin", HOME: "/root", SUPABASE_ACCESS_TOKEN: "sbp", OPENAI_ORGANIZATION: "x" })).toEqual(
      good({}),
    );
  });
});

describe("arrangement", () => {
  test("SUPABASE_URL with its key and secret replaces the embedded database and its demo", () => {
    const config = good({ SUPABASE_URL: "https://x.test", SUPABASE_KEY: "key", SUPABASE_JWT_SECRET: "jwt" });
    expect(config.store).toEqual({ type: "supabase", url: "https://x.test", key: "key", jwtSecret: "jwt" });
    expect(config.demo).toBe(false);
  });

  test("DATABASE_URL is a plain PostgreSQL", () => {
    expect(good({ DATABASE_URL: "postgresql://u@127.0.0.1/x" }).store).toEqual({
      type: "postgres",
      url: "postgresql://u@127.0.0.1/x",
    });
  });

  test.for([
    [{}, undefined],
    [{ TELEGRAM_WEBHOOK_SECRET: secret }, undefined],
    [{ PUBLIC_URL: "https://x.test/" }, undefined],
    [
      { TELEGRAM_WEBHOOK_SECRET: secret, PUBLIC_URL: "https://x.test/" },
      { publicUrl: "https://x.test", secret },
    ],
    [
      { TELEGRAM_WEBHOOK_SECRET: secret, PUBLIC_URL: "http://127.0.0.1:8080" },
      { publicUrl: "http://127.0.0.1:8080", secret },
    ],
  ] as const)("Telegram is pushed to only with a secret and a public address: %j", ([env, webhook]) => {
    const { telegram } = good({ TELEGRAM_BOT_TOKEN: "1:a", ...env });
    expect(telegram?.webhook).toEqual(webhook);
    expect(telegram?.apiRoot).toBe("https://api.telegram.org");
  });

  test("the Zalo bot is pushed to with a secret and a public address, and polled without", () => {
    const push = { ZALO_BOT_WEBHOOK_SECRET: secret, PUBLIC_URL: "https://x.test/" };
    expect(good({ ZALO_BOT_TOKEN: "1:a", ...push }).zaloBot).toEqual({
      token: "1:a",
      apiRoot: "https://bot-api.zaloplatforms.com",
      webhook: { publicUrl: "https://x.test", secret },
    });
    expect(good({ ZALO_BOT_TOKEN: "1:a" }).zaloBot?.webhook).toBeUndefined();
  });

  test("the slash at the end of an API root is dropped", () => {
    expect(good({ TELEGRAM_BOT_TOKEN: "1:a", TELEGRAM_API_ROOT: "http://127.0.0.1:1/" }).telegram?.apiRoot).toBe(
      "http://127.0.0.1:1",
    );
  });

  test("CLOCK is read with its offset", () => {
    expect(good({ CLOCK: "2026-10-15T09:00:00+07:00" }).clock).toEqual(new Date("2026-10-15T02:00:00Z"));
  });

  test.for([
    [{ DEMO: "off" }, false],
    [{ DEMO: "on", DATABASE_URL: "postgres://x/y" }, true],
    [{ DATABASE_URL: "postgres://x/y" }, false],
  ] as const)("demo needs follow DEMO, else the kind of database: %j", ([env, demo]) => {
    expect(good(env).demo).toBe(demo);
  });

  test("templates of ZNS are read from JSON", () => {
    const account = { ZALO_OA_APP_ID: "1", ZALO_OA_APP_SECRET: "2", ZALO_OA_SECRET_KEY: "3" };
    const named = { id: "700002", data: { ma: "pledge.code" } };
    const written = JSON.stringify({ "reminder.pledge": "700001", "notice.pledge_lapsed": named });
    const config = good({ ...account, ZALO_ZNS_TEMPLATES: written });
    expect(config.zaloOa?.znsTemplates).toEqual({ "reminder.pledge": { id: "700001" }, "notice.pledge_lapsed": named });
  });

  test("the language model and the Zalo bot are off until their key is there", () => {
    expect(good({ OPENAI_MODEL: "m", ZALO_BOT_API_ROOT: "http://127.0.0.1:1" })).toMatchObject({
      model: null,
      zaloBot: null,
    });
    expect(good({ OPENAI_API_KEY: "k", ZALO_BOT_TOKEN: "z" })).toMatchObject({
      model: { apiKey: "k", baseUrl: null, name: null, transcriber: null },
      zaloBot: { token: "z" },
    });
  });

  test("every secret is known to the log", () => {
    const env = {
      SUPABASE_URL: "https://x.test",
      SUPABASE_KEY: "s1",
      SUPABASE_JWT_SECRET: "s2",
      TELEGRAM_BOT_TOKEN: "s3",
      TELEGRAM_WEBHOOK_SECRET: secret,
      PUBLIC_URL: "https://x.test",
      ZALO_BOT_TOKEN: "s4",
      ZALO_BOT_WEBHOOK_SECRET: `${secret}2`,
      ZALO_OA_APP_ID: "public",
      ZALO_OA_APP_SECRET: "s5",
      ZALO_OA_SECRET_KEY: "s6",
      ZALO_OA_REFRESH_TOKEN: "s7",
      OPENAI_API_KEY: "s8",
    };
    expect(secretsOf(good(env)).toSorted()).toEqual(
      [secret, `${secret}2`, "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"].toSorted(),
    );
    expect(secretsOf(good({}))).toEqual([]);
  });
});

describe("mistakes", () => {
  test.for([
    [{ PORT: "eighty" }, "PORT must be a number from 0 to 65535"],
    [{ PORT: "65536" }, "PORT must be a number from 0 to 65535"],
    [{ PORT: "-1" }, "PORT must be a number from 0 to 65535"],
    [{ PORT: "80.5" }, "PORT must be a number from 0 to 65535"],
    [{ PUBLIC_URL: "example.test" }, "PUBLIC_URL must be an http(s) address"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must be a postgres:// address"],
    [
      { TELEGRAM_WEBHOOK_SECRET: "sixteen chars with space" },
      "TELEGRAM_WEBHOOK_SECRET must be 1 to 256 characters of A-Z, a-z, 0-9, _ and -",
    ],
    [
      { ZALO_BOT_WEBHOOK_SECRET: "seven77" },
      "ZALO_BOT_WEBHOOK_SECRET must be 8 to 256 characters of A-Z, a-z, 0-9, _ and -",
    ],
    [{ ZALO_BOT_TOKEN: "12:a b" }, "ZALO_BOT_TOKEN must be the token as Zalo gives it, without spaces"],
    [{ CLOCK: "2026-10-15" }, "CLOCK must be an instant with its offset, like 2026-10-15T09:00:00+07:00"],
    [{ CLOCK: "2026-10-15T09:00:00" }, "CLOCK must be an instant with its offset, like 2026-10-15T09:00:00+07:00"],
    [{ DEMO: "yes" }, 'DEMO must be "on" or "off"'],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent"],
    [{ CONTACT_PHONE: "call me" }, "CONTACT_PHONE must be a phone number"],
    [{ ZALO_ZNS_TEMPLATES: "{" }, 'ZALO_ZNS_TEMPLATES must be JSON like {"reminder.pledge":"700001"}'],
    [{ ZALO_ZNS_TEMPLATES: '{"a":{"id":7}}' }, 'ZALO_ZNS_TEMPLATES must be JSON like {"reminder.pledge":"700001"}'],
    [{ ZALO_ZNS_TEMPLATES: "[1]" }, 'ZALO_ZNS_TEMPLATES must be JSON like {"reminder.pledge":"700001"}'],
    [
      { PUBLIC_URL: "http://x.test", TELEGRAM_WEBHOOK_SECRET: secret },
      "PUBLIC_URL must start with https:// for webhooks (http:// only on this machine)",
    ],
    [{ SUPABASE_KEY: "k" }, "SUPABASE_URL is needed with SUPABASE_KEY and SUPABASE_JWT_SECRET"],
    [
      { ZALO_OA_APP_ID: "1", ZALO_OA_SECRET_KEY: "k" },
      "ZALO_OA_APP_SECRET is needed with ZALO_OA_APP_ID: without it the access token cannot be renewed",
    ],
    [
      { ZALO_OA_APP_ID: "1", ZALO_OA_APP_SECRET: "s" },
      "ZALO_OA_SECRET_KEY is needed with ZALO_OA_APP_ID: it is not the app's secret; it checks what Zalo pushes",
    ],
    [{ TELEGRAM_TOKEN: "1:a" }, "TELEGRAM_TOKEN is not a setting. Is TELEGRAM_BOT_TOKEN meant?"],
    [{ ZALO_BOT_TOKN: "1:a" }, "ZALO_BOT_TOKN is not a setting. Is ZALO_BOT_TOKEN meant?"],
    [{ SUPABASE_KEYS: "k" }, "SUPABASE_KEYS is not a setting. Is SUPABASE_KEY meant?"],
    [{ OPENAI_APIKEY: "k" }, "OPENAI_APIKEY is not a setting. Is OPENAI_API_KEY meant?"],
  ] as const)("%j is told as it is", ([env, problem]) => {
    expect(problemsOf(env)).toEqual([problem]);
  });

  test("all mistakes are told at once, in one block", () => {
    const problems = problemsOf({
      PORT: "x",
      SUPABASE_URL: "https://x.test",
      DATABASE_URL: "postgres://x/y",
      TELEGRAM_TOKEN: "1:a",
    });
    expect(describeProblems(problems)).toMatchInlineSnapshot(`
      "The settings need to be put right (see .env.example):
        - PORT must be a number from 0 to 65535
        - SUPABASE_URL and DATABASE_URL exclude each other: keep one
        - SUPABASE_KEY is needed with SUPABASE_URL
        - SUPABASE_JWT_SECRET is needed with SUPABASE_URL: the bot asks as the person it talks to
        - TELEGRAM_TOKEN is not a setting. Is TELEGRAM_BOT_TOKEN meant?"
    `);
  });

  test("a problem never repeats a secret", () => {
    expect(problemsOf({ TELEGRAM_WEBHOOK_SECRET: "hush", TELEGRAM_BOT_TOKEN: "hu sh" }).join("\n")).not.toMatch(
      /hu ?sh/,
    );
  });
});

describe(".env.example", () => {
  const committed = readFileSync(new URL("../.env.example", import.meta.url), "utf8");

  test("it is current; else run: node src/command/env-example.ts > .env.example", () => {
    expect(committed).toBe(writeEnvExample());
  });

  test("copied as it is, it changes nothing", () => {
    expect(good(parseEnv(committed) as Record<string, string>)).toEqual(good({}));
  });
});
