/** Who lives through the year: five hundred people with mixed channels, who write now and then, block and come back, give a phone or take it back. */

export const hour = 3_600_000;
export const day = 24 * hour;

export const conversationChannels = ["telegram", "zalo_bot", "zalo_oa"] as const;
export type ConversationChannel = (typeof conversationChannels)[number];

export interface Member {
  readonly name: string;
  /** The same on every channel. */
  readonly address: string;
  readonly channels: readonly ConversationChannel[];
  readonly phone: string;
}

export type Happening = { readonly at: number; readonly who: Member } & (
  | { readonly type: "writes"; readonly channel: ConversationChannel }
  /** A due reminder; `templated`: its message has a template. */
  | { readonly type: "reminder"; readonly id: string; readonly templated: boolean }
  | { readonly type: "blocks"; readonly channel: ConversationChannel }
  /** Somebody of the office writes to them by hand over the Official Account, which uses free messages. */
  | { readonly type: "is_written_to" }
  | { readonly type: "gives_phone" }
  | { readonly type: "takes_phone_back" }
);

export interface Plan {
  readonly members: readonly Member[];
  /** Oldest first, to the hour; those of one hour in the order of the plan. */
  readonly happenings: readonly Happening[];
  /** Phones that no account of the platform belongs to. */
  readonly withoutZalo: ReadonlySet<string>;
}

export type Random = () => number;

/** mulberry32: the same year on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const mixes: readonly (readonly [share: number, channels: readonly ConversationChannel[]])[] = [
  [0.15, ["telegram"]],
  [0.15, ["zalo_bot"]],
  [0.4, ["zalo_oa"]],
  [0.1, ["telegram", "zalo_oa"]],
  [0.15, ["zalo_bot", "zalo_oa"]],
  [0.05, conversationChannels],
];

export interface PlanOptions {
  readonly people: number;
  readonly days: number;
  readonly start: Date;
  readonly random: Random;
}

export function planYear({ people, days, start, random }: PlanOptions): Plan {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const begin = start.getTime();
  const withoutZalo = new Set<string>();
  const happenings: Happening[] = [];
  /** Times with pauses of about `meanDays`, at any hour of the day. */
  function* times(meanDays: number): Generator<number> {
    let at = random() * meanDays * day;
    for (; at < days * day; at += (0.5 + random()) * meanDays * day) yield begin + Math.floor(at / hour) * hour;
  }

  const members = Array.from({ length: people }, (_, n): Member => {
    let share = random();
    const [, channels] = mixes.find(([part]) => (share -= part) < 0) ?? mixes[0]!;
    return { name: `Người ${n}`, address: `p${n}`, channels, phone: `849${String(10_000_000 + n)}` };
  });
  for (const who of members) {
    for (const channel of who.channels) happenings.push({ at: begin, who, type: "writes", channel });
    const talkative = pick([3, 10, 30, 90]);
    for (const at of times(talkative)) happenings.push({ at, who, type: "writes", channel: pick(who.channels) });
    let count = 0;
    for (const at of times(pick([7, 14, 30]))) {
      count += 1;
      happenings.push({ at, who, type: "reminder", id: `${who.address}r${count}`, templated: random() < 0.8 });
    }
    if (random() < 0.1)
      for (const at of times(150)) happenings.push({ at, who, type: "blocks", channel: pick(who.channels) });
    if (!who.channels.includes("zalo_oa")) continue;
    if (random() < 0.3) for (const at of times(20)) happenings.push({ at, who, type: "is_written_to" });
    if (random() < 0.4) continue;
    if (random() < 0.08) withoutZalo.add(who.phone);
    const given = begin + Math.floor(random() ** 3 * days) * day;
    happenings.push({ at: given, who, type: "gives_phone" });
    if (random() < 0.1) happenings.push({ at: given + 60 * day, who, type: "takes_phone_back" });
  }
  const within = happenings.filter(({ at }) => at < begin + days * day);
  return { members, happenings: within.toSorted((one, other) => one.at - other.at), withoutZalo };
}
