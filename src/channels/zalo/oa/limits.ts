/** What the Official Account can show, and how a pressed button is told from words. */
import type { Capabilities } from "../../../model/channel.ts";
import { readCommandData, readOptionData } from "../../../model/message.ts";

/** Buttons are not part of the official builder for consultation messages, so the text says every choice, too. */
export const capabilities: Capabilities = {
  maxLength: 2_000,
  buttons: "both",
  maxButtons: 5,
  /** 100 are allowed; phones show about so many. */
  maxButtonLabel: 20,
  markup: "plain",
  /** Eight messages are free after each one of a person. */
  onePerTurn: true,
  phoneControl: "offered",
  files: {
    maxBytes: 5_000_000,
    // PDF, DOC and DOCX are all that its upload takes; no workbooks.
    mimes: ["application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  },
};

export function buttonPayload(data: string): string {
  return `#${data}`;
}

/** A press arrives as the words of its payload; anybody can type them. Null: just words. */
export function readPress(text: string): string | null {
  const data = text.startsWith("#") ? text.slice(1) : "";
  return readOptionData(data) || readCommandData(data) ? data : null;
}
