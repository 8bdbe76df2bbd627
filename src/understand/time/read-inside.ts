/** Reads pieces of longer times: "tuần đầu tiên của tháng 9", "chủ nhật cuối tháng", "6 tháng đầu năm", "nửa cuối quý 3", "cuối năm sau", "2 tuần trước Tết". */
import { createCompose, readPiece } from "./compose.ts";
import { digitsAt } from "./count.ts";
import { type Grain, isFiner, type Step } from "./moment.ts";
import { back, lengthsAt } from "./read-distance.ts";
import { type Found, nothing, past, ranks, type Reader, remembered, type Scan, wordsAt } from "./scan.ts";
import type { Side, Time } from "./time.ts";
import { bareAt } from "../tokens.ts";

const readWhole = createCompose(readPiece, readPiece);

export const readInside: Reader = remembered((scan, at) => {
  const number = scan.tokens[at]?.kind === "number";
  if (scan.words(at).length === 0 && !number) return nothing;
  return [
    ...(number
      ? nothing
      : [
          ...readNth(scan, at),
          ...readNthLed(scan, at),
          ...readEdges(scan, at),
          ...readHalves(scan, at),
          ...readAway(scan, at),
        ]),
    ...readSlices(scan, at),
    ...readAround(scan, at),
  ];
});

/** Weeks and longer, with the running one where only the unit is said: "cuối tháng". */
function periodsAt(scan: Scan, at: number): readonly Found[] {
  const from = past(scan, past(scan, at, "joints"), "fillers");
  const whole = readWhole(scan, from).filter(({ rank }) => rank >= ranks.week);
  const running = wordsAt(scan, from, "unit").filter(({ grain, times }) => times === 1 && isFiner("day", grain));
  return [...whole, ...running.map(({ grain, end, cost }) => cycleFound(grain, end, cost))];
}

/** "cuối tuần cuối tháng 11" */
function weeksAt(scan: Scan, at: number): readonly Found[] {
  return bareAt(scan.tokens, at) === "tuan" ? readNth(scan, at).filter(({ rank }) => rank === ranks.week) : nothing;
}

function cycleFound(grain: Grain, end: number, cost: number): Found {
  return { time: { type: "cycle", grain, shift: 0 }, rank: ranks.week, end, cost };
}

type NthUnit = Extract<Time, { type: "nth" }>["unit"];

/** What an ordinal may count here: a unit or a weekday. */
interface Unit {
  readonly unit: NthUnit;
  readonly end: number;
  readonly cost: number;
}

function unitsAt(scan: Scan, at: number): readonly Unit[] {
  return wordsAt(scan, at, "unit", "weekday").flatMap((word): readonly Unit[] => {
    if (word.is === "weekday") return [{ unit: { weekday: word.weekday }, end: word.end, cost: word.cost }];
    return word.times === 1 && !isFiner(word.grain, "day")
      ? [{ unit: word.grain, end: word.end, cost: word.cost }]
      : [];
  });
}

/** "tuần đầu tiên của tháng 9", "ngày cuối năm", "tuần 2 tháng 10", "chủ nhật thứ hai của tháng 5". */
function readNth(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const { unit, end, cost } of unitsAt(scan, at)) {
    // "hôm thứ hai tuần này" is Monday.
    if (unit === "day" && bareAt(scan.tokens, end) === "thu") continue;
    const ordinals = wordsAt(scan, end, "ordinal").filter(({ leads }) => !leads);
    const number = unit === "week" ? digitsAt(scan, end, 1) : null;
    const counts = number === null ? ordinals : [{ n: number, end: end + 1, cost: 0 }, ...ordinals];
    for (const count of counts)
      for (const of of periodsAt(scan, count.end)) found.push(nth(unit, count.n, of, cost + count.cost));
  }
  return found;
}

/** "the first week of September", "last Sunday of March", "the third quarter of 2018". */
function readNthLed(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const ordinal of wordsAt(scan, at, "ordinal")) {
    if (!ordinal.leads) continue;
    for (const { unit, end, cost } of unitsAt(scan, ordinal.end)) {
      const joint = past(scan, end, "joints");
      if (joint > end) for (const of of periodsAt(scan, end)) found.push(nth(unit, ordinal.n, of, ordinal.cost + cost));
      const inYear = unit === "quarter" && ordinal.n > 0 && ordinal.n < 5;
      if (inYear)
        found.push({ time: { type: "quarter", quarter: ordinal.n, year: null }, rank: ranks.quarter, end, cost });
    }
  }
  return found;
}

