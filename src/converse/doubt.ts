/** "Do you want A or B?": how it is asked what a sentence meant, beside a read-back or on its own, and how it is answered in words. */
import type { Frame } from "../model/frame.ts";
import { starting } from "./answers/offer.ts";
import { learn } from "./merge.ts";
import { opensCorrection } from "./new-wish.ts";
import { hasNews } from "./read-words.ts";
import { type Choice, type Question, toMessage, toPrompt } from "./say.ts";
import type { Flow, Known, Meaning, Reading, State } from "./state.ts";
import type { Ending, Turn } from "./turn.ts";

/** The question of an open write: the read-back offers what else may be meant, and a write that is hardly meant asks that first. */
export function doubted(
  turn: Turn,
  flow: Flow,
  question: Question,
): { readonly flow: Flow; readonly question: Question } {
  const { doubt } = flow;
  if (!doubt) return { flow, question };
  const asked: Flow = { ...flow, doubt: { ...doubt, asked: true } };
  if (question.awaiting === "confirm") {
    const others = doubt.readings
      .filter(({ intent }) => intent !== flow.intent)
      .map((reading) =>
        choosing("instead", { ...reading, known: { ...reading.known, ...answered(turn, flow, reading) } }),
      );
    return { flow: asked, question: { ...question, choices: [...(question.choices ?? []), ...others] } };
  }
  return doubt.asked ? { flow, question } : { flow: asked, question: whichMeaning(doubt.readings) };
}

/** With nothing open. Who wants none of it gets the menu. */
export function askMeaning(turn: Turn, state: State, readings: readonly Reading[]): Ending {
  const prompt = toPrompt(whichMeaning(readings), turn);
  return { state: { ...state, prompt }, messages: [toMessage(prompt)] };
}

export function whichMeaning(readings: readonly Reading[]): Question {
  const [only, ...more] = readings;
  const none = starting("something_else", "help", {});
  const params = { intents: readings.map(({ intent }) => intent) };
  return more.length === 0 && only
    ? { awaiting: "meaning", key: "ask.meaning", params, choices: [choosing("yes", only), none] }
    : {
        awaiting: "meaning",
        key: "ask.meaning_of",
        params,
        choices: [...readings.map((reading) => choosing("meaning", reading)), none],
      };
}

function choosing(label: string, { intent, known }: Reading): Choice {
  return starting(label, intent, known, { intent });
}

/** What was answered since the sentence that is in doubt goes along, where the other intent has a place for it. */
function answered(turn: Turn, { known, trail }: Flow, { intent }: Reading): Known {
  const [first] = trail;
  if (!first) return {};
  const slots = Object.keys(turn.intents.get(intent)?.slots ?? {});
  const names = slots.includes("area") ? [...slots, "unit", "candidates"] : slots;
  const changed = Object.entries(known).filter(
    ([name, value]) => names.includes(name) && value !== first[name as keyof Known],
  );
  return Object.fromEntries(changed);
}

/**
 * The offered meaning that is named in words. A question with words of its own ("what does Giang Thành need?") is a new one;
 * a write takes them along, since it is read back.
 */
export function meaningSaid(turn: Turn, state: State, frame: Frame, spoken: string): Meaning | null {
  const named = state.prompt?.options.find(
    ({ label, meaning }) =>
      meaning.type === "start" &&
      meaning.intent === frame.intent &&
      (label === "instead" || state.prompt?.awaiting === "meaning"),
  )?.meaning;
  if (named?.type !== "start") return null;
  const news = hasNews(frame);
  if (news && named.intent === state.flow?.intent) return null;
  const write = turn.intents.get(named.intent)?.risk !== "read";
  return write || !news || opensCorrection(turn, spoken) ? { ...named, known: learn(named.known, frame) } : null;
}
