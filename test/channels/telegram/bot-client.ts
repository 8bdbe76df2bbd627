/** A bot in its barest form, to try the local server by hand. */
import type { TelegramServer } from "../../support/telegram/server.ts";

export interface Reply {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly result?: unknown;
}

export async function callBotApi(server: TelegramServer, method: string, params: object = {}): Promise<Reply> {
  const response = await fetch(`${server.apiRoot}/bot${server.token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Reply;
}

export function idsOf({ result }: Reply): number[] {
  return (result as { update_id: number }[]).map(({ update_id }) => update_id);
}

/** An inline keyboard of one button. */
export function key(fields: object): object {
  return { reply_markup: { inline_keyboard: [[fields]] } };
}
