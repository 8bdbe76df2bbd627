/** Reads a message as the answer to the slot that was just asked for. */
import type { Listening, Slots, SlotName } from "../model/frame.ts";
import type { Intent } from "../model/intent.ts";
import type { Lexicon } from "./lexicon.ts";
import { listOf } from "./phrases.ts";
import { freeAnswer } from "./free-answer.ts";
import { findInvitation } from "./entities/code.ts";
import type { Entity } from "./entities/entity.ts";
import type { ReadSentence, ReadText } from "./read-sentence.ts";
import type { FilledTwice, FillTwice } from "./second-reader/fill-twice.ts";
import { noOpinions, type ReadAgain } from "./second-reader/second-reader.ts";
import type { Filled } from "./slots/fill-slots.ts";
import { isOfficer } from "./role-effects.ts";
import { bareAt, fullAt, type Token } from "./tokens.ts";

export interface Answer extends FilledTwice {
  /** "Xã nào cũng được": it was heard, and leaves the slot open. */
  readonly open?: true;
}
type Read = Omit<Answer, "opinions">;

export type ReadAnswer = (sentence: ReadText, slot: SlotName, intent: Intent) => Answer | null;

/** Slots whose value is whatever the person writes. */
export const freeSlots: ReadonlySet<SlotName> = new Set<SlotName>([
  "reason",
  "text",
  "source",
  "place",
  "person",
  "service",
  "reject_reason",
]);
const canBeNone = new Set<SlotName>(["beneficiaries", "child_turns", "rejected"]);
const counts = new Set<SlotName>(["beneficiaries", "child_turns", "instalments", "rejected", "year"]);
const codes: Partial<Record<SlotName, string>> = { need: "NC", pledge: "CK", delivery: "GN" };
/** The word that the question has already said, and that makes a short answer plain: "10" is a day, "giang thahn" a place. */
const lead: Partial<Record<SlotName, string>> = { due: "ngày", date: "ngày", area: "ở" };
/** "20/11, chớ 15 là bên chị kiểm kê": a lone number beside these is no count. */
const dayOrTurns: ReadonlySet<SlotName> = new Set(["due", "date", "child_turns"]);
/** Positions in a shown list are small; larger numbers are serials of codes. */
const longestList = 20;
/** What the ledger keeps of a text. */
const longestText = 500;
/** More words are a sentence, and stand for themselves. */
const shortest = 4;

export interface Answering {
  readonly fillTwice: FillTwice;
  readonly readAgain: ReadAgain;
  readonly readSentence: ReadSentence;
  readonly lexicon: Lexicon;
}

export function createReadAnswer({ fillTwice, readAgain, readSentence, lexicon }: Answering): ReadAnswer {
  const { chat } = lexicon;
  const [open, nothing, atOnce] = [listOf(chat.open_answers), listOf(chat.nothing), listOf(chat.at_once)];
  const says = (phrases: typeof nothing, { tokens }: ReadText): boolean =>
    tokens.some((_, at) => phrases.from(tokens, at).some(({ wrong }) => wrong === 0));
  /** "không có cái nào lỗi", "all at once": how many, without a number. */
  const wordsForNumber = (sentence: ReadText, slot: SlotName): Slots | null => {
    if (sentence.entities.some(({ type }) => type === "number" || type === "goods")) return null;
    if (slot === "instalments" && says(atOnce, sentence) && !tellsHowOften(sentence)) return { instalments: 1 };
    return canBeNone.has(slot) && says(nothing, sentence) ? { [slot]: 0 } : null;
  };
  const leavesOpen = ({ tokens }: ReadText): boolean => {
    const words = tokens.filter((token) => token.kind === "word");
    const end = open.first(words, 0)?.end ?? 0;
    return end > 2 || (end > 0 && end === words.length);
  };

  const read = (sentence: ReadText, slot: SlotName, intent: Intent): Read | null => {
    const wider: Intent = { ...intent, slots: { ...intent.slots, [slot]: { type: "text", required: false } } };
    const filled = fillTwice(wider, sentence);
    if (leavesOpen(sentence) && filled.slots[slot] === undefined) return { ...filled, open: true };
    // "trùng với NC26-009" is a reason; the code in it must not change what is being decided.
    if (freeSlots.has(slot)) return { slots: inOwnWords(sentence, slot, filled.slots), alternatives: [] };
    if (filled.slots[slot] !== undefined && dayOrTurns.has(slot))
      return { ...filled, slots: withoutCount(filled.slots) };
    if (filled.slots[slot] !== undefined || (codes[slot] && filled.slots.list_ref !== undefined)) return filled;
    const worded = wordsForNumber(sentence, slot);
    if (worded) return { slots: worded, alternatives: [] };
    const value = slot === "rejected" ? rejectedValue(sentence) : plainValue(sentence, slot);
    if (value && slot === "rejected") return { slots: value, alternatives: [] };
    if (value) {
      const alternatives = [...filled.alternatives, ...betweenTwo(sentence, slot)];
      return { slots: { ...withoutCount(filled.slots), ...value }, alternatives };
    }
    const short = sentence.tokens.length <= shortest;
    const leading = leadOf(sentence, slot);
    const said = short && leading ? readSentence(`${leading} ${sentence.text}`, sentence.now, sentence.language) : null;
    const led = said && fillTwice(wider, said);
    if (led?.slots[slot] !== undefined) return led;
    return slot === "area" ? unknownPlace(sentence, filled) : null;
  };

  return (sentence, slot, intent) => {
    const answer = read(sentence, slot, intent);
    // What is in the person's own words from end to end stands for itself.
    const opinions = answer && !freeSlots.has(slot) ? readAgain(intent, answer.slots, sentence) : noOpinions;
    return answer && { ...answer, opinions };
  };
}

