/** Vietnamese as it is typed by those who have no keyboard for it. */
import { bare } from "../../src/understand/views.ts";

/** Lower case and without any diacritics; as many letters as before. */
export function strip(text: string): string {
  return bare(text.normalize("NFC").toLowerCase());
}
