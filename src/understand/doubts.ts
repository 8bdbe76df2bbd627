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

/** How much of the confidence is left where a sentence surely has such an idea; from how often the classifier erred there. */
const weights: Readonly<Record<string, number>> = {
  if: 0.4,
  status: 0.7,
  undecided: 0.7,
  wonders: 0.7,
  when: 0.75,
  where: 0.75,
  how_much: 0.75,
  how: 0.8,
};
/** The same, where nothing tells what the write does: "góp 2 triệu mua cặp" gives, "mua cặp" does not. */
const elsewhere: Readonly<Record<string, number>> = { other_topic: 0.6, buy: 0.75 };
/** "mai giao được không?" asks for a yes, "bản tin gửi chưa" for news. */
const requested = 0.9;
const asked = 0.8;
const denied = 0.4;
const toCome = 0.5;
const repaired = 0.6;
const chosen = 0.5;

/** A factor for the confidence of a write; 1 where nothing speaks against it. */
export function doubt({ intent }: Intent, { ideas, certain, entities }: ReadText): number {
  const own = acts[intent] ?? [];
  const acted = ideas.some((idea) => own.includes(idea));
  let left = 1;
  for (const idea of certain) left *= weights[idea] ?? (acted ? 1 : (elsewhere[idea] ?? 1));
  if (ideas.includes("asks")) left *= ideas.includes("requests") ? requested : asked;
  if (isDenied(ideas, own)) left *= denied;
  if (reports.has(intent) && isToCome(ideas, own)) left *= toCome;
  if (isChoice(ideas)) left *= chosen;
  // "12 thùng, à không, 20 thùng": which of the two was meant is for the person to say.
  const types = entities.map(({ type }) => type);
  if (ideas.includes("repair") && new Set(types).size < types.length) left *= repaired;
  return left;
}

/** "mai nhận 50 bộ"; but in "nhận 80 bộ sáng nay, còn 120 bộ họ hẹn cuối tháng" only the rest is to come. */
function isToCome(ideas: readonly string[], own: readonly string[]): boolean {
  const at = ideas.findIndex((idea) => idea === "future" || idea === "<future>");
  if (at < 0) return false;
  const before = ideas.slice(0, at);
  const act = before.findIndex((idea) => own.includes(idea));
  const happened = before.some((idea) => idea === "done" || idea === "<past>");
  return act < 0 || act === at - 1 || !happened;
}

/** "20/10 hay 21/10", "30 bộ hay 40 bộ": two values of a kind to choose from. */
function isChoice(ideas: readonly string[]): boolean {
  return ideas.some((idea, at) => {
    const before = ideas[at - 1];
    return idea === "or" && before?.startsWith("<") === true && before === ideas[at + 1];
  });
}

/** Whether a "not" stands right before one of these ideas, or before wanting it. */
export function isDenied(ideas: readonly string[], own: readonly string[]): boolean {
  return ideas.some((idea, at) => {
    if (idea !== "not") return false;
    const next = ideas[at + 1] === "want" ? at + 2 : at + 1;
    return own.includes(ideas[next] ?? "");
  });
}
