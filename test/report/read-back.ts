/** What a reader finds in our files: the words of a letter, the rows of its tables, the cells of a workbook. */
import { unzip } from "../support/unzip.ts";

const plain = (xml: string): string =>
  [...xml.matchAll(/<(?:w:)?t(?: [^>]*)?>([^<]*)<\/(?:w:)?t>/g)]
    .map(([, text = ""]) => text)
    .join("")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");

const parts = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>(.*?)</${tag}>`, "gs"))].map(([, inside = ""]) => inside);

export interface ReadLetter {
  readonly paragraphs: readonly string[];
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly xml: string;
  readonly headers: string;
}

export function readLetter(bytes: Uint8Array): ReadLetter {
  const files = unzip(bytes);
  const xml = files.get("word/document.xml") ?? "";
  const headers = [...files].filter(([name]) => /header\d*\.xml$/.test(name)).map(([, text]) => text);
  return {
    xml,
    headers: headers.map(plain).join("\n"),
    paragraphs: parts(xml, "w:p").map(plain),
    tables: parts(xml, "w:tbl").map((table) =>
      parts(table, "w:tr").map((row) => parts(row, "w:tc").map((cell) => plain(cell).trim())),
    ),
  };
}

/** The cells of every sheet, by its name. */
export function readWorkbook(bytes: Uint8Array): ReadonlyMap<string, readonly (readonly (string | number)[])[]> {
  const files = unzip(bytes);
  const shared = parts(files.get("xl/sharedStrings.xml") ?? "", "si").map(plain);
  const names = [...(files.get("xl/workbook.xml") ?? "").matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    ([, name = ""]) => name,
  );
  return new Map(
    names.map((name, at) => [
      name,
      parts(files.get(`xl/worksheets/sheet${at + 1}.xml`) ?? "", "row").map((row) =>
        [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = "", inside = ""]) => {
          if (inside === "") return "";
          const value = /<v>([^<]*)<\/v>/.exec(inside)?.[1] ?? "";
          if (attributes.includes('t="s"')) return shared[Number(value)] ?? "";
          return attributes.includes('t="inlineStr"') ? plain(inside) : Number(value);
        }),
      ),
    ]),
  );
}
