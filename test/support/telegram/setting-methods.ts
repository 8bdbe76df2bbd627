/** The methods by which a bot says how it wants to be reached and how it introduces itself. */
import type { Params } from "./bot-api.ts";
import { Violation } from "./refusal.ts";
import { seconds, textOf } from "./world.ts";
import type { Method, World } from "./world.ts";

export const settingMethods: Record<string, Method> = {
  setWebhook(params, world) {
    const url = textOf(params, "url");
    const secret = textOf(params, "secret_token");
    if (url === "") return removeWebhook(params, world);
    if (!/^https?:\/\/./.test(url)) throw new Violation("bad webhook: An HTTPS URL must be provided for webhook");
    if (!/^[\w-]*$/.test(secret)) {
      throw new Violation("secret token contains unallowed characters");
    }
    if (params["drop_pending_updates"] === true) world.updates.clear();
    if (Array.isArray(params["allowed_updates"])) world.updates.allow(params["allowed_updates"] as string[]);
    world.settings.webhook = { url, secret: secret === "" ? undefined : secret };
    world.webhookChanged();
    return true;
  },

  deleteWebhook: removeWebhook,

  getWebhookInfo: (_params, { settings, updates }) => ({
    url: settings.webhook?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: updates.waiting().length,
    ...(settings.lastError && {
      last_error_date: seconds(settings.lastError.at),
      last_error_message: settings.lastError.problem,
    }),
  }),

  setMyCommands(params, { settings }) {
    const commands = params["commands"] as { command: string }[];
    if (commands.length > 100) throw new Violation("too many commands");
    if (commands.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command))) throw new Violation("BOT_COMMAND_INVALID");
    settings.commands.set(textOf(params, "language_code"), commands);
    return true;
  },

  getMyCommands: (params, { settings }) => settings.commands.get(textOf(params, "language_code")) ?? [],

  setMyDescription(params, { settings }) {
    settings.descriptions.set(textOf(params, "language_code"), textOf(params, "description"));
    return true;
  },

  setMyShortDescription(params, { settings }) {
    settings.shortDescriptions.set(textOf(params, "language_code"), textOf(params, "short_description"));
    return true;
  },
};

function removeWebhook(params: Params, { settings, updates }: World): boolean {
  if (params["drop_pending_updates"] === true) updates.clear();
  settings.webhook = null;
  return true;
}
