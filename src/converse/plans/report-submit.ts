/** "Hand in the report": which one, what the ledger cannot know (difficulties, recommendations), the read-back with the figures, and then it is frozen. */
import { refusedMessage } from "../refuse.ts";
import { draftMessage } from "../answers/report-draft.ts";
import { without } from "../merge.ts";
import type { Plan, Step } from "../plan.ts";
import { mayBeHandedIn, type ReportShown } from "../report.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Known, ReportWords } from "../state.ts";
import { act, read } from "../turn.ts";
import { chooseReport } from "./choose-report.ts";

const parts = ["difficulties", "recommendations"] as const;
type Part = (typeof parts)[number];

export const reportSubmitPlan: Plan = function* (turn, flow) {
  const chosen = yield* chooseReport(turn, flow.known, mayBeHandedIn);
  if (chosen.type !== "settled") return chosen;
  const shown = yield* read<ReportShown>("report_draft", { code: chosen.report.code, now: turn.now });
  if (!shown.ok) return { type: "stop", messages: [refusedMessage(shown.refusal)] };
  const report = shown.value;
  const known = take(chosen.known, report);
  const missing = parts.find((part) => known.words?.[part] === undefined);
  return missing ? askFor(missing, known, report) : readBack(known, report);
};

/** The words just said belong to the part that was asked for; what was saved before need not be said again. */
function take(known: Known, { content, status }: ReportShown): Known {
  // What was sent back has been answered before, with nothing where there was nothing to say.
  const answered = (part: Part): boolean => content[part] !== null || status === "returned";
  const saved = Object.fromEntries(parts.filter(answered).map((part) => [part, content[part]]));
  const words: ReportWords = { ...saved, ...known.words };
  const { redo, text } = known;
  const asked = redo ?? parts.find((part) => words[part] === undefined);
  const kept = { ...without(known, "text", "redo"), words };
  if (redo && text === undefined) return { ...kept, redo, words: { ...words, [redo]: undefined } };
  return text === undefined || asked === undefined ? kept : { ...kept, words: { ...words, [asked]: text } };
}

function askFor(part: Part, known: Known, report: ReportShown): Step {
  const none: Choice = {
    label: "nothing_to_add",
    meaning: { type: "know", known: { words: { ...known.words, [part]: null }, redo: null } },
  };
  return {
    type: "ask",
    question: { awaiting: "text", key: `ask.report_${part}`, params: { report: asJson(report) }, choices: [none] },
    known,
  };
}

function readBack(known: Known, report: ReportShown): Step {
  const { code } = report;
  const { difficulties = null, recommendations = null } = known.words ?? {};
  const { params = {} } = draftMessage(
    { ...report, content: { ...report.content, difficulties, recommendations } },
    false,
  );
  const words = { code, difficulties, recommendations };
  if (known.save_only)
    return {
      type: "ready",
      known,
      acts: [act("report_save", words)],
      echo: { key: "echo.report.save", params },
      choices: [
        { label: "yes", meaning: { type: "yes" } },
        { label: "no", meaning: { type: "no" } },
      ],
      done: say("done.report.save", params),
    };
  return {
    type: "ready",
    known,
    acts: [act("report_submit", { ...words, nil: report.empty || undefined })],
    echo: { key: report.empty ? "echo.report.submit_nil" : "echo.report.submit", params },
    choices: [
      { label: report.empty ? "hand_in_nil" : "hand_in", meaning: { type: "yes" } },
      { label: "redo_difficulties", meaning: { type: "know", known: { redo: "difficulties" } } },
      { label: "redo_recommendations", meaning: { type: "know", known: { redo: "recommendations" } } },
      { label: "save_draft", meaning: { type: "know", known: { save_only: true } } },
      { label: "no", meaning: { type: "no" } },
    ],
    done: say("done.report.submit", params),
    next: [
      { label: "get_file", meaning: { type: "start", intent: "report.draft", known: { detail: "file" }, last: true } },
    ],
  };
}
