/**
 * What a language model may answer: an intent out of a closed list, and for each slot the words of the sentence that say it.
 * It names no value; values are read by our own grammar.
 */
import { z } from "zod";
import type { Intent } from "../../model/intent.ts";

export interface Proposal {
  readonly intent: string;
  readonly quotes: readonly { readonly slot: string; readonly quote: string }[];
}

/** The JSON schema that is sent, and how an answer is read. */
export interface ProposalForm {
  readonly jsonSchema: Record<string, unknown>;
  /** Null for everything that is not of this form. */
  read(answer: string): Proposal | null;
}

/** Answers of a sane model have a few hundred characters. */
const longestAnswer = 4_000;
const mostQuotes = 16;
const longestQuote = 500;

/** What no model may say for a person: yes, no, and what takes something back. */
const saidByPersonsOnly: ReadonlySet<string> = new Set(["affirm", "deny", "cancel", "back", "more", "undo"]);

/** The intents that a person of this role may have, in a fixed order. */
export function intentsFor(intents: readonly Intent[], role: string): readonly Intent[] {
  return intents
    .filter(
      ({ intent, roles }) => !saidByPersonsOnly.has(intent) && roles.some((one) => one === "donor" || one === role),
    )
    .toSorted((a, b) => (a.intent < b.intent ? -1 : 1));
}

export function createProposalForm(intents: readonly Intent[]): ProposalForm {
  const names = intents.map(({ intent }) => intent);
  const slots = [...new Set(intents.flatMap((intent) => Object.keys(intent.slots)))].toSorted();
  const form = z.object({
    intent: z.enum(names),
    quotes: z.array(z.object({ slot: z.enum(slots), quote: z.string() })),
  });
  // What is read is laxer than what is asked for: one odd quote does not spoil the rest.
  const quote = z.object({ slot: z.enum(slots), quote: z.string().min(1).max(longestQuote) });
  const read = z.object({ intent: z.enum(names), quotes: z.array(z.unknown()).max(mostQuotes).catch([]) });
  const { $schema: _dialect, ...jsonSchema } = z.toJSONSchema(form);

  return {
    jsonSchema,
    read: (answer) => {
      const parsed = read.safeParse(jsonIn(answer));
      if (!parsed.success) return null;
      const quotes = parsed.data.quotes.flatMap((one) => quote.safeParse(one).data ?? []);
      return { intent: parsed.data.intent, quotes };
    },
  };
}

/** Models wrap JSON into thoughts, fences and politeness. */
function jsonIn(answer: string): unknown {
  if (answer.length > longestAnswer) return undefined;
  const plain = answer.replace(/<think>[^]*?<\/think>/gu, "");
  try {
    return JSON.parse(plain.slice(plain.indexOf("{"), plain.lastIndexOf("}") + 1));
  } catch {
    return undefined;
  }
}
