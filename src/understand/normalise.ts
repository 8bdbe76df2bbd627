/**
 * The first step of understanding: one clean spelling of what was typed, with a way back to the original offsets.
 * Nothing is interpreted here; emoji become gaps, invisible marks vanish, letters are composed (NFC).
 */
import { maxInboundText } from "../model/channel.ts";

export interface Normal {
  readonly text: string;
  /** `origin[i]` is where `text[i]` began in the original; one entry more than `text` has units, for its end. */
  readonly origin: readonly number[];
}

const combining = /^\p{M}$/u;
/** Joiners, direction marks, soft hyphen, variation selectors, tags: they carry no meaning here and split words. */
const invisible =
  /^(?:\u00AD|[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F]|\uFEFF|[\uFE00-\uFE0F]|[\u{E0000}-\u{E01EF}])$/u;
const pictograph = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier})$/u;
const respelled: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "−": "-",
  "‐": "-",
  "‑": "-",
  "…": ".",
  "₫": "đ",
  đ: "đ",
  Ð: "Đ",
  ð: "đ",
  "×": "x",
};

/** Composed letters, digits and marks of the keyboard: nothing to clean, and most messages are made of nothing else. */
const clean = /^[ -~À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]*$/u;

/** Every letter where it was. */
const asTyped: readonly number[] = Array.from({ length: maxInboundText + 1 }, (_, at) => at);

/** Reads at most `maxInboundText` units, so that every later stage has a bounded task. */
export function normalise(original: string): Normal {
  const source = original.slice(0, maxInboundText);
  if (clean.test(source)) return { text: source, origin: asTyped.slice(0, source.length + 1) };
  const origin: number[] = [];
  let text = "";
  const push = (piece: string, at: number): void => {
    for (let i = 0; i < piece.length; i += 1) origin.push(at);
    text += piece;
  };

  let at = 0;
  let cluster = "";
  let clusterAt = 0;
  for (const character of source) {
    const here = at;
    at += character.length;
    if (character < "\u0080") {
      push(cluster.normalize("NFC"), clusterAt);
      cluster = character < " " ? " " : character;
      clusterAt = here;
    } else if (invisible.test(character)) {
      continue;
    } else if (combining.test(character) && cluster !== "") {
      // Nobody stacks more than two marks on a Vietnamese letter; the rest is decoration.
      if (cluster.length < 4) cluster += character;
    } else {
      push(cluster.normalize("NFC"), clusterAt);
      cluster = respell(character);
      clusterAt = here;
    }
  }
  push(cluster.normalize("NFC"), clusterAt);
  origin.push(source.length);
  return { text, origin };
}

function respell(character: string): string {
  const plain = respelled[character];
  if (plain !== undefined) return plain;
  if (pictograph.test(character) || /^\s$/u.test(character)) return " ";
  // Full-width letters and digits, as phones with Asian keyboards send them.
  if (character >= "\uFF01" && character <= "\uFF5E") return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  return character;
}
