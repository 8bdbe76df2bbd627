/** What a person reads after `npm start`: where to click and what to say, in both languages. */
import type { Config } from "./config.ts";
import { languages } from "./model/message.ts";
import type { Product } from "./product.ts";

export function welcome({ reply, web, channels }: Product, url: string, config: Config): string {
  const bots = channels.filter(({ name }) => name !== "web").map(({ name }) => name);
  const params = { url, chat: `${url}/chat`, bots: bots.length > 0 ? bots : null };
  const lines = languages.map((language) =>
    reply.say(web ? (config.demo ? "welcome.demo" : "welcome.empty") : "welcome.server", params, language),
  );
  return `\n${lines.join("\n\n")}\n`;
}
