/** What is told around the goods: a year, children, a code of another app, the place of a handover, an obstacle, a name. */
import type { Slots, SlotName } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import { findInvitation } from "../entities/code.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { childrenIn } from "./children-slot.ts";
import { createHandoverPlace } from "./handover-place.ts";
import { createNameSlots } from "./name-slots.ts";
import { endOf, find, wordsFrom } from "./own-words.ts";
import { additionOf, subjectOf } from "./report-slots.ts";
import { listOf } from "../phrases.ts";

/** Words that only announce an obstacle: "em muốn báo một khó khăn", "có vướng mắc về GN26-067". What it is must still be told. */
const announcing =
  /^(?:em|e|toi|tui|minh|chi|anh|ad|oi|da|alo|co|muon|can|xin|cho|bao|cao|phan|anh|ghi|nhan|gui|mot|vai|1|khan|gap|ket|dang|bi|kho|vuong|mac|tro|ngai|truc|trac|van|de|chut|ti|xiu|a|nha|nhe|nghen|ne|day|gium|giup|voi|ve|cua|o|tai|doi|xu|ly|len|tinh|so|chuyen|vu|viec|nay|i|we|want|would|like|need|to|report|raise|there|is|s|have|an|the|difficulty|obstacle|problem|issue|with|about|on|please|urgent|hello|hi)$/u;

export interface ToldSlots {
  /** The sentence without numbers that count no goods here: years, and what was kept back. */
  set(intent: Intent, sentence: ReadText): ReadText;
  read(intent: Intent, sentence: ReadText, filled: Slots): Slots;
}

const yearPattern = /^20[1-4]\d$/u;
/** "kept back", then at most a word before the goods. */
const keptReach = 2;

export function createToldSlots(lexicon: Lexicon): ToldSlots {
  const names = createNameSlots(lexicon);
  const { told } = lexicon;
  const troubles = listOf(told.troubles);
  const [answerHeads, policyHeads] = [listOf(told.answer_heads), listOf(told.policy_heads)];
  const leftOver = listOf(told.left_over);
  const nothing = listOf(told.nothing_needed);

  const isKept = (sentence: ReadText, { start }: Entity): boolean => {
    for (let at = Math.max(0, start - keptReach); at < start; at += 1)
      if ((endOf(leftOver, sentence, at) ?? 0) >= start) return true;
    return false;
  };

  /** "Khó khăn: đường vào ấp bị ngập" is the obstacle after the colon; "xã không có ghe" is one as it stands. */
  const trouble = (sentence: ReadText): string | null => {
    const { tokens } = sentence;
    if (onlyAnnounces(sentence)) return null;
    let at = 0;
    for (let next: number | null = 0; next !== null; next = endOf(troubles, sentence, at)) {
      at = next;
      while (tokens[at]?.kind === "mark") at += 1;
    }
    if (at > 0 && /^(?:là|la)$/u.test(fullAt(tokens, at))) at += 1;
    return at === 0 ? wordsFrom(sentence, 0) : wordsFrom(sentence, at);
  };

  /** What is said behind the announcement of it: "trả lời KK26-003: mai có ghe", "KK26-003 waits for the budget". */
  const announced = (sentence: ReadText, answers: boolean): string | null => {
    const { tokens, entities } = sentence;
    const heads = answers ? answerHeads : policyHeads;
    let at = 0;
    for (let next: number | null = 0; next !== null; next = beyond(at)) at = next;
    return wordsFrom(sentence, at);

    function beyond(from: number): number | null {
      let start = from;
      while (tokens[start]?.kind === "mark") start += 1;
      const code = entities.find((entity) => entity.start === start && entity.type === "code");
      return code?.end ?? endOf(heads, sentence, start) ?? (start > from ? start : null);
    }
  };

  const reads: {
    readonly [Slot in SlotName]?: (sentence: ReadText, filled: Slots, intent: Intent) => Slots[Slot] | null;
  } = {
    year: (sentence, { period }) => (period === undefined ? yearIn(sentence) : null),
    period: (sentence, _filled, { slots }) => ("year" in slots ? null : (yearIn(sentence)?.toString() ?? null)),
    child_turns: (sentence) => childrenIn(sentence, true),
    beneficiaries: (sentence, _filled, { intent }) => {
      if (intent !== "assessment.answer") return null;
      const children = childrenIn(sentence);
      return children ?? numberOf(sentence) ?? (find(nothing, sentence) ? 0 : null);
    },
    code: (sentence, _filled, { intent }) => {
      const [noun] = intent.split(".");
      const kind = noun === "report" || noun === "difficulty" ? noun : null;
      return kind ? codeOf(sentence, kind) : oneTimeCode(sentence);
    },
    place: createHandoverPlace(lexicon),
    text: (sentence, _filled, { intent }) => {
      if (intent === "report.order") return subjectOf(sentence);
      if (intent === "report.sent") return wordsFrom(sentence, 0);
      if (intent === "report.addendum") return additionOf(sentence);
      return intent === "difficulty.report" ? trouble(sentence) : announced(sentence, intent === "difficulty.answer");
    },
    role: (sentence, _filled, { intent }) => names.role(sentence, intent),
    person: (sentence, _filled, { intent }) =>
      intent.startsWith("officer.") ? names.officer(sentence, intent) : names.honoured(sentence),
  };

  return {
    set: (intent, sentence) => {
      const kept =
        "child_turns" in intent.slots
          ? sentence.entities.filter(
              (each) => !(each.type !== "time" && isKept(sentence, each)) && !isAgeOfChildren(sentence, each),
            )
          : null;
      const entities =
        kept ?? ("year" in intent.slots ? sentence.entities.map((each) => withoutYear(each, sentence)) : null);
      return entities ? { ...sentence, entities: entities.filter((each) => each !== null) } : sentence;
    },
    read: (intent, sentence, filled) => {
      const values = Object.entries(reads).flatMap(([slot, read]) => {
        if (!(slot in intent.slots) || filled[slot as SlotName] !== undefined) return [];
        const value = read(sentence, filled, intent);
        return value === null || value === undefined ? [] : [[slot, value]];
      });
      return Object.fromEntries(values);
    },
  };
}

