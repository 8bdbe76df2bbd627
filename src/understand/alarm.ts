/**
 * Hears a cry for help before anything else is understood: a child who is being harmed, people in danger of life, somebody in
 * despair. It would rather show a number once too often than miss one; what is only taught or planned raises no alarm.
 */
import type { Alarm } from "../model/alarm.ts";
import { createCanonise } from "./canonise.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Both, listOf } from "./phrases.ts";
import { bareAt, type Token, tokenise } from "./tokens.ts";

/** Words between a child and the harm that is done to it, at most. */
const childReach = 8;
/** "phòng, chống các hành vi xâm hại": words between a lesson and what it is about, at most. */
const lessonReach = 4;
/** Words for who does it, between "bị" and what is done, at most. */
const doerReach = 4;
/** Words between people and their being trapped, at most. */
const peopleReach = 4;
/** Neighbours that show whether somebody types without diacritics. */
const bareReach = 3;
/** A cry with fewer words needs no reason. */
const shortCry = 7;

interface Span {
  readonly start: number;
  readonly end: number;
}

type Find = (tokens: readonly Token[]) => readonly Span[];

/** Null: an ordinary message. */
export type ReadAlarm = (text: string) => Alarm | null;

export function createReadAlarm({ alarms, teencode }: Lexicon): ReadAlarm {
  const canonise = createCanonise(teencode);
  const harmless = finderOf(alarms.harmless);
  const [children, harm, crimes] = [finderOf(alarms.children), finderOf(alarms.harm), finderOf(alarms.crimes)];
  const [suffers, blows] = [finderOf(alarms.suffers), finderOf(alarms.blows)];
  const [peril, danger] = [finderOf(alarms.peril), finderOf(alarms.danger)];
  const [cry, plea] = [finderOf(alarms.cry), finderOf(alarms.plea)];
  const [people, trapped, matters] = [finderOf(alarms.people), finderOf(alarms.trapped), finderOf(alarms.matters)];
  const [despair, wantsToDie, whoWants] = [
    finderOf(alarms.despair),
    finderOf(alarms.wants_to_die),
    finderOf(alarms.who_wants),
  ];
  const lessons = finderOf(alarms.lessons);

  /** What happens, not what is taught. */
  const really = (tokens: readonly Token[], spans: readonly Span[]): readonly Span[] => {
    const taught = spans.length > 0 ? lessons(tokens) : [];
    return spans.filter(({ start }) => !taught.some(({ end }) => end <= start && start - end <= lessonReach));
  };

  /** "bị cha dượng đánh" as one. */
  const struck = (tokens: readonly Token[]): readonly Span[] => {
    const struckBy = suffers(tokens);
    return blows(tokens).flatMap(({ start, end }) => {
      const by = struckBy.find(
        (each) =>
          each.end <= start &&
          start - each.end <= doerReach &&
          tokens.slice(each.end, start).every(({ kind }) => kind === "word"),
      );
      return by && !goesOn(tokens, by, end) ? [{ start: by.start, end }] : [];
    });
  };

  const harmsChild = (tokens: readonly Token[]): boolean => {
    if (really(tokens, crimes(tokens)).length > 0) return true;
    const ordinary = harmless(tokens);
    const harmed = really(tokens, [...harm(tokens), ...struck(tokens)]).filter(
      (span) => !ordinary.some(({ start, end }) => start <= span.start && span.end <= end),
    );
    return harmed.length > 0 && areNear(harmed, children(tokens), childReach);
  };

  const isDespair = (tokens: readonly Token[]): boolean => {
    if (really(tokens, despair(tokens)).length > 0) return true;
    const who = whoWants(tokens);
    return wantsToDie(tokens).some(({ start }) => start === 0 || who.some(({ end }) => end === start));
  };

  const isRescue = (tokens: readonly Token[]): boolean => {
    if (really(tokens, peril(tokens)).length > 0) return true;
    const [isDanger, held] = [danger(tokens).length > 0, really(tokens, trapped(tokens))];
    if (isDanger && areNear(held, people(tokens), peopleReach)) return true;
    if (matters(tokens).length > 0) return false;
    const inDanger = isDanger || held.length > 0;
    if (really(tokens, cry(tokens)).length === 0) return inDanger && plea(tokens).length > 0;
    return inDanger || tokens.filter(({ kind }) => kind === "word").length < shortCry;
  };

  const read = (tokens: readonly Token[]): Alarm | null => {
    if (harmsChild(tokens)) return "child_safety";
    if (isDespair(tokens)) return "despair";
    return isRescue(tokens) ? "rescue" : null;
  };

  const bothWays = (text: string): readonly (readonly Token[])[] => {
    const tokens = tokenise(text);
    return [tokens, canonise(tokens, "vi")];
  };

  return (text) => {
    for (const tokens of bothWays(text)) {
      const alarm = read(tokens);
      if (alarm) return alarm;
    }
    return null;
  };
}

/**
 * Where one of the words stands. A single word must be typed as it is written, since without diacritics it may be another one,
 * unless what is around it is typed without, too.
 */
function finderOf(words: Both): Find {
  const phrases = listOf(words);
  return (tokens) =>
    tokens.flatMap((_, start) => {
      const found = phrases
        .from(tokens, start)
        .find(({ wrong, cost, end }) => wrong === 0 && (cost === 0 || end - start > 1 || isBareAround(tokens, start)));
      const span = { start, end: found?.end ?? start };
      return found && !goesOn(tokens, span, found.end) ? [span] : [];
    });
}

/** Nothing beside it in its clause carries a mark, or a whole side of it: what stands before may come from a button, or a keyboard that helps. */
function isBareAround(tokens: readonly Token[], at: number): boolean {
  const isEnd = (token: Token | undefined): boolean => token === undefined || token.kind === "mark";
  const beside = (step: 1 | -1): readonly Token[] => {
    const near = Array.from({ length: bareReach }, (_, n) => tokens[at + step * (n + 1)]);
    const end = near.findIndex(isEnd);
    return near.slice(0, end < 0 ? bareReach : end).flatMap((token) => token ?? []);
  };
  const sides = [beside(-1), beside(1)];
  const isBare = (words: readonly Token[]): boolean => words.every(({ full, bare }) => full === bare);
  return isBare(sides.flat()) || sides.some((words) => words.length === bareReach && isBare(words));
}

/** "nghiên cứu với", "đánh giá": the phrase is part of another word. */
function goesOn(tokens: readonly Token[], { start }: Span, end: number): boolean {
  const before = bareAt(tokens, start - 1);
  if (bareAt(tokens, start) === "cuu" && /^(?:nghien|tra|tu|boi|con)$/u.test(before)) return true;
  return (
    /\bdanh$/u.test(bareAt(tokens, end - 1)) &&
    /^(?:gia|may|roi|mat|cap|dau|vang|thuc|rang)$/u.test(bareAt(tokens, end))
  );
}

function areNear(some: readonly Span[], others: readonly Span[], reach: number): boolean {
  return some.some((one) => others.some((other) => Math.max(one.start - other.end, other.start - one.end) <= reach));
}
