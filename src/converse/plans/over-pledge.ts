/** More was promised than is missing: take what is left, share it with a similar need, or queue. Never accepted silently. */
import type { Item } from "../../model/frame.ts";
import type { Need } from "../ledger.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice } from "../say.ts";
import type { Known } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { remainingOf } from "./fit-to-need.ts";

export function* offerLess(turn: Turn, known: Known, need: Need, item: Item): Conversation<Step> {
  const asked = item.quantity ?? 0;
  const left = remainingOf(need, item);
  const rest = asked - left;
  const similar = yield* read<readonly { need: Need; remaining: number }[]>("need_similar", {
    item: item.item,
    except: need.code,
    now: turn.now,
  });
  const other = similar.ok ? similar.value[0] : undefined;
  const others = (known.items ?? []).filter((one) => one !== item);
  const items = (quantity: number): readonly Item[] => [...others, { ...item, quantity }];
  const amount = (quantity: number) => asJson({ item: item.item, unit: item.unit, quantity });

  const choices: Choice[] = [];
  if (left > 0) {
    choices.push({
      label: "take_rest",
      params: { left: amount(left) },
      meaning: { type: "know", known: { items: items(left) } },
    });
  }
  if (other) {
    const share = Math.min(rest, other.remaining);
    const params = {
      left: amount(left),
      share: amount(left > 0 ? share : Math.min(asked, other.remaining)),
      area: asJson(other.need.area),
    };
    choices.push(
      left > 0
        ? {
            label: "split",
            params,
            meaning: { type: "know", known: { items: items(left), split: { need: other.need.code, quantity: share } } },
          }
        : {
            label: "give_there",
            params,
            meaning: { type: "know", known: { need: other.need.code, items: items(Math.min(asked, other.remaining)) } },
          },
    );
  }
  choices.push({
    label: "waitlist",
    params: { rest: amount(asked) },
    meaning: { type: "know", known: { waitlist: true, items: items(asked) } },
  });
  choices.push({ label: "no", meaning: { type: "no" } });
  return {
    type: "ask",
    question: {
      awaiting: "items",
      key: left > 0 ? "ask.over_pledge" : "ask.nothing_left",
      params: { need: need.code, area: asJson(need.area), left: amount(left), asked: amount(asked) },
      choices,
    },
    known,
  };
}
