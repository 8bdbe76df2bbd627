/** Choices as Telegram shows them: buttons under the message, or its own control for sharing a phone number. */
import type { InlineKeyboardMarkup, ReplyKeyboardMarkup } from "grammy/types";
import type { RenderedMessage } from "../../model/channel.ts";

/** A phone shows about 36 letters in a row before it cuts labels. */
function perRow(labels: readonly string[]): number {
  const longest = Math.max(...labels.map((label) => label.length));
  if (longest > 16) return 1;
  return longest > 10 ? 2 : 3;
}

export function keyboardFor(message: RenderedMessage): InlineKeyboardMarkup | ReplyKeyboardMarkup | undefined {
  const labels = message.buttons.map((button) => button.label);
  if (message.requestContact !== undefined) {
    // A message has one keyboard: beside the contact control the other choices send their own words.
    return {
      keyboard: [
        [{ text: message.requestContact, request_contact: true }],
        ...rows(
          labels.map((text) => ({ text })),
          labels,
        ),
      ],
      one_time_keyboard: true,
      resize_keyboard: true,
    };
  }
  if (labels.length === 0) return undefined;
  const keys = message.buttons.map(({ label, data }) => ({ text: label, callback_data: data }));
  return { inline_keyboard: rows(keys, labels) };
}

function rows<T>(keys: readonly T[], labels: readonly string[]): T[][] {
  if (keys.length === 0) return [];
  const width = perRow(labels);
  return Array.from({ length: Math.ceil(keys.length / width) }, (_, row) => keys.slice(row * width, (row + 1) * width));
}
