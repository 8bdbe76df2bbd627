/** What officers decide on needs and promises: words that say so count more than the odds, and two that differ are asked about. */
import { isDenied } from "./doubts.ts";
import type { ReadText } from "./read-sentence.ts";
import type { TextSlots } from "./slots/text-slots.ts";

/** Yes and no to the same thing differ by one small word; a wrong "yes" is the worse mistake, so the words decide and not the odds. */
const opposites: Readonly<Record<string, string>> = {
  "need.approve": "need.return",
  "pledge.confirm": "pledge.decline",
  "report.accept": "report.return",
};
const refusals = new Set(["refuse", "send_back"]);

function isRefused({ ideas }: ReadText): boolean {
  // "không vướng gì, duyệt nhé" denies something else.
  const denied = ideas.includes("not") && (!ideas.includes("approve") || isDenied(ideas, ["approve"]));
  return denied || ideas.some((idea) => refusals.has(idea));
}

export function agree(intent: string, sentence: ReadText, decided: string | null): string {
  const no = opposites[intent];
  const yes = Object.entries(opposites).find(([, opposite]) => opposite === intent)?.[0];
  if (decided === "refuse") return no ?? intent;
  if (decided === "agree" || decided === "accept") return yes ?? intent;
  if (no !== undefined) return isRefused(sentence) ? no : intent;
  return yes !== undefined && !isRefused(sentence) && sentence.ideas.includes("approve") ? yes : intent;
}

/** What each decision may mean; "duyệt" in a sentence that is taken for something else is worth a question. */
const meanings: Readonly<Record<string, RegExp>> = {
  pause: /^(?:need\.pause|digest\.|reminder\.)/u,
  refuse: /\.(?:return|decline)$|^delivery\./u,
  withdraw: /^(?:need\.withdraw|pledge\.cancel|officer\.revoke|data\.delete|digest\.)/u,
  agree: /\.(?:approve|confirm|accept|receive|schedule)$|^need\.publish$/u,
  accept: /\.(?:approve|confirm|accept|receive|schedule)$|^delivery\.|^need\.publish$/u,
};

/** "Chấp nhận CK26-056, hôm trước còn thiếu giấy": a yes beside words that elsewhere refuse is worth a question, too. */
export function isContested(intent: string, sentence: ReadText, officer: boolean, words: TextSlots): boolean {
  // An obstacle may tell of any decision, and what a donor's own house agreed to is none on a promise.
  if (intent.startsWith("difficulty.")) return false;
  const decided = words.decided(sentence);
  if (!officer && (decided === "agree" || decided === "accept")) return false;
  const meaning = decided === null ? undefined : meanings[decided];
  return (opposites[intent] !== undefined && isRefused(sentence)) || (meaning !== undefined && !meaning.test(intent));
}

/** What arrived or was given may be told as the reason of a decision: "NC26-062 tạm dừng giùm, đã nhận 50 bộ". */
const told = new Set([
  "delivery.log",
  "delivery.amend",
  "delivery.distribute",
  "pledge.amend",
  "pledge.create",
  "need.approve",
]);
const decisions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  need: { pause: "need.pause", refuse: "need.return", agree: "need.approve" },
  pledge: { refuse: "pledge.decline", agree: "pledge.confirm" },
};

/** What is announced as an obstacle, or as a decision, is told with goods and numbers that are only its reason. */
export function toldDecision(
  intent: string,
  kinds: ReadonlySet<string>,
  sentence: ReadText,
  { role, officer }: { readonly role: string; readonly officer: boolean },
  words: TextSlots,
): string | undefined {
  if (!told.has(intent) || !officer) return undefined;
  if (words.troubled(sentence)) return "difficulty.report";
  const decided = words.decided(sentence);
  if (role !== "province_officer" || decided === null) return undefined;
  return decisions[kinds.has("need") ? "need" : "pledge"]?.[decided];
}
