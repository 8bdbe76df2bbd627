/** The same words mean different things from different people and with different codes. These rules are few, and said here. */
import { type Intent, outOfScope, type Role, roles } from "../model/intent.ts";
import { type CodeKind, findInvitation } from "./entities/code.ts";
import { agree, toldDecision } from "./decisions.ts";
import type { ReadText } from "./read-sentence.ts";
import type { TextSlots } from "./slots/text-slots.ts";

/** How much an intent of officers loses from a donor, and gains from an officer who may say it; in units of the classifier's score. */
const strange = -2.4;
const usual = 1;

export function leaning(intent: Intent, role: string): number {
  if (intent.roles.includes("donor")) return 0;
  return roles.some((known) => known === role && intent.roles.includes(known)) ? usual : strange;
}

export function isOfficer(role: string): role is Exclude<Role, "donor"> {
  return role !== "donor" && roles.some((known) => known === role);
}

/** Intents that say the same of different things; the code in the sentence decides which thing it is. */
const twins: readonly Readonly<Record<string, string>>[] = [
  { need: "need.approve", pledge: "pledge.confirm", report: "report.accept" },
  { need: "need.return", pledge: "pledge.decline", report: "report.return" },
  { pledge: "pledge.amend", delivery: "delivery.amend", need: "need.amend" },
  { pledge: "pledge.cancel", need: "need.withdraw" },
  { need: "need.show", pledge: "pledge.list", report: "report.draft" },
];

/** Who says that something is not to be done, or has not happened, gets to see how it stands. */
const looks: Readonly<Record<string, string>> = {
  "pledge.cancel": "pledge.list",
  "pledge.transferred": "pledge.list",
  "need.withdraw": "need.show",
  "need.approve": "need.show",
  "need.return": "need.show",
  "pledge.confirm": "pledge.list",
  "pledge.decline": "pledge.list",
  "delivery.distribute": "status.query",
};

export function settle(intent: string, sentence: ReadText, role: string, words: TextSlots): string {
  const kinds = new Set(sentence.entities.flatMap((entity) => (entity.type === "code" ? [entity.kind] : [])));
  const [kind] = kinds;
  const twin =
    kind === undefined || kinds.size > 1
      ? undefined
      : twins.find((pair) => Object.values(pair).includes(intent))?.[kind];
  const decided = words.decided(sentence);
  const told = role === "fund_officer" ? asCash(intent, sentence) : intent;
  const meant = agree(
    toldDecision(told, kinds, sentence, { role, officer: isOfficer(role) }, words) ?? twin ?? told,
    sentence,
    decided,
  );
  if (meant === "pledge.cancel" && nameTakenFrom(sentence) === "public") return "pledge.amend";
  const isSpared = decided === "spare" && /^(?:need\.return|pledge\.decline)$/u.test(meant);
  const unharmed = isSpared || words.heldBack(sentence) ? looks[meant] : undefined;
  return byRole(unharmed ?? meant, kinds, sentence, isOfficer(role), words);
}

/** "rút tên tôi khỏi danh sách công khai" hides a name; without "công khai" it may as well take the promise back. */
function nameTakenFrom({ tokens, entities }: ReadText): "public" | "list" | null {
  const name = tokens.findIndex(({ bare }) => bare === "ten" || bare === "name" || bare === "names");
  if (name < 0) return null;
  const hidden = entities.some((each) => each.type === "named" && each.value === "anonymous" && each.end > name);
  if (hidden) return "public";
  return tokens.some(({ bare }, at) => at > name && (bare === "khoi" || bare === "off")) ? "list" : null;
}

/** Money that the fund's officers tell of has come in; what givers say of it is no word of theirs. */
function asCash(intent: string, { entities }: ReadText): string {
  const isMoney = entities.some(({ type }) => type === "money");
  return isMoney && (intent === "pledge.transferred" || intent === "delivery.log") ? "cash.receive" : intent;
}

