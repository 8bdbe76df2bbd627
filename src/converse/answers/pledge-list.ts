/** "What did I promise?": the person's own pledges, newest first. */
import type { PledgePage } from "../ledger.ts";
import { refusedMessage } from "../refuse.ts";
import { asJson, say } from "../say.ts";
import type { Known, State } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { offerList } from "./offer.ts";

export function* pledgeList(turn: Turn, state: State, known: Known, offset = 0): Conversation {
  const page = yield* read<PledgePage>("pledge_list", { status: known.status, offset, now: turn.now });
  if (!page.ok) return { state, messages: [refusedMessage(page.refusal)] };
  const { pledges, total } = page.value;
  if (total === 0) return { state, messages: [say(known.status ? "pledge.none_such" : "pledge.none")] };
  const codes = pledges.map(({ code }) => code);
  const shown = { intent: "pledge.list", known, codes, before: offset, here: pledges.length, total };
  return offerList(turn, state, shown, "pledge.list", { total, pledges: asJson(pledges) });
}
