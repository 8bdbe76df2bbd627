/** Keyboards as a person sees them, and what Telegram refuses about them beyond the shape of the fields. */
import type { Button } from "./chats.ts";

interface InlineKey {
  readonly text: string;
  readonly callback_data?: string;
}
interface ReplyKey {
  readonly text: string;
  readonly request_contact?: boolean;
}

export function keyboardOf(markup: unknown): Button[][] {
  const { inline_keyboard, keyboard } = (markup ?? {}) as {
    inline_keyboard?: InlineKey[][];
    keyboard?: (ReplyKey | string)[][];
  };
  if (inline_keyboard) return inline_keyboard.map((row) => row.map(inlineButton));
  return (keyboard ?? []).map((row) => row.map(replyButton));
}

function inlineButton({ text, callback_data }: InlineKey): Button {
  return { label: text, press: { type: "data", data: callback_data ?? "" } };
}

function replyButton(key: ReplyKey | string): Button {
  if (typeof key === "string") return { label: key, press: { type: "say" } };
  return { label: key.text, press: { type: key.request_contact ? "contact" : "say" } };
}

export function keyboardProblem(markup: unknown): string | null {
  const inline = (markup as { inline_keyboard?: InlineKey[][] } | undefined)?.inline_keyboard ?? [];
  const keys = inline.flat();
  if (
    keys.some(
      (key) =>
        Object.keys(key).filter((name) => !["text", "style", "icon_custom_emoji_id"].includes(name)).length !== 1,
    )
  ) {
    return "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
  }
  const labels = keyboardOf(markup)
    .flat()
    .map(({ label }) => label);
  if (labels.some((label) => label.trim() === "")) return "can't parse keyboard button: Button text must be non-empty";
  // 100 buttons and about 10 kB of markup; the second is known from experience only.
  if (labels.length > 100 || Buffer.byteLength(JSON.stringify(markup ?? {})) > 10_000)
    return "reply markup is too long";
  return null;
}
