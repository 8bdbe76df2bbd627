/**
 * Vietnamese is typed as keystrokes that a program turns into letters: "ddoof aams" (Telex) or "d9o62 a61m" (VNI) is "đồ ấm". Where
 * the program was off or lost a key, the keystrokes themselves arrive. Each word is read once, letter by letter.
 */
import { type Tone, writeSyllable } from "./syllable-spelling.ts";

export interface Keyed {
  /** Lower case. */
  readonly word: string;
  /** Hardly to be taken for anything else; "teen" and "so6" may well be what was meant. */
  readonly sure: boolean;
}

/** "nghuowngf" and the like; longer words are none. */
const longestKeyed = 10;
const mayBeKeyed = /^[a-zăâđêôơư]{1,7}[sfrxjwaeodăâêôơư1-9][a-zăâđêôơư1-9]*$/u;
const vowel = /[aăâeêioôơuưy]/u;

const telexTones: Readonly<Record<string, Tone>> = { s: "acute", f: "grave", r: "hook", x: "tilde", j: "dot" };
const vniTones: Readonly<Record<string, Tone>> = { 1: "acute", 2: "grave", 3: "hook", 4: "tilde", 5: "dot" };
const roofed: Readonly<Record<string, string>> = { a: "â", e: "ê", o: "ô" };

/** f lies beside g ("hunf" for Hưng), and two letters may be swapped ("tir" for Tri). */
const otherSlip = /nf$|^t[aeiouy]r$/u;

interface Typing {
  readonly letters: string;
  readonly tone: Tone | null;
  /** The keys that were read as no letters. */
  readonly keys: string;
  /** A letter came after such a key. */
  readonly inside: boolean;
}

const nothing: Typing = { letters: "", tone: null, keys: "", inside: false };

/** Keystrokes of one word, or null where they make no Vietnamese syllable. Expects lower case. */
export function readKeys(typed: string): Keyed | null {
  if (typed.length > longestKeyed || !mayBeKeyed.test(typed)) return null;
  const press = /\d/u.test(typed) ? pressVni : pressTelex;
  let typing: Typing | null = nothing;
  for (const key of typed) typing = typing && press(typing, key);
  if (!typing || typing.keys === "" || typing.letters === "") return null;
  const word = write(typing);
  return word === null ? null : { word, sure: isSure(typing, press === pressVni) };
}

/** A number may stand right behind a word ("so6"), and English doubles vowels ("teen"). */
function isSure({ letters, keys, inside }: Typing, vni: boolean): boolean {
  if (vni) return inside;
  return /[^aeo]/u.test(keys) && (inside || !otherSlip.test(letters + keys));
}

function pressTelex(typing: Typing, key: string): Typing | null {
  const tone = telexTones[key];
  if (tone && vowel.test(typing.letters)) return toned(typing, key, tone);
  const last = typing.letters.at(-1) ?? "";
  const roof = roofed[key];
  if (roof !== undefined && last === key) return shaped(typing, key, typing.letters.slice(0, -1) + roof);
  if (key === "d" && typing.letters === "d") return shaped(typing, key, "đ");
  if (key !== "w") return lettered(typing, key);
  const horned = withHorn(typing.letters, /[aou](?=[^aou]*$)/u);
  if (horned !== null) return shaped(typing, key, horned);
  // "nhw", "tw": the key alone is the vowel, too.
  return vowel.test(typing.letters) || typing.letters.length < 2 ? null : shaped(typing, key, `${typing.letters}ư`);
}

function pressVni(typing: Typing, key: string): Typing | null {
  const tone = vniTones[key];
  if (tone) return vowel.test(typing.letters) ? toned(typing, key, tone) : null;
  const shape = vniShapes[key];
  if (!shape) return key === "0" ? null : lettered(typing, key);
  const letters = shape(typing.letters);
  return letters === null ? null : shaped(typing, key, letters);
}

const vniShapes: Readonly<Record<string, (letters: string) => string | null>> = {
  6: (letters) => replaced(letters, /[aeo](?=[^aeo]*$)/u, (each) => roofed[each] ?? each),
  7: (letters) => withHorn(letters, /[ou](?=[^ou]*$)/u),
  8: (letters) => replaced(letters, /a(?=[^a]*$)/u, () => "ă"),
  9: (letters) => replaced(letters, /^d/u, () => "đ"),
};

/** "uo" becomes ươ at once; "ua" is ưa, but "qua" goes on as quă. */
function withHorn(letters: string, last: RegExp): string | null {
  const both = /(?<!q)u(?:o(?=[^aou]*$)|a$)/u;
  if (both.test(letters)) return letters.replace(both, (pair) => (pair === "uo" ? "ươ" : "ưa"));
  return replaced(letters, last, (each) => ({ a: "ă", o: "ơ", u: "ư" })[each] ?? each);
}

function replaced(letters: string, which: RegExp, by: (each: string) => string): string | null {
  return which.test(letters) ? letters.replace(which, by) : null;
}

/** A second tone takes the first one back: such a word was no slip. */
function toned(typing: Typing, key: string, tone: Tone): Typing | null {
  return typing.tone === null ? { ...typing, tone, keys: typing.keys + key } : null;
}

function shaped(typing: Typing, key: string, letters: string): Typing {
  return { ...typing, letters, keys: typing.keys + key };
}

function lettered(typing: Typing, key: string): Typing {
  return { ...typing, letters: typing.letters + key, inside: typing.keys !== "" };
}

/** "dduwong" is finished as "đương" by every such program; "thuow" may be thươ or thuơ. */
function write({ letters, tone }: Typing): string | null {
  const whole = letters.replace("ưo", "ươ");
  return writeSyllable(whole, tone) ?? writeSyllable(whole.replace(/ươ$/u, "uơ"), tone);
}
