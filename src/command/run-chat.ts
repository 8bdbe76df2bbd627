/** `npm run chat`: a conversation in the terminal, with the running product or with one of its own. */
import { type Terminal, createTerminal } from "../channels/terminal/terminal.ts";
import { roles } from "../model/intent.ts";
import type { Language } from "../model/message.ts";
import { readArguments, refusedExit, type Surroundings } from "./read-arguments.ts";

/** A product to talk to. */
export interface Company {
  /** Where somebody of this role is talked to, or null where there is nobody. */
  addressOf(role: string): string | null;
  /** Starts the terminal as a channel of the product. */
  join(terminal: Terminal): Promise<void>;
  /** Resolves when everything heard so far is answered and the answers are printed. */
  settled(): Promise<void>;
  leave(): Promise<void>;
}

export interface ChatDeps {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly interactive: boolean;
  readonly randomId: () => string;
  /** Where documents are written that somebody is sent. */
  readonly folder: string;
  readonly company: (language: Language) => Promise<Company>;
}

const retryAfterMs = 500;

export async function runChat(args: readonly string[], deps: ChatDeps, around: Surroundings): Promise<number> {
  const { say, out, err } = around;
  const read = readArguments(args, ["as"], around);
  if (!read.ok) return read.exit;
  const { values, language } = read;
  const role = values.as ?? "donor";
  const company = await deps.company(language);
  try {
    const address = company.addressOf(role);
    if (address === null) {
      err(say("command.chat.role_unknown", { role, roles: roles.join(", ") }, language));
      return refusedExit;
    }
    const terminal = createTerminal({
      input: deps.input,
      output: deps.output,
      interactive: deps.interactive,
      randomId: deps.randomId,
      address,
      addressOf: (other) => company.addressOf(other),
      language,
      retryAfterMs,
      folder: deps.folder,
      words: {
        keptFile: (path) => say("command.chat.kept_file", { path }, language),
        noFile: (path) => say("command.chat.no_file", { path }, language),
        sentFile: () => say("command.chat.sent_file", {}, language),
        nowAs: (other) => say("command.chat.now_as", { role: other }, language),
        unknownRole: (other) => say("command.chat.role_unknown", { role: other, roles: roles.join(", ") }, language),
      },
    });
    if (deps.interactive) out(say("command.chat.welcome", {}, language));
    await company.join(terminal);
    await terminal.ended;
    await company.settled();
    await terminal.stop();
    return 0;
  } finally {
    await company.leave();
  }
}
