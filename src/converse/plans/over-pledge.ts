/** More was promised than is missing: take what is left, share it with a similar need, or queue. Never accepted silently. */
import type { Item } from "../../model/frame.ts";
import type { Json } from "../../model/message.ts";
import type { Need } from "../ledger.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice } from "../say.ts";
import type { Known } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { remainingOf } from "./fit-to-need.ts";

export function* offerLess(turn: Turn, known: Known, need: Need, item: Item): Conversation<Step> {
  const left = remainingOf(need, item);
  const others = (known.items ?? []).filter((one) => one !== item);
  const withItem = (quantity: number): readonly Item[] => [...others, { ...item, quantity }];
  const elsewhere = yield* similarTo(turn, need, item);
  const take: Choice = {
    label: "take_rest",
    params: { left: amount(item, left) },
    meaning: { type: "know", known: { items: withItem(left) } },
  };
  const queue: Choice = {
    label: "waitlist",
    params: { rest: amount(item, item.quantity) },
    meaning: { type: "know", known: { waitlist: true, items: known.items ?? [] } },
  };
  const choices: Choice[] = [
    ...(left > 0 ? [take] : []),
    ...(elsewhere ? [left > 0 ? share(elsewhere, item, left, withItem(left)) : give(elsewhere, item)] : []),
    queue,
    { label: "no", meaning: { type: "no" } },
  ];
  const params = {
    need: need.code,
    area: asJson(need.area),
    left: amount(item, left),
    asked: amount(item, item.quantity),
  };
  const key = left > 0 ? "ask.over_pledge" : "ask.nothing_left";
  return { type: "ask", question: { awaiting: "items", key, params, choices }, known };
}

/** The need elsewhere that lacks most of the same thing, for the same age. */
function* similarTo(turn: Turn, need: Need, item: Item): Conversation<Need | undefined> {
  const similar = yield* read<readonly { need: Need }[]>("need_similar", {
    item: item.item,
    except: need.code,
    now: turn.now,
  });
  return similar.ok ? similar.value.map((one) => one.need).find((other) => remainingOf(other, item) > 0) : undefined;
}

/** What is left here, and the rest there. */
function share(other: Need, item: Item, left: number, here: readonly Item[]): Choice {
  const there: Item = { ...item, quantity: Math.min((item.quantity ?? 0) - left, remainingOf(other, item)) };
  return {
    label: "split",
    params: { left: amount(item, left), share: amount(item, there.quantity), area: asJson(other.area) },
    meaning: { type: "know", known: { items: here, split: { need: other.code, area: other.area, item: there } } },
  };
}

/** Only this item goes there; what else was promised has no place in another need. */
function give(other: Need, item: Item): Choice {
  const there: Item = { ...item, quantity: Math.min(item.quantity ?? 0, remainingOf(other, item)) };
  return {
    label: "give_there",
    params: { share: amount(item, there.quantity), area: asJson(other.area) },
    meaning: { type: "know", known: { need: other.code, items: [there] } },
  };
}

function amount({ item, unit }: Item, quantity: number | null): Json {
  return asJson({ item, unit, quantity });
}