function byRole(
  intent: string,
  kinds: ReadonlySet<string>,
  sentence: ReadText,
  officer: boolean,
  words: TextSlots,
): string {
  if (officer) {
    // "còn thiếu áo ấm không": officers ask how things stand, not where to give.
    const status = sentence.entities.some((entity) => entity.type === "named" && entity.slot === "status");
    return (intent === "pledge.list" && kinds.has("pledge")) || (intent === "need.list" && status)
      ? "status.query"
      : intent;
  }
  // Donors tell that goods have left their hands; only officers log that they arrived.
  if (intent === "delivery.log" && words.handedOver(sentence)) return "pledge.list";
  if (intent !== "status.query") return intent;
  if (kinds.size === 0 && sentence.entities.some(({ type }) => type === "time")) return "stats.show";
  return kinds.has("pledge") ? "pledge.list" : kinds.has("need") ? "need.show" : "need.list";
}

/** What the same words tell depends on whose house is meant: worth a question. */
export function isEither(intent: string, sentence: ReadText, role: string): boolean {
  const { ideas, certain } = sentence;
  if (intent === "pledge.cancel") return nameTakenFrom(sentence) !== null;
  // "Hội đã phát 20 thẻ", said by a partner: its own handing out, or another's unless "nguồn khác" says so.
  if (intent === "coverage.log") return role === "partner_officer" && !certain.has("outside_source");
  // "mới nhận 15 triệu của anh Việt kiều ủng hộ", said by an officer: no promise, but what has come.
  return intent === "pledge.create" && isOfficer(role) && ideas.includes("receive") && ideas.includes("done");
}

/** Short lines that are little more than a code and a number, typed by people who know the system; null when more is said. */
export function shortcut(
  sentence: ReadText,
  role: string,
  rest: readonly string[],
): { readonly intent: string; readonly confidence: number } | null {
  const { entities } = sentence;
  if (findInvitation(sentence.text)) return { intent: "officer.join", confidence: 0.97 };
  const counted = entities.some(({ type }) => type === "goods" || type === "number");
  const code = entities.find((entity) => entity.type === "code");
  if (rest[0] === "gn" && rest.length === 1 && (code || counted)) return { intent: "delivery.log", confidence: 0.97 };
  if (rest.length > 0) return null;
  const officer = isOfficer(role);
  if (!code) return unasked(entities, officer);
  const intent = counted
    ? byCounted[code.kind]?.[officer ? "officer" : "donor"]
    : byCode[code.kind]?.[officer ? "officer" : "donor"];
  return intent === undefined || (!counted && entities.length > 1) ? null : { intent, confidence: 0.95 };
}

/** "80 bộ", "Giang Thành", "trước 15/12" out of the blue: what they are likely to be about, surely worth asking. */
function unasked(
  entities: ReadText["entities"],
  officer: boolean,
): { readonly intent: string; readonly confidence: number } | null {
  const kinds = new Set(entities.map(({ type }) => type));
  const [first] = entities;
  if (!first) return null;
  if (entities.length === 1 && (first.type === "number" || (first.type === "goods" && first.quantity !== null)))
    return { intent: officer ? "delivery.log" : "pledge.create", confidence: 0.55 };
  const asks = [...kinds].every((kind) => kind === "place" || kind === "named" || kind === "age");
  if (kinds.has("place") && asks) return { intent: officer ? "status.query" : "need.list", confidence: 0.5 };
  return [...kinds].every((kind) => kind === "time" || kind === "phone")
    ? { intent: outOfScope, confidence: 0.6 }
    : null;
}

type ByKind = Readonly<Partial<Record<CodeKind, { readonly officer?: string; readonly donor?: string }>>>;
const byCounted: ByKind = {
  pledge: { officer: "delivery.log" },
  delivery: { officer: "delivery.amend", donor: "delivery.amend" },
  need: { donor: "pledge.create" },
};
const byCode: ByKind = {
  need: { officer: "need.show", donor: "need.show" },
  pledge: { officer: "status.query", donor: "pledge.list" },
  difficulty: { officer: "difficulty.list", donor: "difficulty.list" },
  report: { officer: "report.draft" },
};
