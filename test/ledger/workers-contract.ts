/** Several processes that move messages at once: each message once, each conversation in order. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "../support/database.ts";
import { createScene, refusalOf, type Scene } from "./scene.ts";
import { commit, eventOf, type Claimed, type Sending } from "./turns.ts";

export function workersContract(open: () => Promise<TestDatabase>): void {
  let scene: Scene;
  const people = Array.from({ length: 12 }, (_, n) => `writer ${n}`);
  const eight = Array.from({ length: 8 }, (_, n) => n);

  beforeAll(async () => {
    scene = createScene(await open());
    for (const writer of people) await scene.person(writer);
  });
  afterAll(() => scene.database.close());

  test("eight workers take every message once and each conversation in order", async () => {
    await scene.rows("update public.inbox set status = 'done'");
    const events = people.flatMap((writer) => [1, 2, 3, 4].map((n) => eventOf(writer, `${writer} says ${n}`)));
    await scene.worker("inbox_put", { p_events: events });
    const taken: string[] = [];
    await Promise.all(
      eight.map(async () => {
        for (let idle = 0; idle < 3;) {
          const turns = await scene.worker<Claimed[]>("inbox_claim", { p_limit: 3, p_lease_seconds: 60 });
          idle = turns.length === 0 ? idle + 1 : 0;
          for (const { id, lease, event, person } of turns) {
            taken.push(event.content.text);
            const ended = await commit(scene, { event: id, lease, person: person.id, acts: [] });
            expect({ text: event.content.text, ended: ended.ok }).toEqual({ text: event.content.text, ended: true });
          }
        }
      }),
    );
    expect(taken.length).toBe(48);
    for (const writer of people)
      expect(taken.filter((text) => text.startsWith(`${writer} `))).toEqual(
        [1, 2, 3, 4].map((n) => `${writer} says ${n}`),
      );
  });

  test("eight workers send every message once, to each person in order and one at a time", async () => {
    await scene.rows("update public.outbox set status = 'dead'");
    await scene.rows(`insert into public.outbox (person_id, message, lane, dedupe_key, not_before, created_at)
      select i.person_id, jsonb_build_object('key', i.address || ' hears ' || n, 'address', i.address), n % 3, i.address || n, now() - interval '10 years', now()
      from public.channel_identities i cross join generate_series(1, 6) n where i.address like 'writer %'`);
    const sent: string[] = [];
    const underway = new Set<string>();
    await Promise.all(
      eight.map(async () => {
        for (let idle = 0; idle < 3;) {
          const rows = await scene.worker<Sending[]>("outbox_claim", {
            p_channels: ["web"],
            p_limit: 5,
            p_lease_seconds: 60,
          });
          idle = rows.length === 0 ? idle + 1 : 0;
          for (const { address } of rows) {
            expect([...underway]).not.toContain(address);
            underway.add(address);
          }
          for (const { id, lease, message, address } of rows) {
            sent.push(message.key);
            underway.delete(address);
            await scene.worker("outbox_settle", { p_id: id, p_lease: lease, p_outcome: "sent" });
          }
        }
      }),
    );
    for (const writer of people)
      expect(sent.filter((key) => key.startsWith(`${writer} `))).toEqual(
        [3, 6, 1, 4, 2, 5].map((n) => `${writer} hears ${n}`),
      );
    expect(sent).toHaveLength(72);
  });

  test("eight workers take over what a worker that died had leased", async () => {
    await scene.rows("update public.inbox set status = 'done'");
    await scene.worker("inbox_put", { p_events: [eventOf("writer 0", "left behind")] });
    const claims = () =>
      Promise.all(eight.map(() => scene.worker<Claimed[]>("inbox_claim", { p_limit: 5, p_lease_seconds: 30 })));
    const [dead] = (await claims()).flat();
    scene.pass(29_000);
    expect((await claims()).flat()).toEqual([]);
    scene.pass(1_000);
    const again = (await claims()).flat();
    expect(again.map(({ event }) => event.content.text)).toEqual(["left behind"]);
    const [heir] = again;
    if (!dead || !heir) throw new Error("nobody took the message");
    const late = { event: dead.id, lease: dead.lease, person: dead.person.id, acts: [] };
    expect(refusalOf(await commit(scene, late))).toBe("turn_lost");
    expect(refusalOf(await commit(scene, { ...late, lease: heir.lease }))).toBe(null);
  });
}
