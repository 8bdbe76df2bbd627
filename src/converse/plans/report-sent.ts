/** Marks where a compiled report was sent, or who acknowledged it: the recipient is found in the words, or chosen. */
import { readCompiled } from "../answers/report-recipients.ts";
import type { Plan } from "../plan.ts";
import { plainWords } from "../prompt.ts";
import { stop } from "../refuse.ts";
import type { Compiled, Recipient } from "../report.ts";
import { asJson, say, yesNo } from "../say.ts";
import { act, type Turn } from "../turn.ts";

export const reportSentPlan: Plan = function* (turn, { known }) {
  const found = yield* readCompiled(turn, known);
  if (!found.ok) return stop(found.refusal);
  const compiled = found.value;
  if (!compiled) return { type: "stop", messages: [say("report.not_compiled")] };
  const said = ` ${plainWords(known.text ?? "")} `;
  const recipient = known.recipient ? byName(compiled, known.recipient) : named(compiled, said);
  if (!recipient) {
    const choices = compiled.recipients.map(({ name }) => ({
      label: "recipient_choice",
      params: { name },
      meaning: { type: "know" as const, known: { recipient: name } },
    }));
    return { type: "ask", question: { awaiting: "recipient", key: "ask.report_recipient", choices }, known };
  }
  const acknowledged = known.status ? known.status === "acknowledged" : says(turn, "acknowledged", said);
  const date = known.date ?? turn.today;
  const params = { report: asJson(compiled), name: recipient.name, date };
  const { code } = compiled;
  return {
    type: "ready",
    known,
    acts: [act("report_sent", { code, position: recipient.position, acknowledged, date })],
    echo: { key: acknowledged ? "echo.report.acknowledged" : "echo.report.sent", params },
    choices: yesNo,
    done: say("done.report.sent", params),
  };
};

function byName({ recipients }: Compiled, name: string): Recipient | undefined {
  return recipients.find((one) => one.name === name);
}

/** The recipient whose name, or what people call it, stands in the words; the longest one, so that "Bộ" is not found in another's name. */
function named({ recipients }: Compiled, said: string): Recipient | undefined {
  const found = recipients.flatMap((one) =>
    [one.name, ...one.aliases]
      .map(plainWords)
      .filter((words) => said.includes(` ${words} `))
      .map((words) => ({ one, length: words.length })),
  );
  return found.toSorted((a, b) => b.length - a.length)[0]?.one;
}

/** What a button of that name may be called is also said inside a sentence: "Bộ đã nhận báo cáo". */
function says(turn: Turn, label: string, said: string): boolean {
  return turn.optionWords({ label }, turn.language).some((words) => said.includes(` ${plainWords(words)} `));
}