/** "nhà văn hóa ấp, 8 giờ sáng thứ bảy này": the day was cut off, and is told. */
function inOwnWords(sentence: ReadText, slot: SlotName, { date }: Slots): Slots {
  const words = freeAnswer(sentence, slot);
  const beside = slot === "place" && date !== undefined && words !== sentence.text.trim() ? { date } : {};
  return { [slot]: words.slice(0, longestText), ...beside };
}

/** "10 ngày" is in ten days, "10" the tenth. */
function leadOf({ entities, language }: ReadText, slot: SlotName): string | undefined {
  const isLength = slot === "due" && entities.some(({ type }) => type === "duration");
  return isLength ? (language === "en" ? "in" : "trong") : lead[slot];
}

/** "two would be fine": the number answers the question, and counts no goods. */
function withoutCount({ items, ...slots }: Slots): Slots {
  return items?.every(({ item, unit }) => item === null && (unit === null || unit === "visit"))
    ? slots
    : { ...slots, ...(items && { items }) };
}

function plainValue(sentence: ReadText, slot: SlotName): Slots | null {
  if (slot === "code") {
    const long = sentence.tokens.find((token) => token.kind === "number" && token.full.length >= 6)?.full;
    const code = findInvitation(sentence.text) ?? long;
    return code === undefined ? null : { code };
  }
  // "N.V.A."
  if (slot === "visibility" && /(?:\p{L}\.){2,}/u.test(sentence.text)) return { visibility: "initials" };
  return numberValue(sentence, slot);
}

/** "2 lớp", "3 điểm trường" count no children. */
const ofGroups = /^(?:lop|truong|diem|ap|to|nhom|khoi|classes|schools|groups)$/u;
/** "mỗi quý một lần" tells how often, and not how many times. */
const howOften = /^(?:mỗi|moi|hàng|hằng|hang|every|per|each|a)$/u;
const period = /^(?:tuan|thang|quy|nam|ngay|week|month|quarter|year|day)$/u;
const ofSexes = /^(?:nam|nữ|nu|trai|gái|gai|boys?|girls?)$/u;

function tellsHowOften({ tokens }: ReadText): boolean {
  return tokens.some(({ full, bare }, at) => howOften.test(full || bare) && period.test(bareAt(tokens, at + 1)));
}

/** "40-50", "3 hoặc 4": the smaller number, and ask. */
function betweenTwo({ entities, tokens }: ReadText, slot: SlotName): Filled["alternatives"] {
  const [first, second] = entities.filter((entity) => entity.type === "number");
  if (!counts.has(slot) || slot === "year" || !first || !second || second.start !== first.end + 1) return [];
  const between = /^(?:-|den|toi|hoac|hay|to|or)$/u.test(bareAt(tokens, first.end) || fullAt(tokens, first.end));
  return between ? [{ slot, values: [first.value, second.value].map(String) }] : [];
}

