/**
 * The last stage before the door: meaning becomes words. A message says which sentence with which values;
 * here it gets the reader's language and the shape of the reader's channel.
 */
import type { Capabilities, RenderedMessage } from "../model/channel.ts";
import { type Language, languages, type Message, type Option, type Params } from "../model/message.ts";
import { fit } from "./fit.ts";
import { toPlain } from "./markup.ts";
import { optionWords, writeButtons, writeNumberedOptions } from "./options.ts";
import { createSentences, type Resources } from "./sentences.ts";
import { createWriter } from "./write.ts";

export interface Reply {
  /** One or more messages that fit the channel, in order; buttons are on the last. Never empty. */
  render(message: Message, language: Language, capabilities: Capabilities): RenderedMessage[];
  /** One sentence as plain text. */
  say(key: string, params: Params, language: Language): string;
  /** Whether both languages have this sentence. */
  has(key: string): boolean;
  /** What a person may type instead of pressing an option: its label and its synonyms, in both languages. */
  optionWords(option: Option, language: Language): string[];
}

export interface ReplyDeps {
  readonly resources: Resources;
  /**
   * Told of every missing sentence, value or word. The default throws, so that tests find them; in service it logs,
   * and the reader gets the other language or "…" instead.
   */
  readonly onMissing?: (problem: string) => void;
}

export function createReply({ resources, onMissing = refuse }: ReplyDeps): Reply {
  const sentences = createSentences(resources);
  const writer = createWriter(sentences, onMissing);

  return {
    render(message, language, capabilities) {
      const markup =
        writer.markup(message.key, message.params ?? {}, language) +
        writeNumberedOptions(message, language, capabilities, writer);
      const pieces = fit(markup, capabilities.maxLength, capabilities.markup);
      const last = pieces.pop() ?? { text: "…", plain: "…" };
      return [
        ...pieces.map((piece) => ({ ...piece, buttons: [] })),
        {
          ...last,
          buttons: writeButtons(message, language, capabilities, writer, sentences),
          ...(message.contact ? { requestContact: writer.words("format.share_phone", {}, language) } : {}),
        },
      ];
    },
    say: (key, params, language) => toPlain(writer.markup(key, params, language)),
    has: (key) => languages.every((language) => sentences.find(key, language) !== undefined),
    optionWords: (option, language) => optionWords(option, language, writer, sentences),
  };
}

function refuse(problem: string): never {
  throw new Error(problem);
}
