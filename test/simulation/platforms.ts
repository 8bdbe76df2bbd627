/** The platforms as they are, not as our ledger believes them to be: who may be written to now, what it costs, what is left. */
import type { Channel, RenderedMessage, SendResult } from "../../src/model/channel.ts";
import type { Params } from "../../src/model/message.ts";
import type { TemplateSender } from "../../src/model/template-sender.ts";
import { type ConversationChannel, conversationChannels, day, hour, type Member, type Random } from "./people.ts";

export type Cost = "free" | "quota" | "template";
export type WayName = ConversationChannel | "zalo_zns";

export interface Arrival {
  readonly way: WayName;
  readonly cost: Cost;
  readonly address: string;
  /** Ids of the messages that it says. */
  readonly ids: readonly string[];
}

export interface PlatformOptions {
  readonly now: () => number;
  readonly random: Random;
  readonly templateKeys: readonly string[];
  readonly withoutZalo: ReadonlySet<string>;
  readonly boughtPerMonth: number;
  readonly templatesPerDay: number;
  /** Share of calls that fail before anything is sent. */
  readonly faults: number;
  /** Told before anything is taken from a quota. */
  readonly onArrival: (arrival: Arrival) => void;
}

export interface Platforms {
  readonly channels: readonly Channel[];
  readonly templates: TemplateSender;
  hears(channel: ConversationChannel, address: string): void;
  block(channel: ConversationChannel, address: string): void;
  useFree(address: string): void;
  /** What a message would cost over this way now; null: it would not be carried. */
  costOf(way: WayName, who: Pick<Member, "address" | "phone">): Cost | null;
  /** Calls that failed since it was asked last. */
  takeFaults(): number;
}

const free = 8;

/** What a message of the simulation says. */
export function idOf(params: Params): string {
  const { id, name } = params;
  return typeof id === "string" ? id : typeof name === "string" ? name : "somebody";
}

export function createPlatforms(options: PlatformOptions): Platforms {
  const { now, random, onArrival } = options;
  const blocked = new Set<string>();
  const lastWritten = new Map<string, number>();
  const freeUsed = new Map<string, number>();
  const bought = new Map<string, number>();
  const templated = new Map<string, number>();
  let faults = 0;
  let sent = 0;
  const local = () => new Date(now() + 7 * hour).toISOString();
  const month = () => local().slice(0, 7);
  const today = () => local().slice(0, 10);
  const left = (used: ReadonlyMap<string, number>, period: string, all: number) => all - (used.get(period) ?? 0);
  const take = (used: Map<string, number>, period: string) => void used.set(period, (used.get(period) ?? 0) + 1);

  function costOf(way: WayName, { address, phone }: Pick<Member, "address" | "phone">): Cost | null {
    if (way === "zalo_zns")
      return !options.withoutZalo.has(phone) && left(templated, today(), options.templatesPerDay) > 0
        ? "template"
        : null;
    if (blocked.has(`${way} ${address}`)) return null;
    if (way !== "zalo_oa") return "free";
    const since = now() - (lastWritten.get(address) ?? -Infinity);
    if (since >= 7 * day) return null;
    if (since < 2 * day && (freeUsed.get(address) ?? 0) < free) return "free";
    return left(bought, month(), options.boughtPerMonth) > 0 ? "quota" : null;
  }

  function fault(): SendResult | null {
    if (random() >= options.faults) return null;
    faults += 1;
    return random() < 0.5
      ? { type: "failed", failure: "throttled", detail: "429", retryAfterMs: 5_000 }
      : { type: "failed", failure: "unavailable", detail: "503" };
  }

  function arrive(way: WayName, cost: Cost, address: string, ids: readonly string[]): SendResult {
    onArrival({ way, cost, address, ids });
    sent += 1;
    return { type: "sent", messageId: String(sent) };
  }

  function refusal(way: ConversationChannel, address: string): SendResult {
    if (blocked.has(`${way} ${address}`)) return { type: "failed", failure: "blocked", detail: "-213" };
    const closed = now() - (lastWritten.get(address) ?? -Infinity) >= 7 * day;
    return { type: "failed", failure: closed ? "window_closed" : "out_of_quota", detail: closed ? "-230" : "-211" };
  }

  function send(way: ConversationChannel, address: string, { text }: RenderedMessage): SendResult {
    const failed = fault();
    if (failed) return failed;
    const cost = costOf(way, { address, phone: "" });
    if (cost === null) return refusal(way, address);
    const result = arrive(way, cost, address, text.split("\n\n"));
    if (way !== "zalo_oa" || result.type === "failed") return result;
    if (cost === "quota") {
      take(bought, month());
      return { ...result, quota: { type: "paid", remain: left(bought, month(), options.boughtPerMonth) } };
    }
    freeUsed.set(address, (freeUsed.get(address) ?? 0) + 1);
    return { ...result, quota: { type: "free", remain: free - (freeUsed.get(address) ?? 0) } };
  }

  return {
    channels: conversationChannels.map((name): Channel => ({
      name,
      capabilities: {
        maxLength: 2_000,
        buttons: "none",
        maxButtonLabel: 20,
        markup: "plain",
        ...(name === "zalo_oa" && { onePerTurn: true }),
      },
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      ready: () => true,
      fetchFile: () => Promise.resolve({ type: "gone" }),
      send: (address, message) => Promise.resolve(send(name, address, message)),
    })),
    templates: {
      name: "zalo_zns",
      keys: options.templateKeys,
      ready: () => true,
      send(phone, { params }) {
        const failed = fault();
        if (failed) return Promise.resolve(failed);
        if (options.withoutZalo.has(phone))
          return Promise.resolve({ type: "failed", failure: "blocked", detail: "-118" } as const);
        if (costOf("zalo_zns", { address: "", phone }) === null)
          return Promise.resolve({ type: "failed", failure: "out_of_quota", detail: "-144" } as const);
        const result = arrive("zalo_zns", "template", phone, [idOf(params)]);
        take(templated, today());
        return Promise.resolve({
          ...result,
          quota: { type: "paid", remain: left(templated, today(), options.templatesPerDay) },
        } as const);
      },
    },
    hears(channel, address) {
      blocked.delete(`${channel} ${address}`);
      if (channel !== "zalo_oa") return;
      lastWritten.set(address, now());
      freeUsed.set(address, 0);
    },
    block: (channel, address) => void blocked.add(`${channel} ${address}`),
    useFree: (address) => void freeUsed.set(address, Math.min(free, (freeUsed.get(address) ?? 0) + 3)),
    costOf,
    takeFaults() {
      const taken = faults;
      faults = 0;
      return taken;
    },
  };
}
