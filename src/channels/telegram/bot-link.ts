/** The public address of our bot, for deep links: Telegram alone knows the bot's name. */
import { Api } from "grammy";

/** `https://t.me/<name>`, or null when Telegram does not answer in time. */
export async function findBotLink(token: string, apiRoot: string, timeoutSeconds: number): Promise<string | null> {
  try {
    const { username } = await new Api(token, { apiRoot, timeoutSeconds }).getMe();
    return `https://t.me/${username}`;
  } catch {
    return null;
  }
}
