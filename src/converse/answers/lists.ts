/** Reads: what is needed, what I promised, what is still missing. A list can be answered by number and continued with "more". */
import type { Message, Params } from "../../model/message.ts";
import type { Need, NeedPage, Pledge, PledgePage, StatusPage } from "../ledger.ts";
import { askArea } from "../plans/area.ts";
import { asJson, type Choice, say, toMessage, toPrompt } from "../say.ts";
import type { Known, State } from "../state.ts";
import { type Conversation, type Ending, read, type Turn } from "../turn.ts";

export type AnswerRead = (turn: Turn, state: State, known: Known) => Conversation;

const pageSize = 5;

export const needList: AnswerRead = (turn, state, known) => listNeeds(turn, state, known, 0);
export const pledgeList: AnswerRead = (turn, state, known) => listPledges(turn, state, known, 0);
export const statusQuery: AnswerRead = (turn, state, known) => showStatus(turn, state, known, 0);

/** The next page of the list shown last. */
export function* more(turn: Turn, state: State): Conversation {
  const list = state.list;
  if (!list || list.shown >= list.total) return { state, messages: [say("talk.no_more")] };
  const page = { "need.list": listNeeds, "pledge.list": listPledges, "status.query": showStatus }[list.intent] ?? listNeeds;
  return yield* page(turn, state, list.known, list.shown);
}

function* listNeeds(turn: Turn, state: State, known: Known, offset: number): Conversation {
  const unclear = askWhere(turn, state, "need.list", known);
  if (unclear) return unclear;
  const page = yield* read<NeedPage>("need_list", {
    area: known.unit?.id,
    sector: known.sector,
    item: known.item ?? known.items?.[0]?.item,
    age_band: known.age_band,
    due: known.due,
    sort: known.sort === "gap" ? "gap" : undefined,
    offset,
    limit: pageSize,
    now: turn.now,
  });
  if (!page.ok) return { state, messages: [say(`refused.${page.refusal.code}`, page.refusal.params)] };
  const { needs, total } = page.value;
  const params: Params = { ...where(known), total, from: offset + 1, needs: asJson(needs), amount: known.amount?.value ?? null };
  if (total === 0) return { state, messages: [emptyNeeds(known, params)] };
  const key = offset > 0 ? "need.list_more" : known.unit ? "need.list_area" : "need.list";
  return showList(turn, state, { intent: "need.list", known, total, offset, codes: needs.map(({ code }) => code) }, key, params);
}

/** Nothing there: say so, and what else may be asked. */
function emptyNeeds(known: Known, params: Params): Message {
  return say(known.unit ? "need.none_area" : known.sector || known.item ? "need.none_such" : "need.none", params);
}

function* listPledges(turn: Turn, state: State, known: Known, offset: number): Conversation {
  const page = yield* read<PledgePage>("pledge_list", { pledge: known.pledge, status: known.status, offset, now: turn.now });
  if (!page.ok) return { state, messages: [say(`refused.${page.refusal.code}`, page.refusal.params)] };
  const { pledges, total } = page.value;
  const [only] = pledges;
  if (known.pledge) {
    return { state, messages: [only ? say("pledge.show", { pledge: asJson(only) }) : say("refused.not_found", { code: known.pledge })] };
  }
  if (total === 0) return { state, messages: [say("pledge.none")] };
  return showList(turn, state, { intent: "pledge.list", known, total, offset, codes: pledges.map(({ code }) => code) }, "pledge.list", {
    total,
    from: offset + 1,
    pledges: asJson(pledges),
  });
}

