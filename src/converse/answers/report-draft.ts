/** A report as it stands: filled from the ledger while it is owed, as it was frozen afterwards; on a word with the rows behind each figure, or as a file. */
import type { Message } from "../../model/message.ts";
import { chooseReport } from "../plans/choose-report.ts";
import { refusedMessage } from "../refuse.ts";
import { type Compiled, figureParams, mayBeHandedIn, type Report, type ReportShown } from "../report.ts";
import { asJson, type Choice, say, toMessage, toPrompt } from "../say.ts";
import type { Known, State } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { offer, starting } from "./offer.ts";

export function* reportDraft(turn: Turn, state: State, known: Known): Conversation {
  const { detail, ...asked } = known;
  const compiled = known.code
    ? yield* read<Compiled | null>("report_compilation", { code: known.code, now: turn.now })
    : null;
  if (compiled?.ok && compiled.value) return { state, messages: [compiledMessage(compiled.value)] };
  const chosen = yield* chooseReport(turn, asked, asked.code || asked.unit ? () => true : isFirstOf);
  if (chosen.type === "stop") return { state, messages: chosen.messages };
  if (chosen.type === "ask") {
    const { key, params = {}, choices = [] } = chosen.question;
    return offer(
      turn,
      state,
      key,
      params,
      choices.map((choice) => begins(choice, known)),
    );
  }
  if (chosen.type !== "settled") return { state, messages: [say("report.none")] };
  const shown = yield* read<ReportShown>("report_draft", { code: chosen.report.code, now: turn.now });
  if (!shown.ok) return { state, messages: [refusedMessage(shown.refusal)] };
  if (detail === "file") return { state, messages: [fileMessage(shown.value)] };
  return tell(turn, state, shown.value, detail === "rows");
}

/** Without a code, a draft is of what is owed; the province looks at what it was sent. */
function isFirstOf(report: Report): boolean {
  return report.own || report.status === "submitted";
}

function begins(choice: Choice, known: Known): Choice {
  if (choice.meaning.type !== "know") return choice;
  return {
    ...choice,
    meaning: { type: "start", intent: "report.draft", known: { ...known, ...choice.meaning.known } },
  };
}

function tell(turn: Turn, state: State, report: ReportShown, rows: boolean): ReturnType<typeof offer> {
  const message = draftMessage(report, rows);
  const choices = state.flow ? [] : choicesFor(turn, report, rows);
  if (choices.length === 0) return { state, messages: [message] };
  const prompt = toPrompt({ awaiting: "list", key: message.key, params: message.params ?? {}, choices }, turn);
  return { state: { ...state, prompt }, messages: [toMessage(prompt)] };
}

export function draftMessage(report: ReportShown, rows: boolean): Message {
  const { content, addenda, ...rest } = report;
  return say(report.frozen ? "report.shown" : "report.draft", {
    report: asJson(rest),
    ...wordsOf(report),
    figures: figureParams(content.figures, rows),
    as_of: content.as_of,
    empty: report.empty,
    addenda: asJson(addenda),
  });
}

/** What the units handed in, put together: always with its files. */
function compiledMessage(compiled: Compiled): Message {
  return {
    ...say("done.report.compile", { result: asJson(compiled) }),
    document: { type: "report", code: compiled.code, formats: ["docx", "xlsx"] },
  };
}

function fileMessage(report: ReportShown): Message {
  const { content: _content, addenda: _addenda, ...rest } = report;
  const key = report.frozen ? "report.file" : "report.file_draft";
  return {
    ...say(key, { report: asJson(rest) }),
    document: { type: "report", code: report.code, formats: ["docx", "xlsx"] },
  };
}

function wordsOf({ content }: ReportShown): Record<string, string | null | string[]> {
  const { difficulties, recommendations, proposals } = content;
  return { difficulties, recommendations, proposals: [...proposals] };
}

function choicesFor(turn: Turn, report: ReportShown, rows: boolean): Choice[] {
  const known = { code: report.code };
  const leads = turn.person.roles.some(({ role }) => role === "province_officer");
  return [
    ...(mayBeHandedIn(report) ? [starting("hand_in", "report.submit", known)] : []),
    ...(leads && report.status === "submitted" ? [starting("accept_report", "report.accept", known)] : []),
    ...(leads && (report.status === "submitted" || report.status === "accepted")
      ? [starting("return_report", "report.return", known)]
      : []),
    ...(rows || report.empty ? [] : [starting("show_rows", "report.draft", { ...known, detail: "rows" })]),
    starting("get_file", "report.draft", { ...known, detail: "file" }),
  ];
}
