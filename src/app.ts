/**
 * The story of a message on one screen: a channel stores what it heard in the inbox; a worker takes the conversation,
 * the sentence is understood, the dialogue decides, the ledger acts, the answer goes to the outbox; another worker puts it into words and sends it.
 */
import { createCarryOut, type Outside } from "./carry-out.ts";
import type { World } from "./converse/turn.ts";
import type { Attach } from "./deliver/carry.ts";
import { createGathering } from "./deliver/gather.ts";
import { createInbox } from "./deliver/inbox.ts";
import type { Logger } from "./deliver/logger.ts";
import { createOutbox } from "./deliver/outbox.ts";
import { createPool, type Pool, type Work, workOnce } from "./deliver/pool.ts";
import { type Channel, type Inbound, inboundSchema } from "./model/channel.ts";
import type { Language, Message } from "./model/message.ts";
import type { Store } from "./model/store.ts";
import type { RenderedMessage } from "./model/channel.ts";
import type { TemplateSender } from "./model/template-sender.ts";

export interface AppDeps {
  readonly store: Store;
  readonly world: World;
  readonly channels: readonly Channel[];
  /** Absent: nothing leaves by template. */
  readonly templates?: TemplateSender | null;
  readonly outside: Outside;
  readonly render: (message: Message, language: Language, channel: Channel) => readonly RenderedMessage[];
  readonly attach?: Attach;
  readonly now: () => Date;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  readonly logger: Logger;
  readonly count: (name: "received" | "turns" | "sent", labels?: Readonly<Record<string, string>>) => void;
  readonly timeTurn: (seconds: number) => void;
  /** Something else that is looked after at the start, then every minute, and brought to an end before the ledger closes. Never rejects. */
  readonly chore?: { readonly look: () => Promise<void>; readonly stop: () => Promise<void> };
}

export interface App {
  /** Stores events, then has them worked on. Rejects when the store is away. */
  ingest(events: readonly Inbound[]): Promise<void>;
  /** Starts the channels and the workers. */
  start(): Promise<void>;
  /** Stops receiving, finishes what is under way and does not hang. What is left stays in the inbox and the outbox. */
  stop(): Promise<void>;
  /** Works until nothing more can be done now, without the workers: tests and commands. */
  drain(): Promise<void>;
  /** Does what is due at an instant. */
  tick(at: Date): Promise<object>;
}

/** How long workers rest when another process may have written something. */
const restMs = 500;
const brokenMs = 2_000;
/** Shorter than what a process manager allows before it kills, longer than nearly every turn. */
const patienceMs = 8_000;
const tickEveryMs = 60_000;
/** The calendar works in portions, each well below what a call may take; what is left after so many is done a minute later. */
const mostTickCalls = 200;

export function createApp(deps: AppDeps): App {
  const { store, now, logger, count } = deps;
  const channels = new Map(deps.channels.map((channel) => [channel.name as string, channel]));
  let pools: Pool[] = [];
  let ticking: NodeJS.Timeout | undefined;
  const wake = () => pools.forEach((pool) => pool.wake());

  const inbox = createInbox({
    store,
    now,
    logger,
    runTurn: createCarryOut({ ...deps, channels, onCommitted: wake }),
    onTurn: (outcome, seconds) => {
      count("turns", { outcome });
      deps.timeTurn(seconds);
    },
  });
  const outbox = createOutbox({ ...deps, channels, onSent: (channel, outcome) => count("sent", { channel, outcome }) });

  const put = createGathering<Inbound>(async (events) => {
    await store.call({ as: "worker" }, "inbox_put", { p_events: events, p_now: now() });
  });

  async function ingest(events: readonly Inbound[]): Promise<void> {
    await put(events.map((event) => inboundSchema.parse(event)));
    count("received");
    wake();
  }

  async function tick(at: Date): Promise<object> {
    const total: Record<string, unknown> = {};
    let more = true;
    for (let calls = 0; more && calls < mostTickCalls; calls += 1) {
      const done = await store.call<Record<string, unknown>>({ as: "worker" }, "tick", { p_now: at });
      const { more: left = false, ...did } = done.ok ? done.value : {};
      more = left === true;
      for (const [name, value] of Object.entries(did)) total[name] = sum(total[name], value);
      wake();
    }
    return total;
  }

  const workOn = (work: Work, what: string) =>
    createPool(work, {
      restMs,
      brokenMs,
      patienceMs,
      onBroken: (error) => logger.error({ err: error }, `The ${what} worker could not work`),
    });

  return {
    ingest,
    tick,
    async start() {
      pools = [workOn(inbox, "inbox"), workOn(outbox, "outbox")];
      const runTick = () => void tick(now()).catch((error: unknown) => logger.error({ err: error }, "The tick failed"));
      ticking = setInterval(() => {
        runTick();
        void deps.chore?.look();
      }, tickEveryMs);
      runTick();
      void deps.chore?.look();
      await Promise.all(deps.channels.map((channel) => channel.start(ingest)));
    },
    async stop() {
      clearInterval(ticking);
      await Promise.all(deps.channels.map((channel) => channel.stop()));
      await Promise.all(pools.map((pool) => pool.stop()));
      pools = [];
      await deps.chore?.stop();
    },
    async drain() {
      while ((await workOnce(inbox)) + (await workOnce(outbox)) > 0);
    },
  };
}

/** Counts of several portions add up, also those that are told apart by name; anything else is told once. */
function sum(before: unknown, value: unknown): unknown {
  if (typeof before === "number" && typeof value === "number") return before + value;
  if (!isCounts(before) || !isCounts(value)) return value;
  return Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(value)])].map((name) => [
      name,
      (before[name] ?? 0) + (value[name] ?? 0),
    ]),
  );
}

function isCounts(value: unknown): value is Readonly<Record<string, number>> {
  return (
    typeof value === "object" && value !== null && Object.values(value).every((count) => typeof count === "number")
  );
}