function nth(unit: NthUnit, n: number, of: Found, cost: number): Found {
  const rank =
    unit === "week" ? ranks.week : unit === "month" ? ranks.month : unit === "quarter" ? ranks.quarter : ranks.day;
  return { time: { type: "nth", unit, n, of: of.time }, rank, end: of.end, cost: of.cost + cost };
}

/** "đầu tháng sau", "cuối năm", "end of November". */
function readEdges(scan: Scan, at: number): readonly Found[] {
  return wordsAt(scan, at, "edge").flatMap(({ edge, end, cost }) =>
    [...periodsAt(scan, end), ...weeksAt(scan, end)].map((of): Found => ({
      time: { type: "edge", edge, of: of.time },
      rank: ranks.week,
      end: of.end,
      cost: of.cost + cost,
    })),
  );
}

/** "nửa đầu năm 2026", "the first half of March". */
function readHalves(scan: Scan, at: number): readonly Found[] {
  const vietnamese = wordsAt(scan, at, "half_of").flatMap((half) =>
    wordsAt(scan, half.end, "side")
      .filter(({ leads }) => !leads)
      .map((side) => ({ side: side.side, end: side.end, cost: half.cost + side.cost })),
  );
  const english = wordsAt(scan, at, "side").flatMap((side) =>
    wordsAt(scan, side.end, "half_of").map((half) => ({ side: side.side, end: half.end, cost: side.cost + half.cost })),
  );
  return [...vietnamese, ...english].flatMap(({ side, end, cost }) =>
    periodsAt(scan, end).map((of): Found => ({
      time: { type: "half", side, of: of.time },
      rank: ranks.none,
      end: of.end,
      cost: of.cost + cost,
    })),
  );
}

/** "6 tháng đầu năm", "2 tuần cuối của tháng 9", "first 6 months of 2026". */
function readSlices(scan: Scan, at: number): readonly Found[] {
  const vietnamese = singleSteps(scan, at).flatMap(({ step, end, cost }) =>
    wordsAt(scan, end, "side").flatMap((side) =>
      side.leads ? nothing : slicesOf(scan, step, side.side, side.end, cost + side.cost),
    ),
  );
  const english = wordsAt(scan, at, "side").flatMap((side) =>
    singleSteps(scan, side.end).flatMap(({ step, end, cost }) =>
      side.leads && past(scan, end, "joints") > end ? slicesOf(scan, step, side.side, end, cost) : nothing,
    ),
  );
  return [...vietnamese, ...english];
}

function singleSteps(
  scan: Scan,
  at: number,
): readonly { readonly step: Step; readonly end: number; readonly cost: number }[] {
  return lengthsAt(scan, at).flatMap(({ steps, end, cost }) =>
    steps[0] && steps.length === 1 ? [{ step: steps[0], end, cost }] : [],
  );
}

function slicesOf(scan: Scan, step: Step, side: Side, at: number, cost: number): readonly Found[] {
  return [...periodsAt(scan, at), ...weeksAt(scan, at)].map((of) => ({
    time: { type: "slice", step, side, of: of.time },
    rank: ranks.none,
    end: of.end,
    cost: cost + of.cost,
  }));
}

/** "3 ngày sau Tết", "2 tuần trước khai giảng", "2 weeks after Tet". */
function readAround(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const { steps, end, cost } of lengthsAt(scan, at))
    for (const word of wordsAt(scan, end, "bound")) {
      if (word.bound !== "before" && word.bound !== "after") continue;
      for (const from of readWhole(scan, past(scan, word.end, "fillers"))) {
        if (from.rank < ranks.weekday || from.time.type === "cycle") continue;
        const time: Time = { type: "move", steps: word.bound === "before" ? back(steps) : steps, from: from.time };
        found.push({ time, rank: ranks.day, end: from.end, cost: cost + word.cost + from.cost });
      }
    }
  return found;
}

/** "trước Tết 2 tuần", "sau khai giảng 3 ngày". */
function readAway(scan: Scan, at: number): readonly Found[] {
  return wordsAt(scan, at, "bound")
    .filter(({ bound }) => bound === "before" || bound === "after")
    .flatMap((word) =>
      readWhole(scan, past(scan, word.end, "fillers"))
        .filter(({ rank, time }) => rank >= ranks.weekday && time.type !== "cycle")
        .flatMap((from) =>
          lengthsAt(scan, from.end).map(({ steps, end, cost }): Found => {
            const time: Time = { type: "move", steps: word.bound === "before" ? back(steps) : steps, from: from.time };
            return { time, rank: ranks.day, end, cost: cost + word.cost + from.cost };
          }),
        ),
    );
}
