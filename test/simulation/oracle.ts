/**
 * Says of every message whether it went the way it should, from what the platforms would have taken at that moment.
 * It knows nothing of the ledger's windows, quotas and routes: only who has which ways, and the truth of the platforms.
 */
import type { Arrival, Cost, WayName } from "./platforms.ts";
import { hour, type Member } from "./people.ts";

interface Pending {
  readonly id: string;
  readonly templated: boolean;
  /** Where an answer belongs. */
  readonly answerOn: WayName | null;
  /** When nothing could carry it. */
  hopelessAt: number | null;
}

export interface OracleDeps {
  readonly members: readonly Member[];
  readonly now: () => number;
  readonly costOf: (way: WayName, who: Member) => Cost | null;
}

export interface Oracle {
  readonly violations: readonly string[];
  readonly arrived: ReadonlyMap<string, number>;
  expect(who: Member, message: { readonly id: string; readonly templated: boolean; readonly answerOn?: WayName }): void;
  arrives(arrival: Arrival): void;
  setPhone(who: Member, given: boolean): void;
  /** At the end of an hour: what should have left and did not. Of those, the ids that nothing could carry before. */
  look(): readonly string[];
  /** Still waiting. */
  pending(): readonly string[];
  violate(problem: string): void;
}

const order: readonly Cost[] = ["free", "quota", "template"];

export function createOracle({ members, now, costOf }: OracleDeps): Oracle {
  const byAddress = new Map(members.flatMap((who) => [[who.address, who] as const, [who.phone, who] as const]));
  const waiting = new Map<string, { readonly who: Member; readonly messages: Map<string, Pending> }>();
  const phones = new Set<string>();
  const arrived = new Map<string, number>();
  const violations: string[] = [];
  const violate = (problem: string) => void violations.push(`${new Date(now()).toISOString()} ${problem}`);

  const isQuiet = () => {
    const clock = new Date(now() + 7 * hour).getUTCHours();
    return clock >= 22 || clock < 7;
  };

  function cheapest(who: Member, { templated }: Pending): Cost | null {
    const ways: WayName[] = [...who.channels, ...(templated && phones.has(who.address) ? (["zalo_zns"] as const) : [])];
    const costs = ways.map((way) => costOf(way, who));
    return order.find((cost) => costs.includes(cost)) ?? null;
  }

  function judge(who: Member, message: Pending, { way, cost }: Arrival): void {
    if (message.answerOn !== null) {
      if (way !== message.answerOn && costOf(message.answerOn, who) !== null)
        violate(`the answer ${message.id} left by ${way}, not ${message.answerOn}`);
      return;
    }
    if (isQuiet()) violate(`${message.id} left in quiet hours`);
    if (way === "zalo_zns" && !phones.has(who.address)) violate(`${message.id} went to a phone without consent`);
    const best = cheapest(who, message);
    if (cost !== best) violate(`${message.id} cost ${cost}, ${best} was possible`);
  }

  return {
    violations,
    arrived,
    violate,
    expect(who, { id, templated, answerOn = null }) {
      const mine = waiting.get(who.address) ?? { who, messages: new Map<string, Pending>() };
      mine.messages.set(id, { id, templated, answerOn, hopelessAt: null });
      waiting.set(who.address, mine);
    },
    arrives(arrival) {
      const who = byAddress.get(arrival.address);
      for (const id of arrival.ids) {
        const message = who && waiting.get(who.address)?.messages.get(id);
        arrived.set(id, (arrived.get(id) ?? 0) + 1);
        if (!who || !message) violate(`${id} arrived at ${arrival.address}, ${who ? "again" : "who is nobody"}`);
        else judge(who, message, arrival);
        if (who) waiting.get(who.address)?.messages.delete(id);
      }
    },
    setPhone(who, given) {
      if (given) phones.add(who.address);
      else phones.delete(who.address);
    },
    look() {
      const excused: string[] = [];
      for (const { who, messages } of waiting.values())
        for (const message of messages.values()) {
          const possible = message.answerOn === null ? cheapest(who, message) : costOf(message.answerOn, who);
          if (possible === null) message.hopelessAt ??= now();
          else if (message.answerOn === null && isQuiet()) continue;
          else if (message.hopelessAt === null) violate(`${message.id} has not left, ${possible} was possible`);
          else excused.push(message.id);
        }
      return excused;
    },
    pending: () => [...waiting.values()].flatMap(({ messages }) => [...messages.keys()]),
  };
}
