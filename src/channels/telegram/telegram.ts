/**
 * The Telegram channel: what people write there comes in by webhook or by polling, what we answer goes out by the Bot API.
 * Built on grammY's typed `Api` alone: sessions, conversations and retries of their own would keep a second truth beside the ledger.
 */
import { Api } from "grammy";
import type { Capabilities, Channel } from "../../model/channel.ts";
import { createFetchFile } from "./fetch-file.ts";
import { failureOf } from "./failures.ts";
import { createIntake } from "./intake.ts";
import type { Intake } from "./intake.ts";
import { createLease } from "../lease.ts";
import type { Lease } from "../lease.ts";
import type { Logger } from "../logger.ts";
import { poll } from "./polling.ts";
import { publishProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";
import { createRetry } from "../retry.ts";
import type { Pauses } from "../retry.ts";
import { createSend } from "./send.ts";
import { grammySignal } from "./signal.ts";
import { wantedUpdates } from "./update.ts";
import { createWebhook } from "./webhook.ts";

/** 4096 characters after markup (Bot API, "sendMessage"); labels beyond 40 are cut on most phones. */
const capabilities: Capabilities = {
  maxLength: 4_096,
  buttons: "inline",
  maxButtonLabel: 40,
  markup: "html",
  phoneControl: "on_request",
  // Bot API, "Sending files": 50 MB.
  files: { maxBytes: 50_000_000 },
};

export interface Timing {
  /** For every call but polling. */
  readonly callMs: number;
  /** Telegram holds a poll open for at most 50 s. */
  readonly pollSeconds: number;
  /** How often a process that does not hold the lease asks for it. */
  readonly standbyMs: number;
  /** How long a process that crashed keeps others from polling. */
  readonly leaseSeconds: number;
  readonly renewMs: number;
  readonly pauses: Pauses;
}

const usualTiming: Timing = {
  callMs: 20_000,
  pollSeconds: 30,
  standbyMs: 2_000,
  leaseSeconds: 8,
  renewMs: 2_500,
  pauses: { firstMs: 1_000, capMs: 60_000 },
};

export interface TelegramOptions {
  readonly token: string;
  /** Without a slash at the end, for example `https://api.telegram.org`. */
  readonly apiRoot: string;
  /** Where files are downloaded from; `<apiRoot>/file` when absent. */
  readonly fileRoot?: string;
  /** Present: Telegram pushes to `url`. Absent: we poll, one process at a time under `lease`. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  readonly lease: Lease;
  readonly profile: Profile;
  readonly logger: Logger;
  readonly now: () => Date;
  /** In [0, 1). */
  readonly random: () => number;
  readonly timing?: Partial<Timing>;
}

export function createTelegram(options: TelegramOptions): Channel {
  const { token, apiRoot, logger, webhook } = options;
  const timing = { ...usualTiming, ...options.timing };
  const api = new Api(token, { apiRoot, timeoutSeconds: timing.callMs / 1_000 });
  const stopping = new AbortController();
  let intake: Intake | null = null;
  let receiving: Promise<unknown> = Promise.resolve();
  let stopped: Promise<void> | null = null;
  let ready = false;

  const setReady = (value: boolean) => {
    ready = value && !stopping.signal.aborted;
  };

  return {
    name: "telegram",
    capabilities,
    ...(webhook && { webhook: createWebhook({ secret: webhook.secret, intake: () => intake, logger }) }),
    send: createSend({ api, logger, timeoutMs: timing.callMs }),
    fetchFile: createFetchFile({
      api,
      token,
      fileRoot: options.fileRoot ?? `${apiRoot}/file`,
      timeoutMs: timing.callMs,
    }),
    ready: () => ready,
    async start(ingest) {
      intake = createIntake({ api, ingest, logger, signal: stopping.signal });
      receiving = receive(intake);
    },
    async stop() {
      stopped ??= close();
      await stopped;
    },
  };

  async function close(): Promise<void> {
    const open = intake;
    intake = null;
    ready = false;
    stopping.abort();
    await receiving;
    await open?.settled();
  }

  /** Runs in the background until everything is set up (webhook) or until the stop (polling). */
  async function receive(intake: Intake): Promise<void> {
    const { signal } = stopping;
    const retry = createRetry({ signal, random: options.random, pauses: timing.pauses, failureOf });
    const introduce = () =>
      retry.until(
        () => publishProfile(api, options.profile, signal),
        (failure) => logger.warn(failure, "telegram commands and descriptions not published; trying again"),
      );
    if (webhook) {
      const { url, secret } = webhook;
      const registered = await retry.until(
        () => api.setWebhook(url, { secret_token: secret, allowed_updates: wantedUpdates }, grammySignal(signal)),
        (failure) => logger.warn(failure, "telegram webhook not registered; trying again"),
      );
      setReady(registered);
      await introduce();
      return;
    }
    const pollApi = new Api(token, { apiRoot, timeoutSeconds: timing.pollSeconds + 15 });
    const lease = createLease({
      lease: options.lease,
      name: "telegram-polling",
      holder: `telegram-${options.random().toString(36).slice(2)}`,
      seconds: timing.leaseSeconds,
      renewMs: timing.renewMs,
      pause: (ms, until) => retry.pause(ms, until),
    });
    const polling = poll({ ...options, ...timing, api: pollApi, lease, intake, retry, ready: setReady });
    await Promise.all([introduce(), polling]);
  }
}
