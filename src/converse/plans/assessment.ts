/** The yearly question what children need (B1): four sectors one after the other, zero said and not assumed; for the province, who has answered. */
import type { Json, Params } from "../../model/message.ts";
import { readBands } from "../age-bands.ts";
import type { AreaShown } from "../ledger.ts";
import { without } from "../merge.ts";
import type { Plan, Step } from "../plan.ts";
import { stop } from "../refuse.ts";
import { asJson, type Choice, confirmChoices, say } from "../say.ts";
import type { AssessedSector, Known } from "../state.ts";
import { act, read, type Turn } from "../turn.ts";
import { askArea } from "./area.ts";
import { ownUnit } from "./own-unit.ts";

const sectors = ["health", "nutrition", "education_recreation", "clothing"] as const;

interface Round {
  readonly year: number | null;
  readonly open: boolean;
  readonly last_day?: string;
  readonly answers?: readonly AssessedSector[];
  readonly units?: readonly { readonly area: AreaShown; readonly answered: number }[] | null;
  readonly totals?:
    | readonly { readonly sector: string; readonly beneficiaries: number; readonly units: number }[]
    | null;
}

export const assessmentPlan: Plan = function* (turn, flow) {
  const area = askArea(flow.known);
  if (area) return area;
  const unit = flow.known.unit ?? ownUnit(turn);
  const round = yield* read<Round>("assessment_show", { year: flow.known.year, area: unit?.id, now: turn.now });
  if (!round.ok) return stop(round.refusal);
  const { year, open, units } = round.value;
  if (units) return { type: "stop", messages: [say("assessment.progress", progressOf(round.value))] };
  if (year === null || !open) return { type: "stop", messages: [say("assessment.closed", { year })] };
  if (!unit) return { type: "ask", question: { awaiting: "area", key: "ask.area" } };
  const known: Known = { ...take(turn, flow.known, round.value), unit, year };
  const given = known.assessed ?? [];
  const done = new Set([...(round.value.answers ?? []), ...given].map(({ sector }) => sector));
  const missing = sectors.find((sector) => !done.has(sector));
  if (missing && !known.partial) return askFor(missing, known, year);
  if (given.length === 0)
    return {
      type: "stop",
      messages: [say("assessment.all_answered", { year, answers: linesOf(round.value.answers ?? []) })],
    };
  const params: Params = { year, area: asJson(unit), answers: linesOf(given) };
  return {
    type: "ready",
    known,
    acts: [act("assessment_answer", { year, area: unit.id, answers: given })],
    echo: { key: "echo.assessment.answer", params },
    choices: confirmChoices,
    done: say("done.assessment.answer", params),
  };
};

/** What was just said belongs to the sector that was named, else to the one that was asked for. */
function take(turn: Turn, known: Known, { answers = [] }: Round): Known {
  const { text, beneficiaries, sector, assessed = [] } = known;
  const answered = new Set([...answers, ...assessed].map((one) => one.sector));
  const meant = sector ? sectorOf(sector) : sectors.find((one) => !answered.has(one));
  const bands = text === undefined ? null : readBands(turn, text);
  const count = bands
    ? Object.values(bands).reduce((sum, number) => sum + number, 0)
    : (beneficiaries ?? countIn(turn, text));
  const rest = without(known, "text", "beneficiaries", "sector");
  if (meant === undefined || count === null) return rest;
  const others = assessed.filter((one) => one.sector !== meant);
  return { ...rest, assessed: [...others, { sector: meant, beneficiaries: count, bands: bands ?? {} }] };
}

function countIn(turn: Turn, text: string | undefined): number | null {
  if (text === undefined) return null;
  const frame = turn.understand(text, {
    now: turn.now,
    role: "commune_officer",
    locale: turn.language,
    awaiting: "beneficiaries",
    running: "assessment.answer",
  });
  return frame.slots.beneficiaries ?? null;
}

/** Learning and play are one sector of the question (B9). */
function sectorOf(sector: string): string {
  return sector === "education" || sector === "recreation" ? "education_recreation" : sector;
}

function askFor(sector: (typeof sectors)[number], known: Known, year: number): Step {
  const last = known.assessed?.at(-1);
  const params: Params = {
    year,
    area: asJson(known.unit),
    place: sectors.indexOf(sector) + 1,
    sector,
    noted: last ? lineOf(last) : null,
  };
  const choices: Choice[] = [
    { label: "no_need", meaning: { type: "know", known: { sector, beneficiaries: 0 } } },
    ...(last ? [{ label: "send_part", meaning: { type: "know" as const, known: { partial: true } } }] : []),
  ];
  return { type: "ask", question: { awaiting: "text", key: `ask.assessment_${sector}`, params, choices }, known };
}

function lineOf({ sector, beneficiaries, bands }: AssessedSector): { [key: string]: Json } {
  return {
    sector,
    count: beneficiaries > 0 ? beneficiaries : null,
    nil: beneficiaries === 0,
    bands: Object.keys(bands).length > 0 ? { ...bands } : null,
  };
}

function linesOf(answers: readonly AssessedSector[]): Json {
  return asJson(sectors.flatMap((sector) => answers.filter((one) => one.sector === sector).map(lineOf)));
}

function progressOf({ year, last_day, units, totals }: Round): Params {
  const all = units ?? [];
  const open = all.filter(({ answered }) => answered < sectors.length);
  return {
    year,
    last_day: last_day ?? null,
    done: all.length - open.length,
    total: all.length,
    open: open.length > 0 ? asJson({ units: open }) : null,
    totals: totals && totals.length > 0 ? asJson(totals) : null,
  };
}
