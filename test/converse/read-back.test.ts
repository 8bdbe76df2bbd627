import { afterAll, beforeAll, expect, test } from "vitest";
import { opensFlow } from "../../src/converse/begin.ts";
import type { Known } from "../../src/converse/state.ts";
import type { Item } from "../../src/model/frame.ts";
import { languages } from "../../src/model/message.ts";
import { everyWrite, type Written } from "../support/every-write.ts";
import { openReadBacks, type ReadBack, type ReadBacks, type Wish } from "../support/read-backs.ts";
import { type Everything, everything, otherwise } from "../support/said-values.ts";

let readBacks: ReadBacks;
let cases: readonly Written[];

beforeAll(async () => {
  readBacks = await openReadBacks();
  cases = await everyWrite(readBacks);
});
afterAll(() => readBacks.close());

function baseOf({ known, without = [] }: Written): Known {
  const all: Known = { ...everything, ...known };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name as keyof Known)));
}

interface Variation {
  readonly slot: string;
  readonly wish: Wish;
}

function variationsOf(one: Written): readonly Variation[] {
  const known = baseOf(one);
  const varied = (slot: string, change: Known): Variation => ({
    slot,
    wish: { ...one, known: { ...known, ...change } },
  });
  const said = (Object.keys(everything) as (keyof Everything)[]).filter(
    (slot) => slot in known && !(slot in one.known),
  );
  const [first, ...rest] = known.items ?? [];
  const things: readonly Partial<Item>[] = [
    { quantity: (first?.quantity ?? 0) - 1 },
    { item: "toy" },
    { unit: "carton" },
    { age_band: "13-15" },
  ];
  return [
    ...said.map((slot) =>
      slot === "area" || slot === "unit"
        ? varied("area", { area: otherwise.area, unit: otherwise.unit })
        : varied(slot, { [slot]: otherwise[slot] }),
    ),
    ...said.map((slot) => ({
      slot: `no ${slot}`,
      wish: { ...one, known: Object.fromEntries(Object.entries(known).filter(([name]) => name !== slot)) },
    })),
    ...(first ? things.map((change) => varied("items", { items: [{ ...first, ...change }, ...rest] })) : []),
    ...(one.others ?? []).map((change) => varied(Object.keys(change).join(), change)),
    ...(one.evidence
      ? [{ slot: "evidence", wish: { ...one, known, evidence: [...one.evidence, ...one.evidence] } }]
      : []),
  ];
}

const argumentsOf = ({ acts }: ReadBack): ReadonlyMap<string, string> =>
  new Map(
    acts.flatMap(({ name, args }, at) =>
      Object.entries(args).map(([slot, value]) => [`${at} ${name} ${slot}`, JSON.stringify(value)]),
    ),
  );

const sameIn = (one: ReadBack, other: ReadBack) =>
  languages.filter((language) => one.sentences[language] === other.sentences[language]);

const isCodeOrYear = (value: string) => /^(?:"[A-Z]{2}\d{2}-\d{3,6}"|20\d{2})$/.test(value);

const unseen = new Set(["p_code_hash", "p_text_version"]);

async function faultsOf(one: Written): Promise<readonly string[]> {
  const usual = await readBacks.of({ ...one, known: baseOf(one) });
  if (!usual) return [`${one.what}: is not read back at all`];
  const sent = argumentsOf(usual);
  const proven = new Set<string>();
  const faults: string[] = [];
  for (const { slot, wish } of variationsOf(one)) {
    const other = await readBacks.of(wish);
    if (!other) continue;
    const others = argumentsOf(other);
    const changed = [...new Set([...sent.keys(), ...others.keys()])].filter(
      (name) => sent.get(name) !== others.get(name),
    );
    const same = sameIn(usual, other);
    if (changed.length > 0 && same.length > 0)
      faults.push(`${one.what}: ${changed.join(", ")} changes unseen with ${slot} (${same.join()})`);
    const isSlot = slot in (readBacks.intents.get(one.intent)?.slots ?? {});
    if (changed.length === 0 && same.length > 0 && isSlot && !one.chooses?.some((each) => each === slot))
      faults.push(`${one.what}: ${slot} is lost`);
    for (const name of changed) proven.add(name);
  }
  for (const [name, value] of sent) {
    const shown =
      isCodeOrYear(value) &&
      languages.every((language) => usual.sentences[language].includes(value.replaceAll('"', "")));
    if (!shown && !proven.has(name) && !unseen.has(name.split(" ")[2] ?? ""))
      faults.push(`${one.what}: nobody saw ${name} ${value}`);
  }
  return faults;
}

test("what is sent to the ledger was seen in the read-back, and what was said is in one of them", async () => {
  const faults: string[] = [];
  for (const one of cases) faults.push(...(await faultsOf(one)));
  expect(faults).toEqual([]);
});

test("no write is left out", () => {
  const turn = { intents: readBacks.intents } as Parameters<typeof opensFlow>[0];
  const writes = [...readBacks.intents.keys()].filter((intent) => opensFlow(turn, intent));
  expect([...new Set(cases.map(({ intent }) => intent))].toSorted()).toEqual(writes.toSorted());
});
