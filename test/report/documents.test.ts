import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compiledReport, type CompiledReport, type GoodsLine, unitReport } from "../../src/report/document-data.ts";
import { makeDocument } from "../../src/report/make-document.ts";
import type { TestApp } from "../support/app.ts";
import { unzip } from "../support/unzip.ts";
import { readLetter, readWorkbook } from "./read-back.ts";
import { documentOf, openYear, sayIn, vietnamese } from "./scene.ts";

let opened: TestApp;
let november: CompiledReport;
let december: CompiledReport;

beforeAll(async () => {
  opened = await openYear();
  november = compiledReport.parse(await documentOf(opened, "BC26-012"));
  december = compiledReport.parse(await documentOf(opened, "BC26-013"));
}, 120_000);
afterAll(() => opened.close());

const columns = ["needed", "promised", "accepted", "rejected", "missing"] as const;
const written = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ".");
const item = (line: GoodsLine): string => sayIn("vi")("letter.item", { item: line.item });
const docx = async (data: unknown) => readLetter((await makeDocument(data, "docx", vietnamese)).bytes);
const xlsx = async (data: unknown, language: "vi" | "en" = "vi") =>
  readWorkbook((await makeDocument(data, "xlsx", { letter: sayIn("vi"), tables: sayIn(language) })).bytes);

