/** "What is missing, promised, delivered, late?": for officers, in their scope, promises and deliveries apart. */
import type { Params } from "../../model/message.ts";
import type { StatusPage } from "../ledger.ts";
import { needJson } from "../need-json.ts";
import { refusedMessage } from "../refuse.ts";
import { asJson, say } from "../say.ts";
import type { Known, State } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { itemOf } from "./need-list.ts";
import { offerList } from "./offer.ts";
import { askWhere, where } from "./where.ts";

export function* statusQuery(turn: Turn, state: State, known: Known, offset = 0): Conversation {
  const unclear = askWhere(turn, state, "status.query", known);
  if (unclear) return unclear;
  const page = yield* read<StatusPage>("status_query", {
    area: known.unit?.id,
    sector: known.sector,
    item: itemOf(known),
    status: known.status,
    offset,
    now: turn.now,
  });
  if (!page.ok) return { state, messages: [refusedMessage(page.refusal)] };
  const { needs, total_needs: total, total_pledges } = page.value;
  // The pledges under way do not page: they were all told with the first page of needs.
  const pledges = offset > 0 ? [] : page.value.pledges;
  const params: Params = {
    ...where(known),
    total,
    needs: needs.map(needJson),
    pledges: asJson(pledges),
    pledges_from: needs.length + 1,
    total_pledges,
    only: known.status ?? "all",
  };
  if (needs.length + pledges.length === 0) return { state, messages: [say("overview.none", params)] };
  const codes = [...needs, ...pledges].map(({ code }) => code);
  const shown = { intent: "status.query", known, codes, before: offset, here: needs.length, total };
  return offerList(turn, state, shown, keyOf(offset, needs.length, pledges.length), params);
}

function keyOf(offset: number, needs: number, pledges: number): string {
  if (offset > 0) return "overview.more";
  if (needs === 0) return "overview.pledges_only";
  return pledges === 0 ? "overview.needs_only" : "overview.both";
}
