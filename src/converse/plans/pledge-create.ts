/**
 * "I promise …": finds the need that is meant, offers what is possible when it is more than is missing, and reads it back.
 * Never promises more than is missing; never guesses between needs.
 */
import type { Item } from "../../model/frame.ts";
import type { Need, NeedPage } from "../ledger.ts";
import { without } from "../merge.ts";
import type { Plan, Step } from "../plan.ts";
import { unknownCode } from "../refuse.ts";
import { asJson, type Choice, type Question, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act, type Conversation, read, type Turn } from "../turn.ts";
import { askArea, retiredNote } from "./area.ts";
import { askNeed, noNeed, placesFor, unspecifiedPledge } from "./choose-need.ts";
import { askWhich, everythingOf, fitToNeed, missingOf, remainingOf } from "./fit-to-need.ts";
import { offerLess } from "./over-pledge.ts";
import { askDong, moneyPledge } from "./pledge-money.ts";
import { oneKindFirst, withPurpose, worthOf } from "./pledge-kinds.ts";
import { nameChoices } from "./visibility.ts";

export const pledgeCreatePlan: Plan = function* (turn, { known: said }) {
  const known = withPurpose(turn, said);
  if (known.amount?.currency === "USD") return askDong(known, known.amount.value);
  const area = askArea(known);
  if (area) return area;
  const several = oneKindFirst(known);
  if (several) return several;
  const items = known.items ?? [];
  if (items.length === 0 && (known.amount || known.service)) return moneyPledge(known);
  if (known.need) return yield* onNeed(turn, known, known.need);
  if (known.unspecified && items.length > 0 && items.every(isComplete)) return unspecifiedPledge(known);
  return yield* findNeed(turn, known, items);
};

function isComplete({ item, quantity }: Item): boolean {
  return item !== null && quantity !== null;
}

function* findNeed(turn: Turn, known: Known, items: readonly Item[]): Conversation<Step> {
  const [first, ...others] = items;
  if (!first && !known.unit && !known.sector)
    return { type: "ask", question: { awaiting: "items", key: "ask.give_what" } };
  const missing = yield* needsFor(turn, known, first, false);
  const needs = missing.length > 0 || !known.unit ? missing : yield* needsFor(turn, known, first, true);
  // One need that asks for everything that was named takes it all; otherwise one promise after the other.
  const fitting = needs.filter((need) => others.every((item) => need.items.some((one) => one.item === item.item)));
  if (first && others.length > 0 && fitting.length === 0)
    return { type: "narrow", known: { ...known, items: [first] }, rest: { ...known, items: others } };
  const [only] = fitting;
  if (only && fitting.length === 1 && (known.unit || first?.item))
    return yield* onNeed(turn, { ...known, need: only.code }, only.code);
  if (fitting.length > 0) return askNeed(known, first, fitting);
  return yield* noNeed(turn, known, first);
}

/** Longer lists of needs nobody reads to choose from. */
const mostNeeds = 8;

/** `full`: also needs that are fully promised, so that the waitlist can be offered. */
function* needsFor(turn: Turn, known: Known, first: Item | undefined, full: boolean): Conversation<readonly Need[]> {
  const page = yield* read<NeedPage>("need_list", {
    area: known.unit?.id,
    sector: known.sector,
    item: first?.item,
    age_band: first?.age_band,
    limit: mostNeeds,
    full,
    now: turn.now,
  });
  return page.ok ? page.value.needs : [];
}

function* onNeed(turn: Turn, known: Known, code: string): Conversation<Step> {
  const shown = yield* read<Need>("need_show", { need: code, now: turn.now });
  if (!shown.ok) return unknownCode(turn, "need", shown.refusal, known);
  const need = shown.value;
  const closed = need.status !== "published" && !(known.waitlist && need.status === "fulfilled");
  if (closed || need.needed_by < turn.today)
    return { type: "stop", messages: [say("talk.need_closed", { need: asJson(need) })] };
  const items = known.all && !known.items ? missingOf(need) : (known.items ?? []);
  if (items.length === 0)
    return missingOf(need).length > 0 ? { type: "ask", question: askWhich(need), known } : nothingMissing(known, need);
  const fitted = fitToNeed(items, need);
  const settled: Known = { ...known, items: fitted.items };
  if (fitted.type === "ask") return yield* askToFit(turn, settled, need, fitted.question);
  const tooMuch = known.waitlist
    ? undefined
    : fitted.items.find((item) => (item.quantity ?? 0) > remainingOf(need, item));
  return tooMuch ? yield* offerLess(turn, settled, need, tooMuch) : readBack(settled, need);
}

/** What this need does not ask for, another one may. */
function* askToFit(turn: Turn, known: Known, need: Need, question: Question): Conversation<Step> {
  const [first] = known.items ?? [];
  if (question.key !== "ask.other_item" || !first?.item || known.items?.length !== 1)
    return { type: "ask", question, known };
  const others = yield* placesFor(turn, first, need.code);
  const rest = without(known, "items");
  const elsewhere = others.map((choice): Choice => ({
    ...choice,
    meaning: { type: "know", known: { ...known, ...(choice.meaning.type === "know" ? choice.meaning.known : {}) } },
  }));
  return { type: "ask", question: { ...question, choices: [...elsewhere, ...(question.choices ?? [])] }, known: rest };
}

function nothingMissing(known: Known, need: Need): Step {
  return {
    type: "ask",
    question: { awaiting: "items", key: "ask.queue_for", params: { need: asJson(need) }, choices: everythingOf(need) },
    known,
  };
}

function readBack(known: Known, need: Need): Step {
  const due = known.due ?? need.needed_by;
  const params = {
    items: asJson(known.items),
    need: need.code,
    area: asJson(need.area),
    due,
    late: due > need.needed_by ? { needed_by: need.needed_by } : null,
    visibility: known.visibility ?? null,
    instalments: known.instalments ?? null,
    worth: asJson(worthOf(known)),
    split: asJson(known.split ?? null),
    retired: retiredNote(known),
  };
  const { items, instalments, waitlist, visibility, split } = known;
  const acts = [act("pledge_create", { need: need.code, items, instalments, waitlist, due: known.due, visibility })];
  if (split) acts.push(act("pledge_create", { need: split.need, items: [split.item], instalments, due, visibility }));
  const key = `pledge.create${known.waitlist ? "_waitlist" : known.split ? "_split" : ""}`;
  const next = known.waitlist || known.split ? [] : nameChoices(known);
  return {
    type: "ready",
    known,
    acts,
    echo: { key: `echo.${key}`, params },
    done: say(`done.${key}`, { ...params, asks: next.length > 0 }),
    next,
  };
}
