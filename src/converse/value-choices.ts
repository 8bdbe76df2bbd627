/** The readings of a doubtful value as choices. A reading that no button can show makes none: the value is typed again. */
import type { Item, SlotName } from "../model/frame.ts";
import type { Params } from "../model/message.ts";
import { asJson, type Choice } from "./say.ts";
import type { Doubtful, Known } from "./state.ts";
import type { Turn } from "./turn.ts";

type Eyes = Pick<Turn, "today" | "itemFacts">;

export function valueChoices(turn: Eyes, known: Known, { slot, values }: Doubtful): readonly Choice[] {
  const shown = slot === "due" || slot === "date" ? possibleDays(turn, slot, values) : values;
  const choices = shown.map((value) =>
    slot === "items"
      ? itemsChoice(turn, known.items ?? [], values, value)
      : (toChoice[slot]?.(slot, value, known) ?? null),
  );
  return choices.every((choice) => choice !== null) ? atOwnPlace(choices) : [];
}

/** A deadline lies ahead, what has happened behind. */
export function possibleDays(turn: Pick<Turn, "today">, slot: "due" | "date", values: readonly string[]): string[] {
  return values.filter((day) => (slot === "due" ? day >= turn.today : day <= turn.today));
}

/** The items without the number that is doubtful, so that a number alone answers. */
export function uncounted(items: readonly Item[], values: readonly string[]): readonly Item[] {
  const at = doubtfulItem(items, values);
  return items.map((item, index) => (index === at ? { ...item, quantity: null } : item));
}

/** Which of several things the doubt is about: the one that was counted so, or not counted since. */
function doubtfulItem(items: readonly Item[], values: readonly string[]): number {
  if (items.length === 1) return 0;
  const counted = items.findIndex(({ quantity }) => values.includes(String(quantity)));
  return counted >= 0 ? counted : items.findIndex(({ quantity }) => quantity === null);
}

function settling(label: string, params: Params, known: Known): Choice {
  return { label, params, meaning: { type: "know", known } };
}

type ToChoice = (slot: SlotName, value: string, known: Known) => Choice | null;

const day: ToChoice = (slot, value) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) ? settling("day_choice", { day: value }, { [slot]: value }) : null;

const money: ToChoice = (slot, value, { amount }) => {
  const read = { value: numberIn(value), currency: amount?.currency ?? "VND" };
  const params = { amount: asJson(read), number: withoutThousands(read.value) };
  return Number.isFinite(read.value) ? settling("amount_choice", params, { [slot]: read }) : null;
};

const code: ToChoice = (slot, value) =>
  /^[A-Z]{2}\d{2}-\d{3,6}$/.test(value) ? settling("code", { code: value }, { [slot]: value }) : null;

const count: ToChoice = (slot, value) => {
  const number = numberIn(value);
  return Number.isInteger(number) ? settling("number_choice", { number }, { [slot]: number }) : null;
};

const words: ToChoice = (slot, value) => settling("words_choice", { words: value }, { [slot]: value });

const toChoice: Readonly<Partial<Record<SlotName, ToChoice>>> = {
  due: day,
  date: day,
  amount: money,
  need: code,
  pledge: code,
  delivery: code,
  beneficiaries: count,
  child_turns: count,
  instalments: count,
  rejected: count,
  source: words,
  service: words,
};

function numberIn(value: string): number {
  return value.trim() === "" ? Number.NaN : Number(value);
}

/** Another number, or another thing of the catalogue. */
function itemsChoice(turn: Eyes, items: readonly Item[], values: readonly string[], value: string): Choice | null {
  const at = doubtfulItem(items, values);
  const old = items[at];
  const thing = turn.itemFacts(value);
  const quantity = Number(value);
  if (!old || !(thing || quantity > 0)) return null;
  const item = thing ? { ...old, item: value } : { ...old, quantity };
  const params = { items: asJson([item]), ...(thing ? {} : { number: quantity }) };
  return settling("items_choice", params, { items: items.with(at, item) });
}

/** "Hai ba triệu" is answered with "2". */
function withoutThousands(value: number): number {
  return value >= 1000 && value % 1000 === 0 ? withoutThousands(value / 1000) : value;
}

/** A typed number is a value or a place among the choices: of "2 or 3" the 2 stands second, so that it means the same either way. */
function atOwnPlace(choices: readonly Choice[]): readonly Choice[] {
  const own = choices.map((_, at) => choices.find(({ params }) => params?.["number"] === at + 1));
  const rest = choices.filter((choice) => !own.includes(choice));
  return own.flatMap((choice) => choice ?? rest.shift() ?? []);
}
