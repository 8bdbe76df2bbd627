/** Which need a promise is for, when the sentence left it open. */
import type { Item } from "../../model/frame.ts";
import type { Need } from "../ledger.ts";
import { without } from "../merge.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act, type Conversation, read, type Turn } from "../turn.ts";
import { retiredNote } from "./area.ts";
import { leftOf, missingOf, remainingOf } from "./fit-to-need.ts";
import { worthOf } from "./pledge-kinds.ts";
import { nameChoices } from "./visibility.ts";

export function askNeed(known: Known, first: Item | undefined, needs: readonly Need[]): Step {
  const anywhere = first?.item && first.quantity !== null ? [unspecified] : [];
  const choices = [...needs.map((need) => needChoice(need, first)), ...anywhere];
  return { type: "ask", question: { awaiting: "need", key: "ask.need_of", choices }, known };
}

/** Nobody asks for it there: another place that does, or a promise that the province will place. */
export function* noNeed(turn: Turn, known: Known, first: Item | undefined): Conversation<Step> {
  const places = first ? yield* placesFor(turn, first, "") : [];
  const complete = first?.item && first.quantity !== null;
  if (places.length === 0 && !complete) return askAnew(known, first);
  const no: Choice = { label: "no", meaning: { type: "no" } };
  const params = { items: asJson(first ? [first] : []), area: asJson(known.unit ?? null), retired: retiredNote(known) };
  return {
    type: "ask",
    question: {
      awaiting: "need",
      key: known.unit ? "ask.no_need_here" : "ask.no_need",
      params,
      choices: [...places, ...(complete ? [unspecified] : []), no],
    },
    known,
  };
}

/** Other needs that lack the same thing. */
export function* placesFor(turn: Turn, item: Item, except: string): Conversation<Choice[]> {
  if (!item.item) return [];
  const similar = yield* read<readonly { need: Need }[]>("need_similar", { item: item.item, except, now: turn.now });
  return similar.ok
    ? similar.value.filter(({ need }) => remainingOf(need, item) > 0).map(({ need }) => needChoice(need, item))
    : [];
}

const unspecified: Choice = { label: "unspecified", meaning: { type: "know", known: { unspecified: true } } };

/** Goods without a number, or a number without goods: say again what it is. */
function askAnew(known: Known, first: Item | undefined): Step {
  if (first?.item)
    return {
      type: "ask",
      question: { awaiting: "items", key: "ask.quantity_plain", params: { item: first.item } },
      known,
    };
  return { type: "ask", question: { awaiting: "items", key: "ask.give_what" }, known: without(known, "items", "area") };
}

/** "Wherever it helps": no need yet, the province finds one. */
export function unspecifiedPledge(known: Known): Step {
  const { items, unit, sector, due, visibility, instalments } = known;
  const params = {
    items: asJson(items),
    area: asJson(unit ?? null),
    retired: retiredNote(known),
    sector: sector ?? null,
    due: due ?? null,
    visibility: visibility ?? null,
    instalments: instalments ?? null,
    worth: asJson(worthOf(known)),
  };
  return {
    type: "ready",
    known,
    acts: [act("pledge_create", { items, area: unit?.id, sector, due, visibility, instalments })],
    echo: { key: "echo.pledge.create_unspecified", params },
    done: say("done.pledge.create", { ...params, asks: !known.visibility }),
    next: nameChoices(known),
  };
}

/** Shows of a need what was named, or the first thing that it still lacks. */
function needChoice(need: Need, item: Item | undefined): Choice {
  const shown = need.items.find((one) => one.item === item?.item);
  const left = shown
    ? leftOf(need, { quantity: null, ...item, item: shown.item, unit: shown.unit })
    : (missingOf(need)[0] ?? null);
  return {
    label: "need_choice",
    params: { code: need.code, area: asJson(need.area), left: asJson(left) },
    meaning: { type: "know", known: { need: need.code } },
  };
}
