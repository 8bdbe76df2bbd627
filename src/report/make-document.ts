/** One document of a report: what the ledger told becomes a letter (Word) or its tables (Excel). */
import { type DocumentData, documentData } from "./document-data.ts";
import { letterOf } from "./letter.ts";
import { tablesOf } from "./tables.ts";
import type { Say } from "./words.ts";
import { writeDocx } from "./write-docx.ts";
import { writeXlsx } from "./write-xlsx.ts";

export type DocumentFormat = "docx" | "xlsx";

export interface MadeDocument {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export interface DocumentWords {
  /** The letter is a letter of a Vietnamese authority, whoever reads it. */
  readonly letter: Say;
  /** The tables are in the reader's language. */
  readonly tables: Say;
}

const mimes: Readonly<Record<DocumentFormat, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export async function makeDocument(told: unknown, format: DocumentFormat, words: DocumentWords): Promise<MadeDocument> {
  const data = documentData.parse(told);
  const bytes =
    format === "docx"
      ? await writeDocx(letterOf(data, words.letter))
      : await writeXlsx(headingOf(data, words.tables), tablesOf(data, words.tables));
  return { name: `${data.code}.${format}`, mime: mimes[format], bytes };
}

function headingOf(data: DocumentData, say: Say): string {
  const name = data.type === "unit" ? data.name : data.call.name;
  return `${data.code} – ${say("letter.subject", { name })}`;
}
