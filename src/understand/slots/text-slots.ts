/** Slots that keep the person's own words, and the acts that only words tell of. */
import type { Lexicon } from "../lexicon.ts";
import { listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt, type Token } from "../tokens.ts";
import { createDecided, type Decided } from "./decided.ts";
import { find, type Place, wordsBetween } from "./own-words.ts";
import { createReadReason } from "./reason-slot.ts";
import { createReadSource } from "./source-slot.ts";

export interface TextSlots {
  reason(sentence: ReadText, intent: string): string | null;
  source(sentence: ReadText): string | null;
  /** "duyệt", "trả lại", where nothing else is decided. */
  decided: Decided;
  /** "có một vướng mắc về GN26-067": an obstacle is announced. */
  troubled(sentence: ReadText): boolean;
  handedOver(sentence: ReadText): boolean;
  /** "đừng hủy CK26-012", "I have not transferred the money yet". */
  heldBack(sentence: ReadText): boolean;
  /** Work that is offered: "dạy vẽ 2 buổi mỗi tuần". */
  service(sentence: ReadText): string | null;
}

export function createTextSlots(lexicon: Lexicon): TextSlots {
  const { chat, told } = lexicon;
  const handed = listOf(chat.handed_over);
  const services = { vi: listOf({ ...chat.services, en: [] }), en: listOf({ ...chat.services, vi: [] }) };
  const heldBack = listOf(told.held_back);
  const troubles = listOf(told.trouble_told);
  return {
    reason: createReadReason(lexicon),
    source: createReadSource(lexicon),
    decided: createDecided(lexicon),
    troubled: (sentence) => find(troubles, sentence) !== null,
    handedOver: (sentence) => find(handed, sentence) !== null,
    heldBack: (sentence) => find(heldBack, sentence) !== null,
    service: (sentence) => {
      const verbs = services[sentence.language ?? "vi"];
      const verb = offered(verbs, sentence) ?? find(verbs, sentence);
      if (!verb || sentence.cover[verb.start]?.type === "named") return null;
      return wordsBetween(sentence, verb.start, serviceEnd(sentence, verb.end));
    },
  };
}

/** "em là thợ sửa xe, nhận sửa xe đạp": the work that is offered, and not the one that somebody lives on. */
function offered(verbs: Phrases<true>, sentence: ReadText): Place | null {
  for (let verb = find(verbs, sentence); verb; verb = find(verbs, sentence, verb.end))
    if (/^(?:nhận|nhan|xin|muốn|muon|can|could)$/u.test(fullAt(sentence.tokens, verb.start - 1))) return verb;
  return null;
}

/** Where and until when the work is done has its own slots: "sửa xe đạp cho học sinh | ở Minh Lương tới cuối năm". */
function serviceEnd({ tokens, entities }: ReadText, from: number): number {
  let end = tokens.length;
  for (;;) {
    const last = entities.findLast(
      (entity) => entity.end === end || (entity.end === end - 1 && isMark(tokens[end - 1])),
    );
    if (!last || last.start <= from || (last.type !== "place" && last.type !== "time")) return end;
    end = last.start;
    while (
      end > from &&
      /^(?:ở|o|tại|tai|bên|ben|trong|in|at|on|during|this|dịp|dip|vào|vao|xuống|tới|cho|,)$/u.test(
        fullAt(tokens, end - 1),
      )
    )
      end -= 1;
  }
}

function isMark(token: Token | undefined): boolean {
  return token?.kind === "mark";
}