function onlyAnnounces({ tokens, cover }: ReadText): boolean {
  return tokens.every(
    ({ kind, bare }, at) =>
      kind === "mark" || cover[at]?.type === "code" || cover[at]?.type === "place" || announcing.test(bare),
  );
}

/** "150 lượt trẻ mầm non" tells who got it, not for whom it was made. */
function isAgeOfChildren({ entities }: ReadText, { type, start }: Entity): boolean {
  return type === "age" && entities.some((each) => each.type === "children" && each.end === start);
}

/** A year that no day, code or sum has taken. */
export function yearIn({ tokens, cover }: ReadText): number | null {
  const counts = new Set(["time", "code", "money", "phone"]);
  const said = tokens.find(
    ({ kind, full }, at) => kind === "number" && yearPattern.test(full) && !counts.has(cover[at]?.type ?? ""),
  );
  return said ? Number(said.full) : null;
}

/** "chỉ tiêu 2027 xe đạp 200 chiếc": 2027 counts nothing. */
function withoutYear(entity: Entity, { tokens }: ReadText): Entity | null {
  if (!yearPattern.test(fullAt(tokens, entity.start))) return entity;
  if (entity.type === "number") return null;
  if (entity.type !== "goods") return entity;
  return entity.item === null ? null : { ...entity, start: entity.start + 1, quantity: null };
}

/** A lone number; several are a table that nobody can add up for the person. */
function numberOf({ entities }: ReadText): number | null {
  const numbers = entities.filter((entity) => entity.type === "number");
  const [number] = numbers;
  return number && numbers.length === 1 && Number.isInteger(number.value) ? number.value : null;
}

function codeOf({ entities }: ReadText, kind: "difficulty" | "report"): string | null {
  const found = entities.find((entity) => entity.type === "code" && entity.kind === kind);
  return found?.type === "code" ? found.code : null;
}

/** Six to eight digits, or capitals and digits mixed, as apps show a code once. */
function oneTimeCode({ text }: ReadText): string | null {
  const invitation = findInvitation(text);
  return (
    invitation ??
    /(?<![\p{L}\p{N}])(?:\d{6,8}|(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{6,8})(?![\p{L}\p{N}])/u.exec(text)?.[0] ??
    null
  );
}
