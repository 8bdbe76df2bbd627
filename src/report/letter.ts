/** A report as a letter, before it is a file: the parts that Decree 30/2020 (annex I) asks for, in order, and the body as paragraphs and tables. */
import type { CompiledReport, DocumentData, Figures, HandedIn, Letterhead, UnitReport } from "./document-data.ts";
import { goodsTable, nameOf, otherTable, type Table, unitsTable } from "./tables.ts";
import { dotted, type Say } from "./words.ts";

export type Block =
  | { readonly type: "heading"; readonly text: string }
  | { readonly type: "paragraph"; readonly text: string }
  | { readonly type: "item"; readonly text: string }
  | { readonly type: "table"; readonly table: Table };

export interface Letter {
  /** The body above the issuing one, and the issuing one. */
  readonly issuer: readonly [string, string];
  readonly nation: readonly [string, string];
  readonly number: string;
  readonly placeAndDate: string;
  readonly title: string;
  readonly subject: string;
  readonly body: readonly Block[];
  readonly recipients: { readonly title: string; readonly lines: readonly string[] };
  readonly signature: { readonly authority: string; readonly title: string; readonly name: string };
  /** Across the top of a report that is not handed in. */
  readonly draft: string | null;
  readonly code: string;
}

export function letterOf(data: DocumentData, say: Say): Letter {
  const { letterhead: head } = data;
  const draft = data.type === "unit" && !data.frozen;
  const called = data.type === "unit" ? data.name : data.call.name;
  return {
    issuer: issuerOf(head, say),
    nation: [say("letter.nation"), say("letter.motto")],
    number: say("letter.number_line", { symbol: head.symbol ?? dotted.slice(0, 4) }),
    placeAndDate: placeAndDate(head, draft ? null : data.on, say),
    title: say("letter.title"),
    subject: say("letter.subject", { name: called }),
    body: data.type === "unit" ? unitBody(data, say) : compiledBody(data, say),
    recipients: {
      title: say("letter.recipients"),
      lines: [
        ...(head.recipients.length > 0 ? head.recipients : [dotted]).map((name) => say("letter.recipient", { name })),
        say("letter.filed", { filed: head.filed ?? dotted.slice(0, 5) }),
      ],
    },
    signature: {
      authority: head.authority ?? dotted,
      title: head.signer_title ?? dotted,
      name: head.signer ?? "",
    },
    draft: draft ? say("letter.draft") : null,
    code: data.code,
  };
}

/** A commune's People's Committee is named after it; every other body is what the organisation configured, or a dotted line. */
function issuerOf({ unit, area, province, parent_body, body }: Letterhead, say: Say): readonly [string, string] {
  const committee = unit === "commune" && area ? say("letter.committee_of", { area }) : null;
  const above =
    unit === "commune"
      ? say("letter.committee")
      : province
        ? say("letter.committee_above", { area: province })
        : dotted;
  const own = committee ?? dotted;
  return [(parent_body ?? above).toLocaleUpperCase("vi"), (body ?? own).toLocaleUpperCase("vi")];
}

function placeAndDate({ place, area, province }: Letterhead, on: string | null, say: Say): string {
  const where = place ?? area?.name ?? province?.name ?? dotted;
  const [year = "", month = "", day = ""] = on?.split("-") ?? [];
  return on
    ? say("letter.place_date", { place: where, day, month: monthAsWritten(month), year })
    : say("letter.place_no_date", { place: where });
}

/** January and February are written with a zero (Decree 30/2020, annex I, II.4). */
function monthAsWritten(month: string): string {
  return Number(month) <= 2 ? month : String(Number(month));
}

function unitBody(data: UnitReport, say: Say): Block[] {
  const { figures, as_of, difficulties, recommendations, proposals, tickets } = data.content;
  const name = nameOf(data.unit, say);
  const opening = say("letter.opening", { unit: name, name: data.name, as_of });
  const late = data.late ? [paragraph(say("letter.late", { on: data.on ?? as_of }))] : [];
  return [
    paragraph(opening),
    ...late,
    ...(data.nil ? [paragraph(say("letter.nil"))] : figureBlocks(figures, say, 1)),
    ...spoken("letter.section.difficulties", data.nil ? 1 : 6, difficulties, say),
    ...tickets.map(({ code, text }) => item(say("letter.ticket", { code, text }))),
    ...spoken("letter.section.recommendations", data.nil ? 2 : 7, recommendations, say),
    ...annexOf(proposals, say),
    ...data.addenda.map(({ text, at }) => paragraph(say("letter.addendum", { text, at }))),
    paragraph(say("letter.closing")),
  ];
}

