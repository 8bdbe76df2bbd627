/** The tables of a report, as plain data: the letter prints them, the workbook holds them as numbers. */
import type { CompiledReport, DocumentData, Figures, GoodsLine, ReportingUnit } from "./document-data.ts";
import type { Say } from "./words.ts";

export type Cell = string | number;

export interface Table {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly width: number; readonly numeric?: true }[];
  readonly rows: readonly (readonly Cell[])[];
}

export function goodsTable({ goods }: Figures, say: Say): Table {
  const title = say("letter.table.goods");
  return {
    name: say("letter.sheet.goods"),
    title,
    columns: goodsColumns(say),
    rows: goods.filter(isMobilised).map((line, index) => [index + 1, ...goodsCells(line, say)]),
  };
}

/** Other programmes lessen a need and are no part of what was mobilised: a table of their own. */
export function otherTable({ goods }: Figures, say: Say): Table {
  return {
    name: say("letter.sheet.other"),
    title: say("letter.table.other"),
    columns: [
      { title: say("letter.column.number"), width: 6 },
      { title: say("letter.column.item"), width: 46 },
      { title: say("letter.column.unit"), width: 20 },
      { title: say("letter.column.quantity"), width: 28, numeric: true },
    ],
    rows: goods
      .filter(({ other }) => other !== 0)
      .map((line, index) => [index + 1, itemOf(line, say), unitOf(line, say), line.other]),
  };
}

/** Every figure with the codes of the rows it was counted from. */
export function rowsTable({ goods }: Figures, say: Say): Table {
  return {
    name: say("letter.sheet.rows"),
    title: say("letter.table.rows"),
    columns: [
      { title: say("letter.column.item"), width: 28 },
      { title: say("letter.column.unit"), width: 10 },
      { title: say("letter.column.needs"), width: 26 },
      { title: say("letter.column.pledges"), width: 26 },
      { title: say("letter.column.deliveries"), width: 26 },
      { title: say("letter.column.others"), width: 26 },
    ],
    rows: goods.map((line) => [
      itemOf(line, say),
      unitOf(line, say),
      ...[line.needs, line.pledges, line.deliveries, line.others].map((codes) => codes.join(", ")),
    ]),
  };
}

export function unitsTable({ units, missing }: CompiledReport, say: Say): Table {
  const states = [
    ...units.map((one) => ({
      ...one,
      state: [
        say(`letter.unit_state.${one.late ? "late" : "in_time"}`),
        ...(one.nil ? [say("letter.unit_state.nil")] : []),
      ].join("; "),
      on: one.submitted_at ? say("letter.day", { day: one.submitted_at }) : "",
    })),
    ...missing.map((one) => ({ ...one, state: say("letter.unit_state.missing"), on: "" })),
  ];
  return {
    name: say("letter.sheet.units"),
    title: say("letter.table.units"),
    columns: [
      { title: say("letter.column.number"), width: 6 },
      { title: say("letter.column.unit_name"), width: 38 },
      { title: say("letter.column.code"), width: 18 },
      { title: say("letter.column.submitted"), width: 18 },
      { title: say("letter.column.state"), width: 20 },
    ],
    rows: states.map(({ unit, code, on, state }, index) => [index + 1, nameOf(unit, say), code, on, state]),
  };
}

/** What each unit handed in; the sum of these rows is the total. */
export function byUnitTable({ units }: CompiledReport, say: Say): Table {
  return {
    name: say("letter.sheet.by_unit"),
    title: say("letter.table.by_unit"),
    columns: [{ title: say("letter.column.unit_name"), width: 20 }, ...goodsColumns(say).slice(1)],
    rows: units.flatMap(({ unit, figures }) =>
      figures.goods.map((line) => [nameOf(unit, say), ...goodsCells(line, say), line.other]),
    ),
  };
}

export function tablesOf(data: DocumentData, say: Say): readonly Table[] {
  if (data.type === "unit") {
    const { figures } = data.content;
    return [goodsTable(figures, say), otherTable(figures, say), sumsTable(figures, say), rowsTable(figures, say)];
  }
  const { columns, ...byUnit } = byUnitTable(data, say);
  const withOther = [...columns, { title: say("letter.column.other"), width: 12, numeric: true as const }];
  return [
    goodsTable(data.totals, say),
    otherTable(data.totals, say),
    sumsTable(data.totals, say),
    { ...byUnit, columns: withOther },
    unitsTable(data, say),
    rowsTable(data.totals, say),
  ];
}

/** What is not goods: money, services, children; each in its own measure and never added up. */
function sumsTable({ cash, services, children }: Figures, say: Say): Table {
  return {
    name: say("letter.sheet.sums"),
    title: say("letter.table.sums"),
    columns: [
      { title: say("letter.column.figure"), width: 46 },
      { title: say("letter.column.quantity"), width: 20, numeric: true },
    ],
    rows: [
      [say("letter.figure.cash"), cash.promised_vnd],
      [say("letter.figure.services"), services.count],
      [say("letter.figure.turns"), children.turns],
    ],
  };
}

export function nameOf(unit: ReportingUnit, say: Say): string {
  return say("letter.unit_name", { unit });
}

function goodsColumns(say: Say): Table["columns"] {
  return [
    { title: say("letter.column.number"), width: 5 },
    { title: say("letter.column.item"), width: 23 },
    { title: say("letter.column.unit"), width: 10 },
    ...(["needed", "promised", "accepted", "rejected", "missing"] as const).map((column) => ({
      title: say(`letter.column.${column}`),
      width: 10,
      numeric: true as const,
    })),
  ];
}

function goodsCells(line: GoodsLine, say: Say): readonly Cell[] {
  const { needed, promised, accepted, rejected, missing } = line;
  return [itemOf(line, say), unitOf(line, say), needed, promised, accepted, rejected, missing];
}

function isMobilised({ needed, promised, accepted, rejected }: GoodsLine): boolean {
  return needed !== 0 || promised !== 0 || accepted !== 0 || rejected !== 0;
}

function itemOf({ item }: GoodsLine, say: Say): string {
  return say("letter.item", { item });
}

function unitOf({ unit }: GoodsLine, say: Say): string {
  return say("letter.unit", { unit });
}
