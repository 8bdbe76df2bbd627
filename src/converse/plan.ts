/** The contract of a write: given what is known, what is still to be asked, or what would be done and how it reads back. */
import type { Message, Params } from "../model/message.ts";
import type { Choice, Question } from "./say.ts";
import type { Flow, Known } from "./state.ts";
import type { Act, Conversation, Turn } from "./turn.ts";

export type Step =
  /** Something is missing or must be chosen. `known` when the plan settled something on the way. */
  | { readonly type: "ask"; readonly question: Question; readonly known?: Known }
  /** Everything is there: read back (`echo`), then `acts`, then `done` with the results in its params. */
  | {
      readonly type: "ready";
      readonly known: Known;
      readonly acts: readonly Act[];
      readonly echo: { readonly key: string; readonly params: Params };
      readonly choices?: readonly Choice[];
      /** Nothing is read back: it was said in so many words, and it can be taken back. */
      readonly atOnce?: boolean;
      readonly done: Message;
      /** What may be done with the result at once; offered with `done`. */
      readonly next?: readonly Choice[];
      /** It keeps nothing new about the person, or asks for a consent of its own. */
      readonly withoutConsent?: true;
    }
  /** It cannot be done; the dialogue ends. */
  | { readonly type: "stop"; readonly messages: readonly Message[] }
  /** Only this part now; the rest comes back as a dialogue of its own afterwards. */
  | { readonly type: "narrow"; readonly known: Known; readonly rest: Known };

export type Plan = (turn: Turn, flow: Flow) => Conversation<Step>;