function compiledBody(data: CompiledReport, say: Say): Block[] {
  const { units, missing, totals, call, as_of } = data;
  const late = units.filter((one) => one.late);
  const names = (of: readonly Pick<HandedIn, "unit">[]): string => of.map(({ unit }) => nameOf(unit, say)).join("; ");
  return [
    paragraph(say("letter.opening_compiled", { name: call.name, as_of })),
    heading(say("letter.section.units", { roman: roman(1) })),
    paragraph(
      say("letter.counted", { submitted: units.length, total: units.length + missing.length, last_day: call.last_day }),
    ),
    ...(late.length > 0 ? [item(say("letter.late_units", { count: late.length, names: names(late) }))] : []),
    ...(missing.length > 0
      ? [item(say("letter.missing_units", { count: missing.length, names: names(missing) }))]
      : []),
    ...figureBlocks(totals, say, 2),
    ...told("letter.section.difficulties", 7, units, "difficulties", say),
    ...units.flatMap(({ tickets }) => tickets.map(({ code, text }) => item(say("letter.ticket", { code, text })))),
    ...told("letter.section.recommendations", 8, units, "recommendations", say),
    ...annexOf([...new Set(units.flatMap(({ proposals }) => proposals))], say),
    paragraph(say("letter.closing")),
    heading(say("letter.annex_units")),
    { type: "table", table: unitsTable(data, say) },
  ];
}

function figureBlocks(figures: Figures, say: Say, first: number): Block[] {
  const goods = goodsTable(figures, say);
  const other = otherTable(figures, say);
  const { cash, services, children } = figures;
  const places = children.places.map(({ area, turns }) => item(say("letter.turns_at", { area, turns })));
  const elsewhere =
    children.places.length > 0 && children.elsewhere > 0
      ? [item(say("letter.turns_elsewhere", { turns: children.elsewhere }))]
      : [];
  return [
    heading(say("letter.section.goods", { roman: roman(first) })),
    ...tableOr(goods, say),
    heading(say("letter.section.other", { roman: roman(first + 1) })),
    ...tableOr(other, say),
    heading(say("letter.section.money", { roman: roman(first + 2) })),
    item(say("letter.cash", { promised: cash.promised_vnd })),
    item(say("letter.cash_received")),
    item(say("letter.services", { services: services.count })),
    heading(say("letter.section.children", { roman: roman(first + 3) })),
    paragraph(say("letter.turns", { turns: children.turns })),
    ...places,
    ...elsewhere,
    heading(say("letter.section.management", { roman: roman(first + 4) })),
    paragraph(say("letter.management")),
  ];
}

function tableOr(table: Table, say: Say): Block[] {
  return table.rows.length > 0 ? [{ type: "table", table }] : [paragraph(say("letter.nothing"))];
}

function spoken(key: string, number: number, text: string | null, say: Say): Block[] {
  return [
    heading(say(key, { roman: roman(number) })),
    paragraph(text ? say("letter.said", { text }) : say("letter.nothing")),
  ];
}

/** The same question as the units answered it, each under its name. */
function told(
  key: string,
  number: number,
  units: readonly HandedIn[],
  part: "difficulties" | "recommendations",
  say: Say,
): Block[] {
  const lines = units.flatMap(({ unit, [part]: text }) =>
    text ? [item(say("letter.told_by", { unit: nameOf(unit, say), text }))] : [],
  );
  return [
    heading(say(key, { roman: roman(number) })),
    ...(lines.length > 0 ? lines : [paragraph(say("letter.nothing"))]),
  ];
}

function annexOf(proposals: readonly string[], say: Say): Block[] {
  return proposals.length === 0
    ? []
    : [heading(say("letter.annex_proposals")), ...proposals.map((text) => item(say("letter.proposal", { text })))];
}

const paragraph = (text: string): Block => ({ type: "paragraph", text });
const item = (text: string): Block => ({ type: "item", text });
const heading = (text: string): Block => ({ type: "heading", text });

function roman(number: number): string {
  return ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"][number - 1] ?? String(number);
}
