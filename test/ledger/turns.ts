/** Messages and turns as the workers of the product move them. */
import type { Scene } from "./scene.ts";

export interface Claimed {
  readonly id: number;
  readonly lease: string;
  readonly event: { readonly content: { readonly text: string } };
  readonly person: { readonly id: string };
}

export interface Sending {
  readonly id: number;
  readonly lease: string;
  readonly address: string;
  readonly message: { readonly key: string };
}

export interface Turn {
  readonly event: number;
  readonly lease: string;
  readonly person: string;
}

export function eventOf(address: string, text: string) {
  return { channel: "web", address, externalId: `${address} ${text}`, content: { type: "text", text } };
}

export async function openTurn(scene: Scene, address: string, text: string): Promise<Turn> {
  await scene.worker("inbox_put", { p_events: [eventOf(address, text)] });
  const claimed = await scene.worker<Claimed[]>("inbox_claim", { p_limit: 20, p_lease_seconds: 600 });
  const mine = claimed.find(({ event }) => event.content.text === text);
  if (!mine) throw new Error(`${text} was not claimed`);
  return { event: mine.id, lease: mine.lease, person: mine.person.id };
}

export async function commit(
  scene: Scene,
  { event, lease, person, acts }: Turn & { readonly acts: readonly object[] },
) {
  const ending = {
    p_event: event,
    p_lease: lease,
    p_channel: "web",
    p_state: {},
    p_messages: [{ key: "done" }],
    p_acts: acts,
  };
  return await scene.store.call({ as: "person", personId: person }, "turn_commit", {
    ...ending,
    p_now: scene.database.clock.now,
  });
}
