/** The open question and how it may be answered: by a press, by its number, by one of its words, or by what stands before the colon of its label. */
import type { InboundContent } from "../model/channel.ts";
import { type Option, readOptionData } from "../model/message.ts";
import type { Meaning, Prompt } from "./state.ts";
import type { Turn } from "./turn.ts";

/** What is needed to know an option by its words. */
export type Ears = Pick<Turn, "optionWords" | "language">;

type PromptOption = Prompt["options"][number];

export type Chosen =
  | { readonly type: "chosen"; readonly meaning: Meaning }
  /** A button of an older message, or a forged one. */
  | { readonly type: "stale" }
  | { readonly type: "free" };

export function choose(turn: Ears, prompt: Prompt | undefined, content: InboundContent): Chosen {
  if (content.type === "button") {
    const data = readOptionData(content.data);
    const option = data && prompt?.id === data.prompt ? prompt.options[data.number - 1] : undefined;
    return option ? { type: "chosen", meaning: option.meaning } : { type: "stale" };
  }
  if (!prompt || content.type !== "text") return { type: "free" };
  const option = optionSaid(turn, prompt, plainWords(content.text));
  return option ? { type: "chosen", meaning: option.meaning } : { type: "free" };
}

function optionSaid(turn: Ears, { options }: Prompt, said: string): PromptOption | undefined {
  if (said === "") return undefined;
  const number = /^\d{1,9}$/.test(said) ? Number(said) : null;
  if (number !== null && asksHowMany(options)) return undefined;
  const numbered =
    number === null ? undefined : (options[number - 1] ?? options.find(({ params }) => params?.["number"] === number));
  if (numbered) return numbered;
  const means = (words: string) => plainWords(words) === said || plainWords(words.split(":", 1)[0] ?? "") === said;
  return options.find((option) =>
    [option, ...alsoSaid(option)].some((one) => turn.optionWords(one, turn.language).some(means)),
  );
}

/** "No, I want to see pledges" is also said without its beginning. */
function alsoSaid({ label, params }: PromptOption): Option[] {
  return label === "instead" && params ? [{ label: "meaning", params }] : [];
}

/** Where all that is offered is "all of it", a number is a quantity. */
function asksHowMany(options: Prompt["options"]): boolean {
  return options.length > 0 && options.every(({ label }) => label === "all_of_it");
}

/** "Yes" to a question that is none: the only thing that was offered is meant. */
export function yesOf(prompt: Prompt | undefined): PromptOption | undefined {
  const offered = prompt?.options ?? [];
  const [only, ...more] = offered.filter(({ meaning }) => meaning.type === "know" || meaning.type === "start");
  return (
    offered.find(({ label, meaning }) => label === "yes" || meaning.type === "yes") ??
    (more.length === 0 ? only : undefined)
  );
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
