/** How the bot introduces itself before anybody wrote: its menu of commands and its descriptions, in each language. */
import type { Api } from "grammy";
import type { LanguageCode } from "grammy/types";
import { languages } from "../../model/message.ts";
import type { Language } from "../../model/message.ts";
import { grammySignal } from "./signal.ts";

export interface Command {
  /** `[a-z0-9_]{1,32}`, without the slash. */
  readonly command: string;
  readonly description: Readonly<Record<Language, string>>;
}

export interface Profile {
  readonly commands: readonly Command[];
  /** Shown in the empty chat; up to 512 characters. */
  readonly description: Readonly<Record<Language, string>>;
  /** Shown on the bot's page and in shared links; up to 120 characters. */
  readonly shortDescription: Readonly<Record<Language, string>>;
}

/** Safe to repeat. The first language speaks to everybody whose language is not ours. */
export async function publishProfile(api: Api, profile: Profile, stopping: AbortSignal): Promise<void> {
  const signal = grammySignal(stopping);
  const [fallback] = languages;
  const audiences: { language: Language; code?: LanguageCode }[] = [
    { language: fallback },
    ...languages.map((language) => ({ language, code: language })),
  ];
  for (const { language, code } of audiences) {
    const to = code === undefined ? {} : { language_code: code };
    const commands = profile.commands.map(({ command, description }) => ({
      command,
      description: description[language],
    }));
    await api.setMyCommands(commands, to, signal);
    await api.setMyDescription(profile.description[language], to, signal);
    await api.setMyShortDescription(profile.shortDescription[language], to, signal);
  }
}
