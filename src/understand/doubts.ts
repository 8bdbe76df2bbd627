/** Reasons to ask before a write that the odds alone do not see: what is denied, only supposed, asked about, or still to come. */
import type { Intent } from "../model/intent.ts";
import type { ReadText } from "./read-sentence.ts";

/** The ideas that say what a write does: "đừng hủy" is none of it, "không tặng nữa" is a withdrawal. */
const acts: Readonly<Record<string, readonly string[]>> = {
  "account.link": ["link"],
  "cash.receive": ["money_in", "receive", "transferred"],
  "coverage.log": ["give", "distribute"],
  "data.delete": ["erase"],
  "data.export": ["export"],
  "delivery.amend": ["change"],
  "delivery.distribute": ["distribute", "handed", "give", "children_goods"],
  "delivery.log": ["receive", "handed"],
  "digest.send": ["send_out", "publish"],
  "digest.subscribe": ["follow", "turn_on", "tell_me"],
  "digest.unsubscribe": ["turn_off"],
  "need.amend": ["change", "increase", "reduce"],
  "need.approve": ["approve"],
  "need.create": ["propose"],
  "need.pause": ["pause"],
  "need.publish": ["publish"],
  "need.withdraw": ["withdraw", "take_down", "erase"],
  "officer.invite": ["invite"],
  "officer.revoke": ["revoke", "withdraw"],
  "pledge.amend": ["change", "increase", "reduce", "postpone"],
  "pledge.cancel": ["withdraw"],
  "pledge.confirm": ["approve"],
  "pledge.create": ["give", "promise"],
  "pledge.transferred": ["transferred", "transfer", "handed"],
  "recognition.propose": ["honour"],
  "report.compile": ["compile"],
  "report.submit": ["submit"],
};

/** Told after it has happened; what is still to come is a plan. */
const reports: ReadonlySet<string> = new Set([
  "cash.receive",
  "coverage.log",
  "delivery.distribute",
  "delivery.log",
  "pledge.transferred",
]);

/** How much of the confidence is left where a sentence has such an idea; from how often the classifier erred there. */
const weights: Readonly<Record<string, number>> = {
  if: 0.4,
  status: 0.7,
  other_topic: 0.6,
  when: 0.75,
  where: 0.75,
  how_much: 0.75,
  buy: 0.75,
  how: 0.8,
  asks: 0.9,
};
const denied = 0.4;
const toCome = 0.5;
const repaired = 0.6;

/** A factor for the confidence of a write; 1 where nothing speaks against it. */
export function doubt({ intent }: Intent, { ideas, entities }: ReadText): number {
  let left = 1;
  for (const idea of new Set(ideas)) left *= weights[idea] ?? 1;
  if (isDenied(ideas, acts[intent] ?? [])) left *= denied;
  if (reports.has(intent) && ideas.some((idea) => idea === "future" || idea === "<future>")) left *= toCome;
  // "12 thùng, à không, 20 thùng": which of the two was meant is for the person to say.
  const types = entities.map(({ type }) => type);
  if (ideas.includes("repair") && new Set(types).size < types.length) left *= repaired;
  return left;
}

/** Whether a "not" stands right before one of these ideas, or before wanting it. */
export function isDenied(ideas: readonly string[], own: readonly string[]): boolean {
  return ideas.some((idea, at) => {
    if (idea !== "not") return false;
    const next = ideas[at + 1] === "want" ? at + 2 : at + 1;
    return own.includes(ideas[next] ?? "");
  });
}
