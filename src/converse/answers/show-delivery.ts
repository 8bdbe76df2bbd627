/** One delivery as it stands: asked for by nothing but its code, or with a word for looking. Donors see those of their own pledges. */
import type { Delivery } from "../ledger.ts";
import { plainWords } from "../prompt.ts";
import { refusedMessage } from "../refuse.ts";
import { asJson } from "../say.ts";
import type { Known, State } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { offer, starting } from "./offer.ts";
import { isOfficer } from "./talk.ts";

/** "GN26-101", "xem CK26-045": nothing is to be changed, and nobody asks who changed it. */
export function onlyLooks(turn: Turn, { delivery, pledge, need }: Known): boolean {
  if (turn.content.type !== "text" || !(delivery ?? pledge ?? need)) return false;
  const rest = plainWords(turn.content.text.replaceAll(/(?:gn|ck|nc)[\s.#_/-]*\d{2}[\s./_-]*\d{1,6}/gi, " "));
  const looks = turn.optionWords({ label: "look" }, turn.language).map(plainWords);
  return rest === "" || looks.includes(rest);
}

export function* showDelivery(turn: Turn, state: State, code: string): Conversation {
  const shown = yield* read<Delivery>("delivery_show", { delivery: code, now: turn.now });
  if (!shown.ok) return { state, messages: [refusedMessage(shown.refusal)] };
  const delivery = shown.value;
  const choices =
    isOfficer(turn) && delivery.status !== "reversed"
      ? [starting("change", "delivery.amend", { delivery: delivery.code })]
      : [];
  return offer(turn, state, "delivery.show", { delivery: asJson(delivery) }, choices);
}
