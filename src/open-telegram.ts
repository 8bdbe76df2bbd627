/** Telegram with everything it needs of the rest: the ledger's lease for polling, our words for its menu, the link that invitations carry. */
import type { Logger } from "./log.ts";
import { findBotLink } from "./channels/telegram/bot-link.ts";
import { createTelegram } from "./channels/telegram/telegram.ts";
import type { BotConfig } from "./config.ts";
import { commands } from "./converse/commands.ts";
import type { Channel } from "./model/channel.ts";
import { type Language, languages } from "./model/message.ts";
import type { Store } from "./model/store.ts";
import type { Reply } from "./reply/create-reply.ts";
import { createStoreLease } from "./store-lease.ts";

export interface Telegram {
  readonly channel: Channel;
  /** `https://t.me/<bot>` once Telegram told the bot's name. */
  link(): string | null;
  /** Asks for the name, once; never throws. */
  findLink(): Promise<string | null>;
}

export interface TelegramDeps {
  readonly store: Store;
  readonly reply: Reply;
  readonly log: Logger;
  readonly now: () => Date;
  readonly random: () => number;
}

const linkTimeoutSeconds = 5;

export function openTelegram(config: BotConfig, { store, reply, log, now, random }: TelegramDeps): Telegram {
  const inEach = (key: string): Record<Language, string> =>
    Object.fromEntries(languages.map((language) => [language, reply.say(`telegram.${key}`, {}, language)])) as Record<
      Language,
      string
    >;
  let link: string | null = null;

  const channel = createTelegram({
    token: config.token,
    apiRoot: config.apiRoot,
    ...(config.webhook
      ? { webhook: { url: `${config.webhook.publicUrl}/webhooks/telegram`, secret: config.webhook.secret } }
      : {}),
    lease: createStoreLease(store, now),
    profile: {
      commands: ["start", ...commands.map(({ command }) => command)].map((command) => ({
        command,
        description: inEach(`command.${command}`),
      })),
      description: inEach("description"),
      shortDescription: inEach("short_description"),
    },
    logger: log,
    now,
    random,
  });
  return {
    channel,
    link: () => link,
    async findLink() {
      link ??= await findBotLink(config.token, config.apiRoot, linkTimeoutSeconds);
      return link;
    },
  };
}
