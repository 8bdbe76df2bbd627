/** "Where do my obstacles stand?": a list in the person's scope, or one difficulty with what may be done with it now. */
import type { Difficulty, DifficultyPage } from "../ledger.ts";
import { refusedMessage } from "../refuse.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Known, State } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { offer, offerList, starting } from "./offer.ts";
import { askWhere, where } from "./where.ts";

export function* difficultyList(turn: Turn, state: State, known: Known, offset = 0): Conversation {
  if (known.code) return yield* showDifficulty(turn, state, known.code);
  const unclear = askWhere(turn, state, "difficulty.list", known);
  if (unclear) return unclear;
  const page = yield* read<DifficultyPage>("difficulty_list", {
    status: known.status,
    area: known.unit?.id,
    offset,
    now: turn.now,
  });
  if (!page.ok) return { state, messages: [refusedMessage(page.refusal)] };
  const { difficulties, total } = page.value;
  const params = { ...where(known), total, count: total, difficulties: asJson(difficulties) };
  if (total === 0) return { state, messages: [say(known.status ? "difficulty.none_such" : "difficulty.none", params)] };
  const codes = difficulties.map(({ code }) => code);
  const shown = { intent: "difficulty.list", known, codes, before: offset, here: codes.length, total };
  return offerList(turn, state, shown, "difficulty.list", params);
}

function* showDifficulty(turn: Turn, state: State, code: string): Conversation {
  const shown = yield* read<Difficulty>("difficulty_show", { difficulty: code, now: turn.now });
  if (!shown.ok) return { state, messages: [refusedMessage(shown.refusal)] };
  return offer(turn, state, "difficulty.show", { difficulty: asJson(shown.value) }, choicesFor(shown.value));
}

/** What the ledger allows, as buttons. */
export function choicesFor({ code, may }: Pick<Difficulty, "code" | "may">): Choice[] {
  return may.map((action) => starting(`difficulty_${action}`, `difficulty.${action}`, { code }));
}
