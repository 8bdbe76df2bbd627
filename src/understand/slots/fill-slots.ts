/** Chooses, from everything that was found in a sentence, what the slots of one intent need. */
import type { AreaCandidate } from "../../model/area.ts";
import type { Slots, SlotName } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import type { Entity, EntityType } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { createChooseArea, fillArea } from "./area-slot.ts";
import { itemsOf } from "./items-slot.ts";
import { createReadInstalments, type Instalments } from "./instalments-slot.ts";
import { createReadRejected, type Rejected } from "./rejected-slot.ts";
import { createRevise } from "./revisions.ts";
import { createShareOut } from "./shares-slot.ts";
import { withoutSchools } from "./schools.ts";
import type { TextSlots } from "./text-slots.ts";
import { createToldSlots } from "./told-slots.ts";
import { createFillTimes } from "./when-slots.ts";

export interface Filled {
  readonly slots: Slots;
  readonly areas?: readonly AreaCandidate[];
  readonly alternatives: readonly { readonly slot: SlotName; readonly values: readonly string[] }[];
}

export type FillSlots = (intent: Intent, sentence: ReadText) => Filled;

type Writable = { -readonly [Name in keyof Slots]: Slots[Name] };
interface Draft {
  readonly slots: Writable;
  areas?: readonly AreaCandidate[];
  readonly alternatives: { slot: SlotName; values: readonly string[] }[];
}

/** A donor who types this much without a unit means dong. */
const surelyMoney = 100_000;

export function createFillSlots(lexicon: Lexicon, words: TextSlots): FillSlots {
  const readInstalments = createReadInstalments(lexicon);
  const readRejected = createReadRejected(lexicon);
  const fillTimes = createFillTimes(lexicon);
  const chooseArea = createChooseArea(lexicon);
  const shareOut = createShareOut(lexicon);
  const revise = createRevise(lexicon);
  const told = createToldSlots(lexicon);
  return (intent, heard) => {
    const whole = told.set(intent, revise(intent, withoutSchools(heard)));
    const wants = (slot: SlotName): boolean => slot in intent.slots;
    const draft: Draft = { slots: {}, alternatives: [] };
    const instalments = wants("instalments") ? readInstalments(whole) : null;
    const sentence = { ...whole, entities: shareOut(withoutSpan(whole.entities, instalments), whole) };
    fillCodes(draft, sentence, wants);
    fillMoney(draft, sentence, wants, intent.risk === "read");
    fillItems(draft, sentence, wants, wants("rejected") ? readRejected(sentence) : null);
    fillInstalments(draft, instalments);
    fillService(draft, sentence, wants, words);
    fillTimes(draft, sentence, intent);
    if (wants("area")) fillArea(draft, chooseArea(sentence));
    fillNamed(draft, sentence, wants);
    const { slots } = draft;
    Object.assign(slots, told.read(intent, whole, slots));
    const reason = wants("reason") ? words.reason(sentence) : null;
    if (reason) slots.reason = reason;
    const source = wants("source") ? words.source(sentence) : null;
    if (source) slots.source = source;
    return draft;
  };
}

/** "trong 6 tháng" is how long the instalments go on, no deadline; its number counts no goods. */
function withoutSpan(entities: readonly Entity[], instalments: Instalments | null): readonly Entity[] {
  const at = instalments?.at ?? -1;
  return entities.filter(
    (entity) =>
      entity !== instalments?.share &&
      !((entity.type === "time" || entity.type === "number") && entity.start <= at && at < entity.end),
  );
}

function fillInstalments({ slots }: Draft, instalments: Instalments | null): void {
  if (!instalments) return;
  const { count, each } = instalments;
  slots.instalments = count;
  if (!each) return;
  if (slots.items)
    slots.items = slots.items.map((item) => ({ ...item, quantity: item.quantity && item.quantity * count }));
  if (slots.amount) slots.amount = { ...slots.amount, value: slots.amount.value * count };
}

/** Work is no goods: sessions of something that the catalogue does not have are told in words. */
function fillService({ slots }: Draft, sentence: ReadText, wants: Wants, words: TextSlots): void {
  const listed = slots.amount ?? slots.items?.find(({ item, unit }) => item !== null && unit !== "session");
  const service = wants("service") && !listed ? words.service(sentence) : null;
  if (!service) return;
  slots.service = service;
  delete slots.items;
}

type Wants = (slot: SlotName) => boolean;

function all<Type extends EntityType>(sentence: ReadText, type: Type): readonly Extract<Entity, { type: Type }>[] {
  return sentence.entities.filter((entity): entity is Extract<Entity, { type: Type }> => entity.type === type);
}

function fillCodes({ slots }: Draft, sentence: ReadText, wants: Wants): void {
  for (const { kind, code } of all(sentence, "code"))
    if (kind !== "difficulty" && wants(kind) && slots[kind] === undefined) slots[kind] = code;
  const ordinal = all(sentence, "ordinal")[0];
  // "duyệt cái số 2" points into the list shown last; the conversation turns it into the code.
  if (ordinal && (wants("list_ref") || wants("need") || wants("pledge"))) slots.list_ref = ordinal.position;
}

/** `atMost`: who looks for needs names the most that they would give. */
function fillMoney({ slots, alternatives }: Draft, sentence: ReadText, wants: Wants, atMost: boolean): void {
  if (!wants("amount")) return;
  const money = all(sentence, "money")[0];
  const number = all(sentence, "number").find(({ value, form }) => value >= surelyMoney && form === "digits");
  if (money && !money.amount) alternatives.push({ slot: "amount", values: [] });
  else if (money?.amount) {
    const upper = atMost && money.money.type === "interval" ? money.others[0] : undefined;
    slots.amount = upper === undefined ? money.amount : { ...money.amount, value: upper };
    if (upper === undefined && money.others.length > 0)
      alternatives.push({ slot: "amount", values: [money.amount.value, ...money.others].map(String) });
  } else if (number && all(sentence, "goods").length === 0) slots.amount = { value: number.value, currency: "VND" };
}

function fillItems({ slots, alternatives }: Draft, sentence: ReadText, wants: Wants, rejected: Rejected | null): void {
  const thing = all(sentence, "goods").find((each) => each.item !== null);
  if (wants("item") && thing?.item) slots.item = thing.item;
  if (!wants("items")) return;
  const read = itemsOf(rejected?.received ?? sentence.entities, slots.amount === undefined);
  if (read) slots.items = read.items;
  if (read && read.quantities.length > 0) alternatives.push({ slot: "items", values: read.quantities.map(String) });
  if (!rejected || rejected.count === null) return;
  slots.rejected = rejected.count;
  if (rejected.reason !== null) slots.reject_reason = rejected.reason;
}

function fillNamed({ slots }: Draft, sentence: ReadText, wants: Wants): void {
  const age = all(sentence, "age")[0];
  if (age && wants("age_band") && !slots.items?.some((item) => item.age_band)) slots.age_band = age.band;
  const children = all(sentence, "children")[0];
  if (children && wants("beneficiaries")) slots.beneficiaries = children.count;
  for (const { slot, value } of all(sentence, "named")) {
    if (!wants(slot)) continue;
    if (slot === "language") slots.language ??= value === "en" ? "en" : "vi";
    else if (slot === "visibility") slots.visibility ??= visibilityOf(value);
    else slots[slot] ??= value;
  }
}

function visibilityOf(value: string): "named" | "anonymous" | "initials" {
  return value === "anonymous" || value === "initials" ? value : "named";
}
