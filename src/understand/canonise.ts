/** Spells out chat abbreviations ("ko", "dc", "mk") so that later rules and the classifier see one word for one thing. */
import type { Language } from "../model/message.ts";
import type { Lexicon } from "./lexicon.ts";
import { createPhrases } from "./phrases.ts";
import { isGlued, respelled, type Token } from "./tokens.ts";

export type Canonise = (tokens: readonly Token[], language: Language | null) => readonly Token[];

export function createCanonise({ always, letters, english }: Lexicon["teencode"]): Canonise {
  const vietnamese = createPhrases(Object.entries(always));
  const letterOf = new Map(Object.entries(letters));
  const other = createPhrases(Object.entries(english));

  return (tokens, language) => {
    const result: Token[] = [];
    for (let at = 0; at < tokens.length;) {
      const token = tokens[at];
      if (!token) break;
      const afterNumber = at > 0 && tokens[at - 1]?.kind === "number";
      // Abbreviations are typed as listed: forgiving diacritics here would turn "rui" and "zị" into anything.
      const listed = (language === "en" ? other : vietnamese).from(tokens, at).find((match) => match.cost === 0);
      if (listed && !(afterNumber && token.glued)) {
        const words = listed.value.split(" ").filter((word) => word !== "");
        const last = tokens[listed.end - 1] ?? token;
        // The spelled-out words share the span of the abbreviation.
        for (const word of words) result.push({ ...respelled(token, word), end: last.end });
        at = listed.end;
        continue;
      }
      const letter = language === "en" || afterNumber ? undefined : letterOf.get(token.full);
      const numberFollows = tokens[at + 1]?.kind === "number" && isGlued(tokens, at + 1);
      result.push(letter !== undefined && !numberFollows ? respelled(token, letter) : token);
      at += 1;
    }
    return result;
  };
}
