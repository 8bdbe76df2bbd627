/** Reads a command line and tells what is wrong with it as a sentence, for all commands alike. */
import { parseArgs } from "node:util";
import { type Language, languages, type Params } from "../model/message.ts";

/** What a command needs of the world around it. */
export interface Surroundings {
  /** The sentence of a key in locales/, as plain text. */
  readonly say: (key: string, params: Params, language: Language) => string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Exit code of a command that was not given what it needs, or was refused. */
export const refusedExit = 2;

export type Arguments<Name extends string> =
  | { readonly ok: true; readonly values: Partial<Record<Name | "locale", string>>; readonly language: Language }
  | { readonly ok: false; readonly exit: number };

/** All options take a value; `--locale` is always there and decides the language of complaints. */
export function readArguments<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
  { say, err }: Surroundings,
): Arguments<Name> {
  const options = Object.fromEntries([...names, "locale"].map((name) => [name, { type: "string" as const }]));
  const complain = (key: string, params: Params): Arguments<Name> => {
    err(say(key, params, "vi"));
    return { ok: false, exit: refusedExit };
  };
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    const language = languages.find((language) => language === (values["locale"] ?? "vi"));
    if (!language) return complain("command.locale_unknown", {});
    return { ok: true, values: values as Partial<Record<Name | "locale", string>>, language };
  } catch (error) {
    return complain("command.unknown_argument", { detail: error instanceof Error ? error.message : String(error) });
  }
}
