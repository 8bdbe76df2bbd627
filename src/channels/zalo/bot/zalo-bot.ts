/**
 * The channel of Zalo's Bot Platform: private chats with plain text, where every choice is a numbered line.
 * A thin client of our own: no package for it is maintained, licensed and without surprises at once (docs/decisions/007).
 */
import type { Capabilities, Channel } from "../../../model/channel.ts";
import { createLease } from "../../lease.ts";
import type { Lease } from "../../lease.ts";
import type { Logger } from "../../logger.ts";
import { createRetry } from "../../retry.ts";
import type { Pauses, Retry } from "../../retry.ts";
import { download } from "../download.ts";
import { isLoopbackHost } from "../public-address.ts";
import { createClient } from "./client.ts";
import { failureOf } from "./failures.ts";
import { createIntake } from "./intake.ts";
import type { Intake } from "./intake.ts";
import { createPace } from "./pace.ts";
import { poll } from "./polling.ts";
import { createSend } from "./send.ts";
import type { Unstored } from "./unstored.ts";
import { createWebhook } from "./webhook.ts";

/** 2000 characters; UTF-16 units are never fewer than characters, so this is the stricter count. */
const capabilities: Capabilities = { maxLength: 2_000, buttons: "none", maxButtonLabel: 0, markup: "plain" };

export interface Timing {
  /** For every call but polling. With `longestWaitMs` within the 20 s that sending may take. */
  readonly callMs: number;
  readonly pollSeconds: number;
  /** How often a process that does not hold the lease asks for it. */
  readonly standbyMs: number;
  /** How long a process that crashed keeps others from polling. */
  readonly leaseSeconds: number;
  readonly renewMs: number;
  readonly pauses: Pauses;
  readonly perAddressMs: number;
  readonly overallMs: number;
  readonly longestWaitMs: number;
}

const usualTiming: Timing = {
  callMs: 14_000,
  pollSeconds: 30,
  standbyMs: 2_000,
  leaseSeconds: 8,
  renewMs: 2_500,
  pauses: { firstMs: 1_000, capMs: 30_000 },
  perAddressMs: 1_000,
  overallMs: 50,
  longestWaitMs: 5_000,
};

export interface ZaloBotOptions {
  readonly token: string;
  /** Without a slash at the end. On this machine: then pictures may come from this machine, too. */
  readonly apiRoot: string;
  /** Present: Zalo pushes to `url`. Absent: we poll, one process at a time under `lease`. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  readonly lease: Lease;
  readonly unstored: Unstored;
  readonly logger: Logger;
  /** Milliseconds that only grow, whatever happens to the time of day. */
  readonly elapsedMs: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly timing?: Partial<Timing>;
}

export function createZaloBot(options: ZaloBotOptions): Channel {
  const { token, apiRoot, logger, webhook, elapsedMs } = options;
  const timing = { ...usualTiming, ...options.timing };
  const client = createClient(apiRoot, token);
  const stopping = new AbortController();
  const retry = createRetry({ signal: stopping.signal, random: options.random, pauses: timing.pauses, failureOf });
  const loopback = isLoopbackHost(new URL(apiRoot).hostname);
  let intake: Intake | null = null;
  let receiving: Promise<unknown> = Promise.resolve();
  let stopped: Promise<void> | null = null;
  let ready = false;

  const setReady = (value: boolean) => {
    ready = value && !stopping.signal.aborted;
  };

  return {
    name: "zalo_bot",
    capabilities,
    ...(webhook && { webhook: createWebhook({ secret: webhook.secret, intake: () => intake, logger }) }),
    send: createSend({
      client,
      pace: createPace({ ...timing, elapsedMs }),
      pause: (ms) => retry.pause(ms),
      longestWaitMs: timing.longestWaitMs,
      timeoutMs: timing.callMs,
    }),
    fetchFile: (fileId, maxBytes) => download(fileId, { maxBytes, timeoutMs: timing.callMs, loopback }),
    ready: () => ready,
    async start(ingest) {
      intake = createIntake(ingest, logger);
      receiving = webhook ? register(webhook, retry) : receive(intake, retry);
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

  async function register({ url, secret }: { url: string; secret: string }, { signal, until }: Retry): Promise<void> {
    const registered = await until(
      () => client.ask("setWebhook", { url, secret_token: secret }, { timeoutMs: timing.callMs, quit: signal }),
      (failure) => logger.warn(failure, "zalo bot webhook not registered; trying again"),
    );
    setReady(registered);
  }

  async function receive(intake: Intake, retry: Retry): Promise<void> {
    const lease = createLease({
      lease: options.lease,
      name: "zalo-bot-polling",
      holder: `zalo-bot-${options.random().toString(36).slice(2)}`,
      seconds: timing.leaseSeconds,
      renewMs: timing.renewMs,
      pause: (ms, until) => retry.pause(ms, until),
    });
    await poll({ ...options, ...timing, client, lease, intake, retry, ready: setReady });
  }
}
