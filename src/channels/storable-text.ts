/** What people write is kept as they wrote it, within what every later stage and PostgreSQL can hold. */
import { maxInboundText } from "../model/channel.ts";

/**
 * Cuts at `max` UTF-16 units without splitting a character, and drops what PostgreSQL refuses in text and jsonb
 * (NUL; half of a surrogate pair becomes U+FFFD): one such character would otherwise make an event undeliverable for ever.
 */
export function storableText(text: string, max: number = maxInboundText): string {
  const cut = text.slice(0, max);
  const whole = text.length > max && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
  return whole.replaceAll("\0", "").toWellFormed();
}