describe("the compiled letter", () => {
  test("has the parts of an official letter in their order, and dotted lines for what nobody configured", async () => {
    const { paragraphs, xml } = await docx(december);
    const order = [
      "ỦY BAN NHÂN DÂN TỈNH AN GIANG",
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      "Độc lập - Tự do - Hạnh phúc",
      "Số: ………/BC-…………",
      "An Giang, ngày 02 tháng 12 năm 2026",
      "BÁO CÁO",
      "Kết quả vận động nguồn lực xã hội hỗ trợ trẻ em năm 2026",
      "Nơi nhận:",
    ];
    const places = order.map((words) =>
      paragraphs.findIndex((text) => text.startsWith(words.slice(0, 12)) && text.includes(words)),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(xml).toContain("Times New Roman");
    expect(xml).toMatch(/w:pgSz w:w="11907" w:h="1684\d"/);
  });

  test("compiled on 30 November names who is missing and nobody as late", async () => {
    const { paragraphs } = await docx(november);
    const text = paragraphs.join("\n");
    expect(text).toContain("Đã nộp 1/11 đơn vị (thời hạn: hết ngày 30/11/2026)");
    expect(text).toContain("Chưa nộp, chưa có trong số liệu (10): Xã Vĩnh Điều; ");
    expect(text).not.toContain("Nộp trễ (");
  });

  test("compiled on 2 December names who was late", async () => {
    const { paragraphs, tables } = await docx(december);
    const text = paragraphs.join("\n");
    expect(text).toContain("Đã nộp 3/11 đơn vị");
    expect(text).toContain("Nộp trễ (2): Xã Vĩnh Điều; Quỹ Bảo trợ trẻ em.");
    const units = tables.at(-1) ?? [];
    expect(units).toHaveLength(12);
    expect(units[3]).toEqual(["3", "Quỹ Bảo trợ trẻ em", "BC26-011", "01/12/2026", "Nộp trễ; không phát sinh"]);
    expect(units.filter((row) => row.at(-1) === "Chưa nộp")).toHaveLength(8);
  });

  test("has the figures of the snapshot, with a full stop between thousands", async () => {
    for (const data of [november, december]) {
      const { tables } = await docx(data);
      const goods = tables.find(([head]) => head?.includes("Nhu cầu")) ?? [];
      expect(goods.slice(1)).toEqual(
        data.totals.goods.map((line, at) => [
          String(at + 1),
          item(line),
          sayIn("vi")("letter.unit", { unit: line.unit }),
          ...columns.map((column) => written(line[column])),
        ]),
      );
      expect(goods.flat()).toContain("1.500");
    }
  });

  test("names no donor, asks for nobody's child and leaves management costs to be written by hand", async () => {
    const { paragraphs } = await docx(december);
    const text = paragraphs.join("\n");
    expect(text).not.toMatch(/Minh Phát|Cô Ba|hộp sữa \(demo\)/);
    expect(text).toContain("………………… (chi từ ngân sách của đơn vị, không lấy từ nguồn vận động).");
    expect(text).toContain("đây không phải số trẻ duy nhất");
  });
});

describe("the workbook", () => {
  test("holds the snapshot's figures as numbers, and the units' rows add up to the total", async () => {
    const sheets = await xlsx(december);
    const goods = (sheets.get("Hiện vật") ?? []).slice(3);
    expect(goods.map((row) => row.slice(3))).toEqual(
      december.totals.goods.map((line) => columns.map((column) => line[column])),
    );
    const byUnit = (sheets.get("Theo đơn vị") ?? []).slice(3);
    for (const line of december.totals.goods) {
      const rows = byUnit.filter((row) => row[1] === item(line));
      const sums = columns.map((_, at) => rows.reduce((sum, row) => sum + Number(row[at + 3]), 0));
      expect(sums).toEqual(columns.map((column) => line[column]));
    }
  });

  test("shows the rows behind each figure", async () => {
    const rows = (await xlsx(december)).get("Căn cứ") ?? [];
    expect(rows.find(([name]) => name === "Đồ ấm")).toEqual([
      "Đồ ấm",
      "bộ",
      "NC26-001, NC26-004",
      "CK26-001",
      "GN26-001",
      "",
    ]);
  });

  test("is in the language of its reader", async () => {
    expect([...(await xlsx(december, "en")).keys()]).toContain("By unit");
  });
});

test("words that would break a file, or be a formula in it, are words", async () => {
  const told = 'Cần =HYPERLINK("http://x.invalid","y") <w:p>&]]> từ\u000Bđây\u0001\uFFFF';
  const report = unitReport.parse(await documentOf(opened, "BC26-003"));
  const name = { annual: null, quarter: null, adhoc: told };
  const data = { ...report, name, content: { ...report.content, difficulties: told, recommendations: told } };
  const letter = unzip((await makeDocument(data, "docx", vietnamese)).bytes);
  const workbook = unzip((await makeDocument(data, "xlsx", vietnamese)).bytes);
  for (const xml of [...letter.values(), ...workbook.values()]) {
    expect(xml).not.toMatch(/[^\P{Cc}\t\n\r]|\uFFFF/u);
    expect(xml).not.toMatch(/<f>|<hyperlink|w:hyperlink/);
  }
  expect(readLetter((await makeDocument(data, "docx", vietnamese)).bytes).paragraphs.join("\n")).toContain("từ đây");
});

test("a report that is not handed in is marked as a draft and has no date", async () => {
  const { headers, paragraphs } = await docx(await documentOf(opened, "BC26-003"));
  expect(headers).toContain("DỰ THẢO");
  expect(paragraphs).toContain("Sơn Kiên, ngày …… tháng …… năm ……");
});

test("a nil report says so", async () => {
  const { paragraphs, tables } = await docx(await documentOf(opened, "BC26-011"));
  expect(paragraphs.join("\n")).toContain("Trong kỳ báo cáo, đơn vị không phát sinh số liệu.");
  expect(tables.some(([head]) => head?.includes("Nhu cầu"))).toBe(false);
});

test("the total can be worked out again from the snapshots, whatever happened since", async () => {
  const [row] = await opened.database.runner.transaction((query) =>
    query(
      `select (private.report_totals((select jsonb_agg(u -> 'figures') from jsonb_array_elements(snapshot -> 'units') u)) = snapshot -> 'totals')::text as same
       from public.compilations where code = 'BC26-013'`,
      [],
    ),
  );
  expect(row?.["same"]).toBe("true");
});

describe("a document that was sent", () => {
  const outbox = async (): Promise<string> => {
    const [row] = await opened.database.runner.transaction((query) =>
      query("select max(id)::text as id from public.outbox where message ? 'document'", []),
    );
    return row?.["id"] ?? "";
  };
  const linked = async (token: string) => await opened.documents.open(token);

  test("can be had by its link for two days, and by no other", async () => {
    const [sent] = await opened.documents.attach(
      Number(await outbox()),
      { key: "report.file", document: { type: "report", formats: ["docx"] } },
      [],
      "vi",
      opened.web,
    );
    const token = sent?.file?.path.replace("/files/", "") ?? "";
    expect((await linked(token))?.name).toBe("BC26-013.docx");
    expect(await linked(`${token}x`)).toBeNull();
    opened.database.clock.now = new Date(opened.database.clock.now.getTime() + 49 * 3_600_000);
    expect(await linked(token)).toBeNull();
  });

  test("is words where the platform carries no files", async () => {
    const { files: _files, ...capabilities } = opened.web.capabilities;
    const parts = await opened.documents.attach(
      Number(await outbox()),
      { key: "report.file", document: { type: "report", formats: ["docx", "xlsx"] } },
      [],
      "vi",
      { ...opened.web, capabilities },
    );
    expect(parts.map(({ plain, file }) => [plain.includes("BC26-013."), file])).toEqual([
      [true, undefined],
      [true, undefined],
    ]);
  });
});
