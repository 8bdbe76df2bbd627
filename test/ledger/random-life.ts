/** Somebody does something, at random but repeatably: every kind of act, sensible and not, by everybody. */
import type { Answer } from "../../src/model/store.ts";
import { communes, day, hour, type Scene } from "./scene.ts";

export type Random = () => number;

/** Mulberry32: 32 bits of state are enough to repeat a story. */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const donors = ["lan", "minh", "ann", "tam"];
const officers = ["tam", "tam", "binh", "hanh", "hoa", "hanh", "hoa", "lan"];
const items = [
  { item: "coat", unit: "set" },
  { item: "shoes", unit: "pair" },
  { item: "book", unit: "piece" },
];
const ages = ["3-5", "6-8", undefined];

export function createLife(scene: Scene, random: Random): () => Promise<Answer<unknown> | null> {
  const needs: string[] = [];
  const pledges: string[] = [];
  const deliveries: string[] = [];
  const donorOf = new Map<string, string>();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  // Mostly what is new, since most of what is old is over.
  const recent = (list: readonly string[], first: string) => pick(random() < 0.8 ? list.slice(-6) : list) ?? first;
  const donor = (pledge: string) => (random() < 0.8 ? (donorOf.get(pledge) ?? "lan") : pick(donors));
  const some = (most: number) =>
    random() < 0.2 ? Math.ceil(random() * most * 100) / 100 : 1 + Math.floor(random() * most);
  const maybe = <T>(chance: number, value: T): T | null => (random() < chance ? value : null);
  const dayFromNow = (days: number) =>
    new Date(scene.database.clock.now.getTime() + days * day).toISOString().slice(0, 10);

  const someItems = (most: number, withUnit: boolean) =>
    Array.from({ length: random() < 0.75 ? 1 : 2 }, () => {
      const { item, unit } = pick(items);
      const age = pick(ages);
      return { item, ...(withUnit ? { unit } : {}), ...(age ? { age_band: age } : {}), quantity: some(most) };
    });

  const remember = async (list: string[], answer: Promise<Answer<{ code: string }>>) => {
    const given = await answer;
    if (given.ok) list.push(given.value.code);
    return given;
  };

  const promise = async (args: Record<string, unknown>) => {
    const by = pick(donors);
    const answer = await remember(pledges, scene.call(by, "pledge_create", args));
    if (answer.ok) donorOf.set(answer.value.code, by);
    return answer;
  };

  const ofDonor = (fn: string, args: Record<string, unknown>) => {
    const pledge = recent(pledges, "CK26-001");
    return scene.call(donor(pledge), fn, { ...args, p_pledge: pledge });
  };

  const acts: readonly (() => Promise<Answer<unknown> | null>)[] = [
    () =>
      remember(
        needs,
        scene.call(pick(officers), "need_create", {
          p_items: someItems(60, true),
          p_area: pick(Object.values(communes)),
          p_due: dayFromNow(Math.floor(random() * 40)),
          p_sector: "clothing",
        }),
      ),
    ...Array.from(
      { length: 2 },
      () => () =>
        scene.call(pick(["hanh", "hoa"]), "need_approve", {
          p_need: recent(needs, "NC26-001"),
          p_publish: random() < 0.9,
        }),
    ),
    () => scene.call(pick(["hanh", "hoa"]), "need_publish", { p_need: recent(needs, "NC26-001") }),
    () => scene.call(pick(officers), "need_withdraw", { p_need: recent(needs, "NC26-001") }),
    ...Array.from(
      { length: 5 },
      () => () =>
        promise({
          p_need: recent(needs, "NC26-001"),
          p_items: random() < 0.6 ? [{ quantity: some(40) }] : someItems(30, false),
          p_waitlist: random() < 0.3,
          p_due: maybe(0.3, dayFromNow(Math.floor(random() * 30))),
          p_visibility: maybe(0.5, pick(["named", "anonymous", "initials"])),
        }),
    ),
    () =>
      promise({ p_amount: 1 + Math.floor(random() * 1e7), p_instalments: maybe(0.5, 1 + Math.floor(random() * 12)) }),
    () => promise({ p_items: someItems(20, true), p_area: maybe(0.5, communes.giangThanh) }),
    ...Array.from(
      { length: 3 },
      () => () =>
        ofDonor("pledge_amend", {
          p_items: random() < 0.5 ? [{ quantity: some(40) }] : someItems(40, false),
        }),
    ),
    () => ofDonor("pledge_amend", { p_amount: some(1e6) | 0 }),
    ...Array.from({ length: 2 }, () => () => ofDonor("pledge_cancel", {})),
    ...Array.from(
      { length: 2 },
      () => () =>
        scene.call(pick([...donors, ...officers]), "pledge_confirm", { p_pledge: recent(pledges, "CK26-001") }),
    ),
    () => scene.call(pick(officers), "pledge_decline", { p_pledge: recent(pledges, "CK26-001"), p_reason: "no" }),
    ...Array.from(
      { length: 5 },
      () => () =>
        remember(
          deliveries,
          scene.call(pick(officers), "delivery_log", {
            p_pledge: recent(pledges, "CK26-001"),
            p_items: maybe(0.7, random() < 0.5 ? [{ quantity: some(30) }] : someItems(30, false)),
            p_rejected: maybe(0.3, some(5)),
            p_surplus: maybe(0.5, pick(["need", "store"])),
            p_area: maybe(0.3, communes.giangThanh),
          }),
        ),
    ),
    () =>
      remember(
        deliveries,
        scene.call(pick(officers), "delivery_log", {
          p_need: maybe(0.5, recent(needs, "NC26-001")),
          p_area: maybe(0.7, pick(Object.values(communes))),
          p_items: someItems(20, random() < 0.5),
          p_rejected: maybe(0.2, some(5)),
        }),
      ),
    () =>
      remember(
        deliveries,
        scene.call(pick(officers), "coverage_log", {
          p_items: someItems(20, false),
          p_area: pick(Object.values(communes)),
          p_source: "Elsewhere",
        }),
      ),
    ...Array.from(
      { length: 2 },
      () => () =>
        scene.call(pick(officers), "delivery_amend", {
          p_delivery: recent(deliveries, "GN26-001"),
          p_items: maybe(0.7, [{ quantity: some(30) }]),
          p_rejected: maybe(0.4, some(5)),
          p_surplus: maybe(0.6, pick(["need", "store"])),
        }),
    ),
    ...Array.from(
      { length: 2 },
      () => () => scene.call(pick(officers), "delivery_reverse", { p_delivery: recent(deliveries, "GN26-001") }),
    ),
    async () => {
      scene.pass(pick([hour, 6 * hour, day, 2 * day]) * random());
      await scene.worker("tick");
      return null;
    },
  ];
  return () => pick(acts)();
}
