/**
 * A letter as a Word file in the layout of Decree 30/2020 (annex I): A4, margins 20/20/30/15 mm, Times New Roman, size 14 for the text,
 * the national title on the right of the issuing body, page numbers at the top from the second page on.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import type { Block, Letter } from "./letter.ts";
import type { Cell, Table as Figures } from "./tables.ts";

const font = "Times New Roman";
/** Twentieths of a point and of a millimetre's inch, as the format counts: 1 mm is 56.7. */
const mm = (length: number): number => Math.round(length * 56.7);
const textWidth = mm(210 - 30 - 15);
/** Half points. */
const size = { text: 28, small: 22, table: 24, head: 24 } as const;

type Style = {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number;
  readonly underline?: boolean;
};

/** An empty cell would be as high as the text of the body. */
const nothing = "\u00A0";

/** Control characters (Word itself copies a line break as one) are none of XML's, and one would make the whole file unreadable. */
function legible(text: string): string {
  return text.replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, " ");
}

function run(text: string, { bold = false, italics = false, size: points = size.text, underline = false }: Style = {}) {
  return new TextRun({
    text: legible(text),
    bold,
    italics,
    size: points,
    font,
    ...(underline ? { underline: {} } : {}),
  });
}

function line(text: string, style: Style = {}, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, ...options, children: [run(text, style)] });
}

const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

function bare(rows: readonly (readonly Paragraph[])[][], widths: readonly number[]): Table {
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths.map((share) => Math.round(textWidth * share)),
    borders: noBorders,
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, at) =>
              new TableCell({
                width: { size: Math.round(textWidth * (widths[at] ?? 0)), type: WidthType.DXA },
                margins: { left: 0, right: 0 },
                children: [...children],
              }),
          ),
        }),
    ),
  });
}

function head({ issuer, nation, number, placeAndDate }: Letter): Table {
  const rule = "―――――――";
  return bare(
    [
      [
        [
          line(issuer[0], { size: size.head }),
          line(issuer[1], { size: size.head, bold: true }),
          line(rule, { size: 16 }),
        ],
        [
          line(nation[0], { size: size.head, bold: true }),
          line(nation[1], { size: size.text, bold: true }),
          line(rule.repeat(2), { size: 16 }),
        ],
      ],
      [[line(number, { size: size.head })], [line(placeAndDate, { size: size.text, italics: true })]],
    ],
    [0.43, 0.57],
  );
}

function figures({ columns, rows, title }: Figures): (Paragraph | Table)[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.round((textWidth * width) / total));
  const cell = (content: Cell, at: number, header: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: mm(1), right: mm(1), top: mm(0.6), bottom: mm(0.6) },
      children: [
        line(
          typeof content === "number" ? writeNumber(content) : content || nothing,
          { size: size.table, bold: header },
          {
            alignment:
              header || at === 0
                ? AlignmentType.CENTER
                : columns[at]?.numeric
                  ? AlignmentType.RIGHT
                  : AlignmentType.LEFT,
          },
        ),
      ],
    });
  return [
    line(title, { size: size.table, italics: true }, { keepNext: true, spacing: { before: 80, after: 60 } }),
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map(({ title: text }, at) => cell(text, at, true)),
        }),
        ...rows.map(
          (row) => new TableRow({ cantSplit: true, children: row.map((content, at) => cell(content, at, false)) }),
        ),
      ],
    }),
  ];
}

function writeNumber(value: number): string {
  return new Intl.NumberFormat("vi").format(value);
}

const running: IParagraphOptions = {
  alignment: AlignmentType.JUSTIFIED,
  indent: { firstLine: mm(10) },
  spacing: { before: 60, after: 60, line: 276 },
};

function block(content: Block): (Paragraph | Table)[] {
  switch (content.type) {
    case "heading":
      return [
        line(
          content.text,
          { bold: true },
          { alignment: AlignmentType.LEFT, keepNext: true, spacing: { before: 160, after: 60 } },
        ),
      ];
    case "paragraph":
    case "item":
      return [line(content.text, {}, running)];
    case "table":
      return figures(content.table);
  }
}

function signature({ recipients, signature: by }: Letter): Table {
  const left = [
    line(recipients.title, { bold: true, italics: true, size: size.table }, { alignment: AlignmentType.LEFT }),
    ...recipients.lines.map((text) => line(text, { size: size.small }, { alignment: AlignmentType.LEFT })),
  ];
  // Room for a signature and a seal.
  const gap = Array.from({ length: 4 }, () => line(""));
  const right = [
    line(by.authority, { bold: true }),
    line(by.title, { bold: true }),
    ...gap,
    line(by.name, { bold: true }),
  ];
  return bare([[left, right]], [0.5, 0.5]);
}

export async function writeDocx(letter: Letter): Promise<Uint8Array> {
  const annexAt = letter.body.findLastIndex((one) => one.type === "paragraph") + 1;
  const [body, annex] = [letter.body.slice(0, annexAt), letter.body.slice(annexAt)];
  const document = new Document({
    title: legible(letter.subject),
    creator: letter.issuer[1],
    styles: { default: { document: { run: { font, size: size.text } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15), header: mm(10), footer: mm(8) },
          },
        },
        headers: {
          first: new Header({
            children: letter.draft ? [line(letter.draft, { bold: true, size: size.table })] : [line("")],
          }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], font, size: size.head })],
              }),
            ],
          }),
        },
        footers: { first: footer(letter), default: footer(letter) },
        children: [
          head(letter),
          line(letter.title, { bold: true }, { spacing: { before: 240 } }),
          line(letter.subject, { bold: true }),
          line("――――――", { size: 16 }, { spacing: { after: 120 } }),
          ...body.slice(0, -1).flatMap(block),
          ...body.slice(-1).flatMap(closing),
          line("", { size: 12 }, { keepNext: true }),
          signature(letter),
          ...annex.flatMap((one, at) => (at === 0 ? pageBreak(one) : block(one))),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** The last words stand on the page of the signature. */
function closing(content: Block): (Paragraph | Table)[] {
  return content.type === "table" ? block(content) : [line(content.text, {}, { ...running, keepNext: true })];
}

/** An annex begins on a page of its own. */
function pageBreak(content: Block): (Paragraph | Table)[] {
  if (content.type !== "heading") return block(content);
  return [line(content.text, { bold: true }, { pageBreakBefore: true, spacing: { after: 120 } })];
}

/** Says which frozen report this paper is, so that it can be found again. */
function footer({ code }: Letter): Footer {
  return new Footer({ children: [line(code, { size: 18, italics: true }, { alignment: AlignmentType.RIGHT })] });
}
