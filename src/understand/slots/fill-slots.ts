/** Chooses, from everything that was found in a sentence, what the slots of one intent need. */
import type { AreaCandidate } from "../../model/area.ts";
import type { Slots, SlotName } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import type { Entity, EntityType } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { asMoney, fillMoney, withoutPurchase, withoutSizes, withoutWorth } from "./amount-slot.ts";
import { createChooseArea, fillArea, leaveOutGiversPlace } from "./area-slot.ts";
import { itemsOf } from "./items-slot.ts";
import { oneForEach } from "./one-for-each.ts";
import { withoutContents } from "./contents.ts";
import { createWithoutGivenBefore } from "./given-before.ts";
import { createReadInstalments, type Instalments } from "./instalments-slot.ts";
import { createReadRejected, type Rejected } from "./rejected-slot.ts";
import { createRevise } from "./revisions.ts";
import { createShareOut } from "./shares-slot.ts";
import { createWithShortNames } from "./short-names.ts";
import { type ChooseCode, createChooseCode } from "./subject-code.ts";
import { createWithoutCompared } from "./compared.ts";
import { withMarketDozen } from "./market-dozen.ts";
import { createFillNamed } from "./named-slots.ts";
import { withoutSchools } from "./schools.ts";
import type { TextSlots } from "./text-slots.ts";
import { createWithoutToldBefore } from "./told-before.ts";
import { createToldSlots } from "./told-slots.ts";
import { createWithoutUnchanged } from "./unchanged.ts";
import { createFillTimes } from "./when-slots.ts";

export interface Filled {
  readonly slots: Slots;
  readonly areas?: readonly AreaCandidate[];
  readonly alternatives: readonly { readonly slot: SlotName; readonly values: readonly string[] }[];
  /** What was found in the sentence, without what was told beside: only that may be doubtful. */
  readonly meant?: readonly Entity[];
}

export type FillSlots = (intent: Intent, sentence: ReadText) => Filled;

type Step = (intent: Intent, sentence: ReadText) => ReadText;

/** "dép số 30" are a size; no list that is shown has so many. */
const longestList = 20;

type Writable = { -readonly [Name in keyof Slots]: Slots[Name] };
interface Draft {
  readonly slots: Writable;
  areas?: readonly AreaCandidate[];
  readonly alternatives: { slot: SlotName; values: readonly string[] }[];
}

export function createFillSlots(lexicon: Lexicon, words: TextSlots): FillSlots {
  const readInstalments = createReadInstalments(lexicon);
  const readRejected = createReadRejected(lexicon);
  const fillNamed = createFillNamed(lexicon);
  const fillTimes = createFillTimes(lexicon);
  const chooseArea = createChooseArea(lexicon);
  const shareOut = createShareOut(lexicon);
  const told = createToldSlots(lexicon);
  const chooseCode = createChooseCode(lexicon);
  /** What is not meant leaves the sentence before its slots are filled; each step reads what the ones before it left. */
  const steps: readonly Step[] = [
    createWithShortNames(lexicon),
    (_, sentence) => withoutSchools(sentence),
    (_, sentence) => withoutSizes(sentence),
    withMarketDozen,
    asMoney,
    withoutWorth,
    withoutPurchase,
    createWithoutGivenBefore(lexicon),
    createWithoutCompared(lexicon),
    createRevise(lexicon),
    createWithoutToldBefore(lexicon),
    createWithoutUnchanged(lexicon),
    withoutContents,
    told.set,
  ];
  return (intent, heard) => {
    const whole = steps.reduce((sentence, step) => step(intent, sentence), heard);
    const wants = (slot: SlotName): boolean => slot in intent.slots;
    const draft: Draft = { slots: {}, alternatives: [] };
    const instalments = wants("instalments") ? readInstalments(whole) : null;
    const sentence = { ...whole, entities: shareOut(withoutSpan(whole.entities, instalments), whole) };
    fillCodes(draft, sentence, wants, chooseCode);
    if (wants("amount")) fillMoney(draft, sentence, intent.risk === "read");
    fillItems(draft, sentence, intent, wants, wants("rejected") ? readRejected(sentence) : null);
    fillInstalments(draft, instalments);
    fillService(draft, sentence, wants, words);
    fillTimes(draft, instalments ? withoutRounds(sentence) : sentence, intent);
    if (wants("area")) fillArea(draft, chooseArea(sentence));
    fillNamed(draft, sentence, intent);
    const { slots } = draft;
    Object.assign(slots, told.read(intent, whole, slots));
    const reason = wants("reason") ? words.reason(sentence, intent.intent) : null;
    if (reason) slots.reason = reason;
    const source = wants("source") ? words.source(sentence) : null;
    if (source) slots.source = source;
    if (source) leaveOutGiversPlace(draft, source);
    return { ...draft, meant: whole.entities };
  };
}