function* showStatus(turn: Turn, state: State, known: Known, offset: number): Conversation {
  if (known.pledge) return yield* oneSubject(turn, state, "pledge", known.pledge);
  if (known.need) return yield* oneSubject(turn, state, "need", known.need);
  const unclear = askWhere(turn, state, "status.query", known);
  if (unclear) return unclear;
  const page = yield* read<StatusPage>("status_query", {
    area: known.unit?.id,
    sector: known.sector,
    item: known.item ?? known.items?.[0]?.item,
    status: known.status,
    offset,
    now: turn.now,
  });
  if (!page.ok) return { state, messages: [say(`refused.${page.refusal.code}`, page.refusal.params)] };
  const { needs, pledges, total_needs: total } = page.value;
  const params: Params = {
    ...where(known),
    total,
    from: offset + 1,
    needs: asJson(needs),
    pledges: asJson(pledges),
    total_pledges: page.value.total_pledges,
    status: known.status ?? null,
  };
  if (needs.length + pledges.length === 0) return { state, messages: [say("overview.none", params)] };
  const key = needs.length === 0 ? "overview.pledges_only" : pledges.length === 0 ? "overview.needs_only" : "overview.both";
  return showList(turn, state, { intent: "status.query", known, total, offset, codes: needs.map(({ code }) => code) }, key, params);
}

export function* oneSubject(turn: Turn, state: State, subject: "need" | "pledge", code: string): Conversation {
  const shown = yield* read<Need | Pledge>(`${subject}_show`, { [subject]: code, now: turn.now });
  if (!shown.ok) return { state, messages: [say(`refused.${shown.refusal.code}`, shown.refusal.params)] };
  const canGive = subject === "need" && shown.value.status === "published" && (shown.value as Need).items.some((item) => item.remaining > 0);
  const give: Choice = { label: "give_to_need", params: { code }, meaning: { type: "start", intent: "pledge.create", known: { need: code } } };
  return offer(turn, state, `${subject}.show`, { [subject]: asJson(shown.value) }, canGive ? [give] : []);
}

interface Shown {
  readonly intent: string;
  readonly known: Known;
  readonly codes: readonly string[];
  readonly offset: number;
  readonly total: number;
}

function showList(turn: Turn, state: State, shown: Shown, key: string, params: Params): Ending {
  const choices: Choice[] = shown.codes.map((code) => ({
    label: "code",
    params: { code },
    meaning: startOf(code),
  }));
  const reached = shown.offset + shown.codes.length;
  if (reached < shown.total) choices.push({ label: "more", params: { rest: shown.total - reached }, meaning: { type: "more" } });
  const list = { intent: shown.intent, known: shown.known, codes: [...shown.codes], shown: reached, total: shown.total };
  return offer(turn, { ...state, list }, key, params, choices);
}

export function startOf(code: string): { type: "start"; intent: string; known: Known } {
  return code.startsWith("CK")
    ? { type: "start", intent: "pledge.list", known: { pledge: code } }
    : { type: "start", intent: "need.show", known: { need: code } };
}

/** A message with choices; while a write is open it stays the question that is answered, so the choices are left out. */
export function offer(turn: Turn, state: State, key: string, params: Params, choices: readonly Choice[]): Ending {
  if (state.flow || choices.length === 0) return { state, messages: [say(key, params)] };
  const prompt = toPrompt({ awaiting: "list", key, params, choices }, turn);
  return { state: { ...state, prompt }, messages: [toMessage(prompt)] };
}

function askWhere(turn: Turn, state: State, intent: string, known: Known): Ending | null {
  const step = askArea(known);
  if (step?.type !== "ask") return null;
  const choices = (step.question.choices ?? []).map((choice): Choice => ({
    ...choice,
    meaning: choice.meaning.type === "know" ? { type: "start", intent, known: { ...known, ...choice.meaning.known } } : choice.meaning,
  }));
  return offer(turn, state, step.question.key, step.question.params ?? {}, choices);
}

function where(known: Known): Params {
  return {
    area: asJson(known.unit ?? null),
    sector: known.sector ?? null,
    retired: asJson(known.unit?.retired ? { name: known.unit.retired.name, area: known.unit } : null),
  };
}
