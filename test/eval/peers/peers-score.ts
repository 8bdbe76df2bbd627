/** Scores the entity listing on the rows of other projects, with and without diacritics, beside chrono-node. */
import type { Json } from "../../../src/model/message.ts";
import { type Found, listEntities, type Request } from "../engine.ts";
import { strip } from "../strip.ts";
import { type Share, share } from "../statistics.ts";
import { isAboutStrictMode, offersSpan, passesSpan } from "./chrono.ts";
import { readsChrono, readsDuckling } from "./chrono-node.ts";
import { offersWhole, passesWhole } from "./duckling.ts";
import { type ChronoRow, dimensions, type DucklingRow, readChrono, readDuckling } from "./rows.ts";

export interface PeerScore {
  readonly suite: string;
  readonly full: Share;
  /** Without diacritics: right at once, and right among the readings that are offered. */
  readonly bare: Share;
  readonly bareOffered: Share;
  readonly baseline: { readonly full: Share; readonly bare: Share } | null;
}

export interface PeerMiss {
  readonly suite: string;
  readonly view: "full" | "bare";
  readonly text: string;
  readonly expected: Json;
  readonly got: Json;
}

export interface PeerResult {
  readonly scores: readonly PeerScore[];
  readonly misses: readonly PeerMiss[];
  /** Rows of chrono's strict mode that are not scored, see chrono.ts. */
  readonly leftOut: number;
}

interface Suite<Row extends DucklingRow | ChronoRow> {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly passes: (row: Row, found: readonly Found[]) => boolean;
  readonly offers: (row: Row, found: readonly Found[]) => boolean;
  readonly baseline: ((row: Row, said: string) => boolean) | null;
}

export async function scorePeers(): Promise<PeerResult> {
  const results: Scored[] = [];
  for (const dimension of dimensions) {
    results.push(
      await scoreSuite<DucklingRow>({
        name: `duckling.${dimension}`,
        rows: readDuckling(dimension),
        passes: (row, found) => passesWhole(row, dimension, found),
        offers: (row, found) => offersWhole(row, dimension, found),
        baseline: dimension === "time" ? readsDuckling : null,
      }),
    );
  }
  const rows = readChrono();
  const scored = rows.filter((row) => !isAboutStrictMode(row));
  results.push(
    await scoreSuite<ChronoRow>({
      name: "chrono.vi",
      rows: scored,
      passes: passesSpan,
      offers: offersSpan,
      baseline: readsChrono,
    }),
  );
  return {
    scores: results.map(({ score }) => score),
    misses: results.flatMap(({ misses }) => misses),
    leftOut: rows.length - scored.length,
  };
}

interface Scored {
  readonly score: PeerScore;
  readonly misses: readonly PeerMiss[];
}

async function scoreSuite<Row extends DucklingRow | ChronoRow>(suite: Suite<Row>): Promise<Scored> {
  const { name, rows, passes, offers, baseline } = suite;
  const full = await listEntities(rows.map((row) => requestOf(row, row.text)));
  const bare = await listEntities(rows.map((row) => requestOf(row, strip(row.text))));
  const over = (right: (row: Row, at: number) => boolean): Share => share(rows.map(right));
  const misses = (view: PeerMiss["view"], found: readonly (readonly Found[])[], right: typeof passes): PeerMiss[] =>
    rows.flatMap((row, at) => {
      const got = found[at] ?? [];
      if (right(row, got)) return [];
      const text = view === "full" ? row.text : strip(row.text);
      return [{ suite: name, view, text, expected: row.expected as Json, got: got as unknown as Json }];
    });
  return {
    score: {
      suite: name,
      full: over((row, at) => passes(row, full[at] ?? [])),
      bare: over((row, at) => passes(row, bare[at] ?? [])),
      bareOffered: over((row, at) => offers(row, bare[at] ?? [])),
      baseline: baseline && {
        full: over((row) => baseline(row, row.text)),
        bare: over((row) => baseline(row, strip(row.text))),
      },
    },
    misses: [...misses("full", full, passes), ...misses("bare", bare, offers)],
  };
}

function requestOf({ reference }: DucklingRow | ChronoRow, text: string): Request {
  return { text, now: reference };
}
