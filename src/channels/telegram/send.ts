/** One rendered message to one private chat. What goes wrong is a value; the outbox decides when to try again. */
import { type Api, InputFile } from "grammy";
import type { Channel, OutgoingFile, RenderedMessage, SendResult } from "../../model/channel.ts";
import { failureOf, isBadMarkup } from "./failures.ts";
import { keyboardFor } from "./keyboard.ts";
import type { Logger } from "../logger.ts";
import { grammySignal } from "./signal.ts";

interface SendParts {
  readonly api: Api;
  readonly logger: Logger;
  readonly timeoutMs: number;
}

export function createSend({ api, logger, timeoutMs }: SendParts): Channel["send"] {
  return async (address, message) => {
    const chatId = Number(address);
    if (!Number.isSafeInteger(chatId) || String(chatId) !== address) {
      return { type: "failed", failure: "rejected", detail: "the address is not a Telegram chat id" };
    }
    // One deadline for both attempts.
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return message.file
        ? await sendFile(chatId, message.plain, message.file, signal)
        : await attempt(chatId, message, signal);
    } catch (error) {
      return { type: "failed", ...failureOf(error) };
    }
  };

  async function attempt(chatId: number, message: RenderedMessage, signal: AbortSignal): Promise<SendResult> {
    try {
      return await sendText(chatId, message, { text: message.text, parse_mode: "HTML" }, signal);
    } catch (error) {
      if (!isBadMarkup(error)) throw error;
      // A fault of ours, but the person still gets the words.
      logger.error({ ...failureOf(error) }, "telegram refused our markup; sent as plain text");
      return await sendText(chatId, message, { text: message.plain }, signal);
    }
  }

  async function sendFile(
    chatId: number,
    caption: string,
    { name, bytes }: OutgoingFile,
    signal: AbortSignal,
  ): Promise<SendResult> {
    const extra = caption === name ? {} : { caption };
    const sent = await api.sendDocument(chatId, new InputFile(bytes, name), extra, grammySignal(signal));
    return { type: "sent", messageId: String(sent.message_id) };
  }

  async function sendText(
    chatId: number,
    message: RenderedMessage,
    { text, ...markup }: { text: string; parse_mode?: "HTML" },
    signal: AbortSignal,
  ): Promise<SendResult> {
    const keyboard = keyboardFor(message);
    const extra = {
      ...markup,
      link_preview_options: { is_disabled: true },
      ...(keyboard && { reply_markup: keyboard }),
    };
    const sent = await api.sendMessage(chatId, text, extra, grammySignal(signal));
    return { type: "sent", messageId: String(sent.message_id) };
  }
}
