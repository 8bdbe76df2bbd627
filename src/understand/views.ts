/** Spellings of one Vietnamese word: as dictionaries write it, and without any diacritics, as half of all chat is typed. */

const marks = /\p{M}/gu;

/** `Đường` → `duong`. Expects lower case. */
export function bare(word: string): string {
  return word.normalize("NFD").replace(marks, "").replaceAll("đ", "d");
}

/**
 * Moves the tone mark to where the old style puts it (`hoà` → `hòa`, `thuý` → `thúy`, `qũy` → `quỹ`), and cuts drawn-out
 * letters (`đượccc` → `được`). Both styles occur within one list of official names.
 */
export function spell(word: string): string {
  return retone(word.replace(/(\p{L})\1{2,}/gu, "$1"));
}

const tone = "[\\u0300\\u0301\\u0303\\u0309\\u0323]";
const newStyle = new RegExp(`(o(?=[ae])|(?<!q)u(?=y))([aey])(${tone})$`, "u");
const beforeGlide = new RegExp(`^qu(${tone})([aeiouy])`, "u");

function retone(word: string): string {
  const apart = word.normalize("NFD");
  if (apart.length === word.length) return word;
  return apart.replace(newStyle, "$1$3$2").replace(beforeGlide, "qu$2$1").normalize("NFC");
}
