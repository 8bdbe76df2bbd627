import { describe, expect, test } from "vitest";
import { live, type LifeOptions } from "./live.ts";

const weeks: LifeOptions = { people: 30, days: 16, seed: 7, boughtPerMonth: 12, templatesPerDay: 3 };
const patience = { timeout: 240_000 };

test(
  "every message of a few weeks arrives once, the cheapest way that could carry it, or is listed",
  patience,
  async () => {
    const life = await live(weeks);
    expect(life.violations).toEqual([]);
    const ways = new Set(life.counts.keys());
    const all = ["telegram free", "zalo_bot free", "zalo_oa free", "zalo_oa quota", "zalo_zns template"];
    expect(all.filter((way) => !ways.has(way))).toEqual([]);
    expect(life.unreachable).toBeGreaterThan(0);
  },
);

describe("the oracle objects when", () => {
  test.for([
    [
      "there are no quiet hours",
      ["update public.settings set value = '0' where name in ('quiet.from_hour', 'quiet.until_hour')"],
      "quiet hours",
    ],
    [
      "open windows are thought to be closed",
      ["update public.settings set value = '24' where name = 'zalo_oa.window_hours'"],
      "was possible",
    ],
    [
      "templates go out although words are free",
      ["update public.settings set value = '0' where name in ('zalo_oa.free_messages', 'zalo_oa.paid')"],
      "was possible",
    ],
    [
      "a message leaves twice",
      [
        `create function public.again() returns trigger language plpgsql as $$
        begin
          if new.status = 'sent' and new.attempts = 1 and new.lane = 1 then new.status := 'ready'; end if;
          return new;
        end $$`,
        "create trigger again before update on public.outbox for each row execute function public.again()",
      ],
      "again",
    ],
    [
      "a message is dropped",
      [
        `create function public.drop_one() returns trigger language plpgsql as $$
        begin
          if new.dedupe_key like '%r1:%' then return null; end if;
          return new;
        end $$`,
        "create trigger drop_one before insert on public.outbox for each row execute function public.drop_one()",
      ],
      "has not left",
    ],
  ] as const)("%s", patience, async ([, spoil, objection]) => {
    const { violations } = await live({ ...weeks, people: 20, days: 8, spoil });
    expect(violations.filter((violation) => violation.includes(objection))).not.toEqual([]);
  });
});
