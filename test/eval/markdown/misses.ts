/** What went wrong, gold beside what was understood, for people to judge. */
import type { Outcome } from "../held-out-score.ts";
import type { Parts } from "../parts.ts";
import type { PeerMiss } from "../peers/peers-score.ts";
import type { PlaceMiss } from "../places.ts";
import { safe } from "./table.ts";

/** Of each list; more than that nobody reads. */
const most = 150;

export function missLines(parts: Parts, { heldOut }: { readonly heldOut: boolean }): readonly string[] {
  const wrong = heldOut ? (parts.heldOut?.outcomes ?? []).filter(({ frameRight }) => !frameRight) : [];
  const missed = (parts.development?.outcomes ?? []).filter(({ frameRight }) => !frameRight);
  return [
    ...classesOf(missed),
    ...missed.map(heldOutMiss),
    ...(parts.peers?.misses ?? []).map(peerMiss),
    ...(parts.places?.misses ?? []).map(placeMiss),
    ...wrong.map(heldOutMiss),
    ...(heldOut ? (parts.metamorphic?.changed ?? []) : []).map(
      ({ variant, text, wrong: slots }) => `same frame, ${variant}: ${text} (${slots.join(", ")})`,
    ),
    ...(parts.fuzz ? [...parts.fuzz.threw, ...parts.fuzz.broken] : []).map((text) => `odd string: ${text}`),
  ];
}

/** How often one intent was taken for another, and how often each slot was wrong where the intent was right. */
function classesOf(missed: readonly Outcome[]): readonly string[] {
  const classes = missed.flatMap(({ line, frame, intentRight, wrong }) =>
    intentRight ? wrong.map((slot) => `${line.intent}: ${slot}`) : [`${line.intent} taken for ${frame.intent}`],
  );
  return [...Map.groupBy(classes, (each) => each)]
    .toSorted(([, some], [, others]) => others.length - some.length)
    .map(([each, some]) => `${String(some.length).padStart(4)}  ${each}`);
}

export function missesPage(parts: Parts): string {
  const wrong = (parts.heldOut?.outcomes ?? []).filter(({ frameRight }) => !frameRight);
  return [
    "# What is understood wrongly",
    "Written by `npm run eval`; the gold comes first, what was understood second. Nobody who works on the engine or its examples should read the held-out part: once a line has been read it measures nothing any more.",
    "## Rows of other projects",
    listOf((parts.peers?.misses ?? []).map(peerMiss)),
    "## Places",
    listOf((parts.places?.misses ?? []).map(placeMiss)),
    "## Held-out lines",
    listOf(wrong.map(heldOutMiss)),
    "",
  ].join("\n\n");
}

function listOf(lines: readonly string[]): string {
  if (lines.length === 0) return "None.";
  const shown = lines.slice(0, most).map((line) => `- ${safe(line)}`);
  return [...shown, ...(lines.length > most ? [`- … and ${lines.length - most} more`] : [])].join("\n");
}

function peerMiss({ suite, view, text, expected, got }: PeerMiss): string {
  return `${suite}, ${view}: ${text} → ${JSON.stringify(expected)} but ${JSON.stringify(got)}`;
}

function placeMiss({ kind, text, wanted, found }: PlaceMiss): string {
  return `place, ${kind}: ${text} → ${JSON.stringify(wanted)} but ${JSON.stringify(found)}`;
}

function heldOutMiss({ line, frame, wrong, wrongWrite }: Outcome): string {
  const gold: Readonly<Record<string, unknown>> = { ...line.slots };
  const said: Readonly<Record<string, unknown>> = { ...frame.slots };
  const context = [line.view, line.role, line.awaiting && `awaiting ${line.awaiting}`].filter(Boolean).join(", ");
  const intent = frame.intent === line.intent ? line.intent : `${line.intent} but ${frame.intent}`;
  const slots = wrong.map((slot) => `${slot} ${JSON.stringify(gold[slot])} but ${JSON.stringify(said[slot])}`);
  const mark = wrongWrite === null ? "" : `written wrongly (${wrongWrite}): `;
  return `${mark}${line.text} (${context}) → ${[intent, ...slots].join("; ")} [${frame.confidence}]`;
}
