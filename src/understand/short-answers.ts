/** Whole answers that need no statistics: yes, no, stop, back, undo, thanks … however they are spelled and however politely. */
import { type Intent, outOfScope } from "../model/intent.ts";
import type { Lexicon } from "./lexicon.ts";
import { createPhrases } from "./phrases.ts";
import { tokenise, type Token } from "./tokens.ts";
import type { Canonise } from "./canonise.ts";

export interface ShortAnswers {
  /** The intent of `talk` that the whole text is, or null. */
  whole(tokens: readonly Token[]): string | null;
  /** What is left of a text without the opening yes, no or correction, or null when it opens with none. */
  opening(tokens: readonly Token[]): { readonly kind: "yes" | "no" | "correct"; readonly end: number } | null;
  /** "STOP", as one answers to messages that nobody wants. */
  isStop(tokens: readonly Token[]): boolean;
  isPolite(tokens: readonly Token[], at: number): number;
}

export function createShortAnswers(intents: readonly Intent[], { chat }: Lexicon, canonise: Canonise): ShortAnswers {
  const polite = createPhrases(chat.polite.map((say): [string, true] => [say, true]));
  const isPolite = (tokens: readonly Token[], at: number): number => {
    const match = polite.from(tokens, at).find((found) => found.wrong === 0);
    return match?.end ?? (tokens[at]?.kind === "mark" ? at + 1 : at);
  };
  const strip = (tokens: readonly Token[]): readonly Token[] => {
    const kept: Token[] = [];
    for (let at = 0; at < tokens.length;) {
      const end = isPolite(tokens, at);
      const token = tokens[at];
      if (end === at && token) kept.push(token);
      at = Math.max(end, at + 1);
    }
    return kept;
  };

  // Exact spelling first: bare "co" and "ko" must not fall together with anything accented.
  const exact = new Map<string, string>();
  const plain = new Map<string, string>();
  const learn = (say: string, intent: string): void => {
    const tokens = canonise(tokenise(say), "vi");
    for (const kept of [tokens, strip(tokens)]) {
      if (kept.length === 0) continue;
      put(exact, kept.map((token) => token.full).join(" "), intent);
      put(plain, kept.map((token) => token.bare).join(" "), intent);
    }
  };
  for (const say of chat.yes) learn(say, "affirm");
  for (const say of chat.no) learn(say, "deny");
  for (const { intent, risk, examples } of intents)
    if (risk === "talk" && intent !== outOfScope)
      for (const say of [...examples.vi, ...examples.en]) learn(say, intent);

  const openings = createPhrases<"yes" | "no" | "correct">([
    ...chat.yes.map((say): [string, "yes"] => [say, "yes"]),
    ...chat.no.map((say): [string, "no"] => [say, "no"]),
    ...chat.correct.map((say): [string, "correct"] => [say, "correct"]),
  ]);

  const stops = new Set(chat.stop);

  return {
    isPolite,
    isStop: (tokens) =>
      stops.has(
        strip(tokens)
          .map((token) => token.full)
          .join(" "),
      ),
    whole: (tokens) => {
      for (const kept of [tokens.filter((token) => token.kind !== "mark"), strip(tokens)]) {
        if (kept.length === 0 || kept.length > 8) continue;
        const found =
          exact.get(kept.map((token) => token.full).join(" ")) ??
          (kept.every((token) => token.full === token.bare)
            ? plain.get(kept.map((token) => token.bare).join(" "))
            : undefined);
        if (found) return found;
      }
      return null;
    },
    opening: (tokens) => {
      let end = 0;
      let kind: "yes" | "no" | "correct" | null = null;
      for (let steps = 0; steps < 4; steps += 1) {
        const match = openings.from(tokens, end).find((found) => found.wrong === 0);
        if (match) {
          kind = match.value;
          end = match.end;
        } else {
          const after = isPolite(tokens, end);
          if (after === end) break;
          end = after;
        }
      }
      return kind && { kind, end };
    },
  };
}

function put(map: Map<string, string>, key: string, intent: string): void {
  if (!map.has(key)) map.set(key, intent);
}
