/**
 * Cuts a long sentence into messages that a platform accepts: at a paragraph, a line or a word, never inside a tag,
 * an entity or a visible character. A tag that is open at a cut is closed there and opened again in the next message.
 */
import { readMarkup } from "./markup.ts";

/** One visible character with the tags around it. */
interface Glyph {
  readonly text: string;
  readonly markup: string;
  readonly tags: readonly string[];
}

export interface FittedText {
  readonly text: string;
  readonly plain: string;
}

/** Longer runs of combining marks are cut apart: nobody reads them, and one of them must not exceed a message. */
const maxGlyph = 32;

const segmenter = new Intl.Segmenter("vi", { granularity: "grapheme" });

export function fit(markup: string, maxLength: number, as: "html" | "plain"): FittedText[] {
  const print = as === "html" ? printMarkup : printPlain;
  const pieces: FittedText[] = [];
  let rest = trim(readGlyphs(markup));
  while (rest.length > 0) {
    const end = cutAt(rest, countThatFit(rest, maxLength, as));
    const piece = trim(rest.slice(0, end));
    if (piece.length > 0) pieces.push({ text: print(piece), plain: printPlain(piece) });
    rest = trimStart(rest.slice(end));
  }
  return pieces;
}

function readGlyphs(markup: string): Glyph[] {
  const glyphs: Glyph[] = [];
  let tags: readonly string[] = [];
  for (const token of readMarkup(markup)) {
    if (token.type === "open") tags = [...tags, token.tag];
    else if (token.type === "close") tags = tags.slice(0, Math.max(0, tags.lastIndexOf(token.tag)));
    else if (token.type === "entity") glyphs.push({ text: token.text, markup: token.markup, tags });
    else for (const text of visibleCharacters(token.text)) glyphs.push({ text, markup: text, tags });
  }
  return glyphs;
}

function visibleCharacters(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment).flatMap((segment) =>
    segment.length > maxGlyph ? Array.from(segment) : [segment],
  );
}

/** How many glyphs fit; at least one, so that a limit smaller than a tag still makes progress. */
function countThatFit(glyphs: readonly Glyph[], maxLength: number, as: "html" | "plain"): number {
  let length = 0;
  let before: readonly string[] = [];
  for (const [index, glyph] of glyphs.entries()) {
    if (as === "html") length += changeTags(before, glyph.tags).length;
    length += as === "html" ? glyph.markup.length : glyph.text.length;
    before = glyph.tags;
    const closing = as === "html" ? changeTags(glyph.tags, []).length : 0;
    if (length + closing > maxLength) return Math.max(1, index);
  }
  return glyphs.length;
}

/** The best place to cut at or before `limit`: a paragraph in the last two thirds, a line in the last three quarters, else any word. */
function cutAt(glyphs: readonly Glyph[], limit: number): number {
  if (limit >= glyphs.length) return glyphs.length;
  const last = (isEnd: (index: number) => boolean, from: number): number | undefined => {
    for (let index = limit; index > from; index--) if (isEnd(index)) return index;
    return undefined;
  };
  const is = (index: number, character: string) => glyphs[index]?.text === character;
  return (
    last((index) => is(index, "\n") && is(index + 1, "\n"), limit / 3) ??
    last((index) => is(index, "\n"), limit / 4) ??
    last((index) => /^\s$/.test(glyphs[index]?.text ?? ""), 0) ??
    limit
  );
}

function printPlain(glyphs: readonly Glyph[]): string {
  return glyphs.map(({ text }) => text).join("");
}

function printMarkup(glyphs: readonly Glyph[]): string {
  let before: readonly string[] = [];
  const parts = glyphs.map(({ markup, tags }) => {
    const change = changeTags(before, tags);
    before = tags;
    return change + markup;
  });
  return parts.join("") + changeTags(before, []);
}

function changeTags(from: readonly string[], to: readonly string[]): string {
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  const closed = from.slice(same).toReversed();
  return (
    closed.map((tag) => `</${tag}>`).join("") +
    to
      .slice(same)
      .map((tag) => `<${tag}>`)
      .join("")
  );
}

function trimStart(glyphs: readonly Glyph[]): readonly Glyph[] {
  const first = glyphs.findIndex(({ text }) => text.trim() !== "");
  return first === -1 ? [] : glyphs.slice(first);
}

function trim(glyphs: readonly Glyph[]): readonly Glyph[] {
  return trimStart(glyphs).slice(0, 1 + trimStart(glyphs).findLastIndex(({ text }) => text.trim() !== ""));
}
