/** The open question and how it may be answered: by a press, by its number, by one of its words. */
import type { InboundContent } from "../model/channel.ts";
import { readOptionData } from "../model/message.ts";
import type { Meaning, Prompt } from "./state.ts";
import type { Turn } from "./turn.ts";

export type Chosen =
  | { readonly type: "chosen"; readonly meaning: Meaning }
  /** A button of an older message, or a forged one. */
  | { readonly type: "stale" }
  | { readonly type: "free" };

export function choose(turn: Turn, prompt: Prompt | undefined, content: InboundContent): Chosen {
  if (content.type === "button") {
    const data = readOptionData(content.data);
    const option = data && prompt?.id === data.prompt ? prompt.options[data.number - 1] : undefined;
    return option ? { type: "chosen", meaning: option.meaning } : { type: "stale" };
  }
  if (!prompt || content.type !== "text") return { type: "free" };
  const said = plainWords(content.text);
  const number = /^\d{1,2}$/.test(said) ? Number(said) : 0;
  const option =
    prompt.options[number - 1] ??
    prompt.options.find((one) =>
      turn.optionWords(one, turn.language).some((word) => plainWords(word) === said && said !== ""),
    );
  return option ? { type: "chosen", meaning: option.meaning } : { type: "free" };
}

/** Words as people type them: no case, no tones, no punctuation at the ends. */
export function plainWords(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replaceAll(/[đĐ]/g, "d")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
