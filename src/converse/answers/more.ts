/** The next page of the list shown last. */
import { say } from "../say.ts";
import type { State } from "../state.ts";
import type { Conversation, Turn } from "../turn.ts";
import { difficultyList } from "./difficulties.ts";
import { needList } from "./need-list.ts";
import { pledgeList } from "./pledge-list.ts";
import { statusQuery } from "./status.ts";

export function* more(turn: Turn, state: State): Conversation {
  const list = state.list;
  if (!list || list.shown >= list.total) return { state, messages: [say("talk.no_more")] };
  const page =
    { "pledge.list": pledgeList, "status.query": statusQuery, "difficulty.list": difficultyList }[list.intent] ??
    needList;
  return yield* page(turn, state, list.known, list.shown);
}