function numberValue(sentence: ReadText, slot: SlotName): Slots | null {
  const { entities, tokens, today } = sentence;
  const numbers = entities.filter((entity) => entity.type === "number");
  const value = numbers[0]?.value;
  if (value === undefined) return null;
  if (slot === "instalments" && tellsHowOften(sentence)) return null;
  if (slot === "child_turns" || slot === "beneficiaries") {
    // "22 nam 23 nữ"
    if (numbers.length > 1 && numbers.every(({ end }) => ofSexes.test(fullAt(tokens, end))))
      return { [slot]: numbers.reduce((sum, each) => sum + each.value, 0) };
    if (ofGroups.test(bareAt(tokens, numbers[0]?.end ?? 0))) return null;
  }
  return valueOf(value, slot, today);
}

function valueOf(value: number, slot: SlotName, today: string): Slots | null {
  const letters = codes[slot];
  if (letters && Number.isInteger(value) && value > 0) {
    if (value <= longestList) return { list_ref: value };
    return value < 100_000 ? { [slot]: `${letters}${today.slice(2, 4)}-${String(value).padStart(3, "0")}` } : null;
  }
  if (slot === "items") return { items: [{ item: null, quantity: value, unit: null }] };
  if (slot === "period" && value >= 2000 && value < 2100) return { period: String(value) };
  if (slot === "amount") return { amount: { value: Math.round(value), currency: "VND" } };
  if (slot === "list_ref") return { list_ref: value };
  // "27"
  if (slot === "year" && Number.isInteger(value) && value > 20 && value < 100) return { year: 2000 + value };
  return counts.has(slot) && Number.isInteger(value) ? { [slot]: value } : null;
}

/** "3 cái hỏng", "3 torn": how many, and the words for what is wrong with them. */
function rejectedValue({ text, entities, tokens }: ReadText): Slots | null {
  // Asked for what was refused, "5 chai" are bottles.
  const counted = entities.find(({ type }) => type === "goods" || type === "number" || type === "money");
  const rejected = counted && countOf(counted, tokens);
  if (!counted || rejected === null || rejected === undefined) return null;
  const thing = counted.type === "goods" ? counted.item : null;
  const said = text.slice(tokens[counted.end]?.start ?? text.length).replace(/^[\s,:;.-]+|[\s,:;.!-]+$/gu, "");
  // Unlisted words after a number ("3 cái hỏng") are read as a thing.
  const why = said === "" && counted.type === "goods" && counted.free ? thing : said;
  return { rejected, ...(why ? { reject_reason: why.slice(0, longestText) } : {}) };
}

/** What slang multiplies with: asked for things, its words are bottles, litres and bulbs again. */
const slang: Readonly<Record<string, number>> = { chai: 1_000_000, cu: 1_000_000, met: 1_000_000, lit: 100_000 };

function countOf(entity: Entity, tokens: readonly Token[]): number | null {
  if (entity.type === "goods") return entity.quantity;
  if (entity.type === "number") return entity.value;
  if (entity.type !== "money" || entity.money.type !== "value") return null;
  const factor = slang[bareAt(tokens, entity.end - 1)];
  return factor === undefined ? null : entity.money.value / factor;
}

/** Asked for a place, a few words that no gazetteer knows are still the answer: the conversation says that they are unknown. */
function unknownPlace({ text, tokens }: ReadText, filled: Filled): Filled | null {
  const words = tokens.filter((token) => token.kind === "word");
  if (words.length === 0 || words.length > shortest || words.length < tokens.length) return null;
  return { ...filled, slots: { ...filled.slots, area: text.trim() }, areas: [] };
}

/** Whose question it was, when the conversation did not say. */
export function runningIntent({ running, role, awaiting }: Listening): string {
  if (running) return running;
  const officer = isOfficer(role);
  const asked =
    awaiting === null ? undefined : ((officer ? askedOfOfficers : askedOfDonors)[awaiting] ?? asks[awaiting]);
  return asked ?? (officer ? "delivery.log" : "pledge.create");
}

type Asks = Readonly<Partial<Record<string, string>>>;
/** Slots that one intent asks for more than any other. */
const asks: Asks = {
  code: "officer.join",
  language: "language.set",
  source: "coverage.log",
  beneficiaries: "need.create",
  child_turns: "delivery.distribute",
  place: "pledge.schedule",
  period: "report.submit",
  reason: "need.return",
  text: "difficulty.report",
  role: "officer.invite",
  person: "recognition.propose",
};
const askedOfDonors: Asks = { date: "pledge.schedule", delivery: "delivery.amend", sector: "digest.subscribe" };
const askedOfOfficers: Asks = {
  delivery: "delivery.distribute",
  due: "need.create",
  sector: "need.create",
  age_band: "need.create",
  year: "assessment.answer",
};
