/** The choices under a message: pressed where the platform has buttons, listed as numbered lines where it has none or a few; and the words that mean the same. */
import type { Capabilities, RenderedMessage } from "../model/channel.ts";
import { commandData, type Language, languages, type Message, type Option, optionData } from "../model/message.ts";
import { escapeMarkup } from "./markup.ts";
import type { Sentences } from "./sentences.ts";
import type { Writer } from "./write.ts";

/** A yes or no needs no instruction; from this many choices on, numbered lines end with a hint. */
const choicesThatNeedAHint = 3;

/** Options of a message without a prompt are never answered by pressing, but a button must carry something. */
const noPrompt = "none";

function writeLabel(option: Option, language: Language, writer: Writer): string {
  return writer.words(`button.${option.label}`, option.params ?? {}, language);
}

export function writeButtons(
  message: Message,
  language: Language,
  capabilities: Capabilities,
  writer: Writer,
  sentences: Sentences,
): RenderedMessage["buttons"] {
  if (capabilities.buttons === "none") return [];
  return (message.options ?? []).slice(0, capabilities.maxButtons).map((option, index) => ({
    label: fitLabel(option, index + 1, language, capabilities, writer, sentences),
    data: option.say ? commandData(option.say) : optionData(message.prompt ?? noPrompt, index + 1),
  }));
}

/** The label, else its short form; where the lines above say everything, else its number in them. */
function fitLabel(
  option: Option,
  number: number,
  language: Language,
  { buttons, maxButtonLabel }: Capabilities,
  writer: Writer,
  sentences: Sentences,
): string {
  const label = writeLabel(option, language, writer);
  if (label.length <= maxButtonLabel) return label;
  const short = writeShort(option, language, writer, sentences);
  if (short !== null && short.length <= maxButtonLabel) return short;
  return buttons === "both" && !option.say
    ? writer.words("format.option_pick", { number }, language)
    : shorten(label, maxButtonLabel);
}

function writeShort(option: Option, language: Language, writer: Writer, sentences: Sentences): string | null {
  const key = `button_short.${option.label}`;
  return sentences.find(key, language) === undefined ? null : writer.words(key, option.params ?? {}, language);
}

/** The same choices as markup to be put under the text; empty where buttons say them all or nothing is to be chosen. */
export function writeNumberedOptions(
  message: Message,
  language: Language,
  capabilities: Capabilities,
  writer: Writer,
): string {
  const options = message.options ?? [];
  if (capabilities.buttons === "inline" || options.length === 0) return "";
  const lines = options.map((option, index) => {
    const label = writeLabel(option, language, writer);
    // News is no question, so a number would answer nothing: what to type is told instead.
    if (option.say) return writer.words("format.option_typed", { words: typed(label, option.say) }, language);
    return writer.words("format.option_line", { number: index + 1, label }, language);
  });
  const numbered = options.filter((option) => !option.say);
  if (numbered.length >= choicesThatNeedAHint) lines.push(writer.words("format.answer_by_number", {}, language));
  return `\n\n${escapeMarkup(lines.join("\n"))}`;
}

/** What a person may type for an option, in both languages, the language of the conversation first. */
export function optionWords(option: Option, language: Language, writer: Writer, sentences: Sentences): string[] {
  const order = [language, ...languages.filter((other) => other !== language)];
  return [
    ...new Set(
      order.flatMap((language) => [
        writeLabel(option, language, writer),
        ...[writeShort(option, language, writer, sentences) ?? []].flat(),
        ...sentences.list(`button_words.${option.label}`, language),
      ]),
    ),
  ];
}

/** The label with the code it is about, unless the label names it. */
function typed(label: string, say: string): string {
  const code = say.split(" ")[1] ?? "";
  return label.includes(code) ? label : `${label} ${code}`;
}

function shorten(label: string, maxLength: number): string {
  if (label.length <= maxLength) return label;
  let short = "";
  for (const { segment } of new Intl.Segmenter("vi").segment(label)) {
    if (short.length + segment.length + 1 > maxLength) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
