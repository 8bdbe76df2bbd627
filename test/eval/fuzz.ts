/** Strings that nobody would send and somebody will: none may throw, none may take more than its length explains. */
import type { Frame } from "../../src/model/frame.ts";
import { createRandom } from "../../src/understand/classify/random.ts";
import { risks, understand } from "./engine.ts";
import type { HeldOutLine } from "./held-out.ts";

export interface FuzzResult {
  readonly strings: number;
  readonly threw: readonly string[];
  /** Frames that are none: an intent that nobody knows, a confidence beyond 0 to 1. */
  readonly broken: readonly string[];
  readonly growth: readonly { readonly text: string; readonly growth: number; readonly ms: number }[];
}

const longest = 10_000;
/** Shorter times, in milliseconds, are noise. */
const measurable = 0.5;

/** Repeated, these are what regular expressions and backtracking grammars choke on. */
const seeds = [
  "a",
  "1",
  "1.",
  "1,",
  "1/",
  "-",
  " ",
  "\n",
  "ạ",
  "ế\u0323",
  "\u0301",
  "👨‍👩‍👧",
  "đ",
  "k",
  "tr5",
  "1tr",
  "nc26 ",
  "ck26-0",
  "một trăm ",
  "mươi ",
  "hai mươi lăm nghìn ",
  "không ",
  "năm ",
  "tháng ",
  "thứ năm tuần tới ",
  "ngày 1/1 ",
  "trước ",
  "xã ",
  "xã Giang Thành, ",
  "phu loi ",
  "vinh ",
  "50 áo ấm, ",
  "áo ",
  "cái ",
  "tôi muốn tặng ",
  "give 5 ",
  "ABCD1234 ",
  "((",
  "\"'",
  "<b>",
  "../",
  "\\",
  "\u202e",
  "\u0000",
  "\ud800",
  "ﷺ",
  "0".repeat(40),
  "0912345678 ",
  "từ 1 đến ",
  "và ",
];

const alphabets = ["aăâbcdđeêghiklmnoôơpqrstuưvxy ", "àáảãạằắẳẵặầấẩẫậ ", "0123456789.,/:- ", "!?#$%&*()[]{}<>|~^`'\" "];

export function fuzz(lines: readonly HeldOutLine[], clock: () => number, strings: number): FuzzResult {
  const chance = createRandom(588);
  const threw: string[] = [];
  const broken: string[] = [];
  for (let made = 0; made < strings; made += 1) {
    const text = make(chance, lines);
    try {
      if (!isFrame(hear(text))) broken.push(text.slice(0, 80));
    } catch (error) {
      threw.push(`${text.slice(0, 80)}: ${String(error)}`);
    }
  }
  return { strings, threw, broken, growth: seeds.map((seed) => growthOf(seed, clock)) };
}

function make(chance: () => number, lines: readonly HeldOutLine[]): string {
  const length = chance() < 0.02 ? Math.floor(chance() * longest) : Math.floor(chance() ** 3 * 400);
  const kind = chance();
  if (kind < 0.2) return pick(chance, seeds).repeat(length).slice(0, length);
  if (kind < 0.4) return gather(length, () => pick(chance, seeds));
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
    const put = pick(chance, ["", text.slice(at, at + 3), pick(chance, seeds), text.slice(0, at)]);
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

/** The engine reads no more than the longest message of a channel: growth shows below that. */
const [short, long] = [1000, 4000];

/** The power with which time grows with length: 1 is linear, 2 square. The best of a few runs counts. */
function growthOf(seed: string, clock: () => number): FuzzResult["growth"][number] {
  const timed = (length: number): number => {
    const text = seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
    const runs = Array.from({ length: 7 }, () => {
      const begun = clock();
      hear(text);
      return clock() - begun;
    });
    return Math.min(...runs);
  };
  const power = Math.log(timed(long) / Math.max(timed(short), measurable)) / Math.log(long / short);
  return { text: seed, growth: Math.round(100 * Math.max(0, power)) / 100, ms: Math.round(timed(longest)) };
}
