/** Tables as a workbook: numbers stay numbers, shown with a full stop between thousands whatever the reader's computer is set to. */
import writeWorkbook, { type Cell as SheetCell, type SheetData } from "write-excel-file/node";
import type { Cell, Table } from "./tables.ts";

const font = { fontFamily: "Times New Roman", fontSize: 12 } as const;
/** Points; Vietnamese marks need more than the usual line. */
const height = 20;
const border = { borderStyle: "thin", borderColor: "#000000" } as const;
/** No sheet name may be longer. */
const longestName = 31;

export async function writeXlsx(heading: string, tables: readonly Table[]): Promise<Uint8Array> {
  const sheets = tables.map((table) => ({
    sheet: table.name.slice(0, longestName),
    data: rowsOf(heading, table),
    columns: table.columns.map(({ width }) => ({ width: Math.max(width, 8) })),
    orientation: "landscape" as const,
    stickyRowsCount: 3,
  }));
  return new Uint8Array(await writeWorkbook(sheets).toBuffer());
}

function rowsOf(heading: string, { title, columns, rows }: Table): SheetData {
  return [
    [{ value: heading, ...font, fontWeight: "bold", height }],
    [{ value: title, ...font, fontStyle: "italic", height }],
    columns.map((column) => ({
      value: column.title,
      ...font,
      ...border,
      fontWeight: "bold",
      align: "center",
      alignVertical: "center",
      wrap: true,
    })),
    ...rows.map((row) => {
      const tall = height * linesOf(row, columns);
      return row.map((content, at) => cellOf(content, columns[at]?.numeric === true, tall));
    }),
  ];
}

/** A row of a fixed height would hide what is wrapped; widths are counted in letters. */
function linesOf(row: readonly Cell[], columns: Table["columns"]): number {
  return Math.max(...row.map((content, at) => Math.ceil(String(content).length / (columns[at]?.width ?? 1))), 1);
}

function cellOf(content: Cell, numeric: boolean, tall: number): SheetCell {
  if (typeof content === "string")
    return { value: content, ...font, ...border, height: tall, wrap: true, alignVertical: "top" };
  const align = numeric ? "right" : "center";
  return {
    value: content,
    type: Number,
    format: formatOf(content),
    ...font,
    ...border,
    height: tall,
    align,
    alignVertical: "top",
  };
}

/** `#,##0` would follow the settings of the computer: 1,500 on an English one. */
function formatOf(value: number): string {
  if (!Number.isInteger(value)) return "General";
  const groups = Math.ceil(String(Math.abs(value)).length / 3);
  return groups <= 1 ? "0" : `#${String.raw`\.###`.repeat(groups - 2)}${String.raw`\.##0`}`;
}
