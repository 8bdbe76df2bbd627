/** "Where was the 2026 report sent?": the recipients of the newest compilation, and who has acknowledged it (B21). */
import { spanOf } from "../period.ts";
import { refusedMessage } from "../refuse.ts";
import type { Compiled, Recipient } from "../report.ts";
import { asJson, say } from "../say.ts";
import type { Params } from "../../model/message.ts";
import type { Answer } from "../../model/store.ts";
import type { Known, State } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";

export function* reportRecipients(turn: Turn, state: State, known: Known): Conversation {
  const found = yield* readCompiled(turn, known);
  if (!found.ok) return { state, messages: [refusedMessage(found.refusal)] };
  if (!found.value) return { state, messages: [say("report.not_compiled")] };
  return { state, messages: [say("report.recipients", recipientParams(found.value))] };
}

export function* readCompiled(turn: Turn, known: Known): Conversation<Answer<Compiled | null>> {
  const span = known.period ? spanOf(known.period) : null;
  return yield* read<Compiled | null>("report_recipients", { ...span, now: turn.now });
}

export function recipientParams({ recipients, ...compiled }: Compiled): Params {
  const isOpen = ({ sent_on }: Recipient): boolean => sent_on === null;
  const open = recipients.filter(isOpen);
  return {
    report: asJson(compiled),
    sent: asJson(recipients.filter((one) => !isOpen(one))),
    unsent: open.length > 0 ? { count: open.length, recipients: asJson(open) } : null,
  };
}
