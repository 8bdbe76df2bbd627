/** Strings that nobody would send and somebody will: none may throw, and each has a frame. */
import type { Frame } from "../../src/model/frame.ts";
import { createRandom } from "../../src/understand/classify/random.ts";
import { risks, understand } from "./engine.ts";
import type { HeldOutLine } from "./held-out.ts";
import { oddPieces } from "./odd-strings.ts";

export interface FuzzResult {
  readonly strings: number;
  readonly threw: readonly string[];
  /** Frames that are none: an intent that nobody knows, a confidence beyond 0 to 1. */
  readonly broken: readonly string[];
}

const longest = 10_000;

const alphabets = ["aăâbcdđeêghiklmnoôơpqrstuưvxy ", "àáảãạằắẳẵặầấẩẫậ ", "0123456789.,/:- ", "!?#$%&*()[]{}<>|~^`'\" "];

/** `long` is the share of strings that may be as long as messages get; they take nearly all of the time. */
export function fuzz(lines: readonly HeldOutLine[], strings: number, long = 0.02): FuzzResult {
  const chance = createRandom(588);
  const threw: string[] = [];
  const broken: string[] = [];
  for (let made = 0; made < strings; made += 1) {
    const text = make(chance, lines, long);
    try {
      if (!isFrame(hear(text))) broken.push(text.slice(0, 80));
    } catch (error) {
      threw.push(`${text.slice(0, 80)}: ${String(error)}`);
    }
  }
  return { strings, threw, broken };
}

function make(chance: () => number, lines: readonly HeldOutLine[], long: number): string {
  const length = chance() < long ? Math.floor(chance() * longest) : Math.floor(chance() ** 3 * 400);
  const kind = chance();
  if (kind < 0.2) return pick(chance, oddPieces).repeat(length).slice(0, length);
  if (kind < 0.4) return gather(length, () => pick(chance, oddPieces));
  if (kind < 0.55) return gather(length, () => String.fromCodePoint(Math.floor(chance() * 0x11_0000)));
  if (kind < 0.7) return gather(length, () => pick(chance, Array.from(pick(chance, alphabets))));
  return mutated(chance, pick(chance, lines).text);
}

function pick<Each>(chance: () => number, from: readonly Each[]): Each {
  const found = from[Math.floor(chance() * from.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
}

function gather(length: number, next: () => string): string {
  let text = "";
  while (text.length < length) text += next();
  return text.slice(0, length);
}

/** A sentence in which a few letters were lost, doubled, swapped or replaced. */
function mutated(chance: () => number, line: string): string {
  let text = line;
  for (let change = 0; change < 1 + chance() * 8; change += 1) {
    const at = Math.floor(chance() * text.length);
    const put = pick(chance, ["", text.slice(at, at + 3), pick(chance, oddPieces), text.slice(0, at)]);
    text = text.slice(0, at) + put + text.slice(at + Math.floor(chance() * 3));
  }
  return text.slice(0, longest);
}

function hear(text: string): Frame {
  return understand({ text, role: "donor", locale: null, awaiting: null });
}

function isFrame({ intent, confidence }: Frame): boolean {
  return risks.has(intent) && confidence >= 0 && confidence <= 1;
}
