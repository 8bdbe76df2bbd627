/** An answer in the person's own words, without what is said beside it: "không phải Biên phòng, của Tỉnh Đoàn" tells one giver. */
import type { SlotName } from "../model/frame.ts";
import type { ReadText } from "./read-sentence.ts";
import { typedBetween } from "./slots/own-words.ts";
import { bareAt } from "./tokens.ts";

/** What is named, and not told in sentences: only there a clause can be left out. */
const names: ReadonlySet<SlotName> = new Set<SlotName>(["source", "place"]);
const denied = /^(?:khong phai|hong phai|hok phai|ko phai|dau phai|chu khong|cho khong|chu hong|not )/u;
const leads: Readonly<Partial<Record<SlotName, RegExp>>> = {
  source: /^(?:(?:mà )?(?:là )?của|cua|mà là|là|la) /iu,
  place: /^(?:mà giao|giao|mà là|là) /iu,
};

export function freeAnswer(sentence: ReadText, slot: SlotName): string {
  const whole = sentence.text.trim();
  if (!names.has(slot)) return whole;
  const clauses = clausesOf(sentence);
  const open = clauses.filter(({ isDenied }) => !isDenied);
  const [first] = open;
  if (!first || clauses.length === 0) return whole;
  // "nhà văn hóa ấp, 8 giờ sáng thứ bảy": when it is has its own slot.
  const timed = open.findIndex(({ isTimed }, at) => at > 0 && isTimed);
  const kept = timed > 0 ? open.slice(0, timed) : open;
  if (kept.length === clauses.length) return withoutLead(whole, slot);
  return withoutLead(kept.map(({ text }) => text).join(", "), slot);
}

interface Clause {
  readonly text: string;
  readonly isDenied: boolean;
  readonly isTimed: boolean;
}

function clausesOf(sentence: ReadText): readonly Clause[] {
  const { tokens, cover } = sentence;
  const clauses: Clause[] = [];
  let start = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    const isEnd = at === tokens.length || (bareAt(tokens, at) === "," && !cover[at]);
    if (!isEnd) continue;
    const words = tokens.slice(start, at).map(({ bare }) => bare);
    const text = typedBetween(sentence, start, at).trim();
    const isTimed = cover.slice(start, at).some((entity) => entity?.type === "time");
    if (text !== "") clauses.push({ text, isDenied: denied.test(`${words.join(" ")} `), isTimed });
    start = at + 1;
  }
  return clauses;
}

function withoutLead(text: string, slot: SlotName): string {
  const lead = leads[slot];
  return lead ? text.replace(lead, "") : text;
}
