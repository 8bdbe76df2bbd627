/** "What is needed?": open needs, most urgent first, to be picked by number. */
import type { Message, Params } from "../../model/message.ts";
import type { NeedPage } from "../ledger.ts";
import { refusedMessage } from "../refuse.ts";
import { asJson, say } from "../say.ts";
import type { Known, State } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { offerList, pageSize } from "./offer.ts";
import { askWhere, where } from "./where.ts";

export function* needList(turn: Turn, state: State, known: Known, offset = 0): Conversation {
  const unclear = askWhere(turn, state, "need.list", known);
  if (unclear) return unclear;
  const page = yield* read<NeedPage>("need_list", {
    area: known.unit?.id,
    sector: known.sector,
    item: itemOf(known),
    age_band: known.age_band,
    due: known.due,
    sort: known.sort === "gap" ? "gap" : undefined,
    offset,
    limit: pageSize,
    now: turn.now,
  });
  if (!page.ok) return { state, messages: [refusedMessage(page.refusal)] };
  const { needs, total } = page.value;
  const params: Params = {
    ...where(known),
    total,
    count: total,
    item: itemOf(known) ?? null,
    needs: asJson(needs),
    amount: asJson(known.amount ?? null),
  };
  if (total === 0) return { state, messages: [nothing(known, params)] };
  const key = offset > 0 ? "need.list_more" : known.unit ? "need.list_area" : "need.list";
  const shown = {
    intent: "need.list",
    known,
    codes: needs.map(({ code }) => code),
    before: offset,
    here: needs.length,
    total,
  };
  return offerList(turn, state, shown, key, params);
}

/** Nothing there: say so, and what else may be asked. */
function nothing(known: Known, params: Params): Message {
  return say(
    known.unit ? "need.none_area" : known.sector || itemOf(known) || known.due ? "need.none_such" : "need.none",
    params,
  );
}

export function itemOf(known: Known): string | undefined {
  return known.item ?? known.items?.[0]?.item ?? undefined;
}