/** "trong 6 tháng" is how long the instalments go on, no deadline; its number counts no goods, nor are "3 instalments" any. */
function withoutSpan(entities: readonly Entity[], instalments: Instalments | null): readonly Entity[] {
  const at = instalments?.at ?? -1;
  return entities.filter(
    (entity) =>
      entity !== instalments?.share &&
      !((entity.type === "time" || entity.type === "number") && entity.start <= at && at < entity.end) &&
      !(entity.type === "goods" && entity.start === at && entity.end === at + 2),
  );
}

/** "chia làm hai lần, tháng này với tháng sau": when each part comes is no deadline. */
function withoutRounds(sentence: ReadText): ReadText {
  const open = sentence.entities.filter((entity) => entity.type === "time" && entity.time.bound === null);
  if (open.length < 2) return sentence;
  return { ...sentence, entities: sentence.entities.filter((entity) => !open.includes(entity)) };
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
  const listed =
    slots.amount ??
    slots.items?.find(({ item, quantity, unit }) => item !== null && quantity !== null && unit !== "session");
  const service = wants("service") && !listed ? words.service(sentence) : null;
  if (!service) return;
  slots.service = service;
  delete slots.items;
}

type Wants = (slot: SlotName) => boolean;

function all<Type extends EntityType>(sentence: ReadText, type: Type): readonly Extract<Entity, { type: Type }>[] {
  return sentence.entities.filter((entity): entity is Extract<Entity, { type: Type }> => entity.type === type);
}

function fillCodes({ slots }: Draft, sentence: ReadText, wants: Wants, choose: ChooseCode): void {
  for (const kind of ["need", "pledge", "delivery"] as const) {
    const subject = wants(kind) ? choose(sentence, kind) : null;
    if (subject) slots[kind] = subject.code.code;
  }
  const ordinal = all(sentence, "ordinal")[0];
  // "duyệt cái số 2" points into the list shown last; the conversation turns it into the code.
  // Who tells a code counts something else: "the second instalment of CK26-071".
  if (slots.need ?? slots.pledge ?? slots.delivery) return;
  if (ordinal && ordinal.position <= longestList && (wants("list_ref") || wants("need") || wants("pledge")))
    slots.list_ref = ordinal.position;
}

function fillItems(
  { slots, alternatives }: Draft,
  sentence: ReadText,
  { intent }: Intent,
  wants: Wants,
  rejected: Rejected | null,
): void {
  const thing = all(sentence, "goods").find((each) => each.item !== null);
  if (wants("item") && thing?.item) slots.item = thing.item;
  if (!wants("items")) return;
  const read = itemsOf(rejected?.received ?? sentence.entities, slots.amount === undefined, sentence.tokens);
  if (read) slots.items = oneForEach(intent, read.items, sentence);
  if (read && read.quantities.length > 0) alternatives.push({ slot: "items", values: read.quantities.map(String) });
  if (!rejected || rejected.count === null) return;
  slots.rejected = rejected.count;
  if (rejected.reason !== null) slots.reject_reason = rejected.reason;
}
