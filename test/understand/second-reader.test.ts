import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Slots } from "../../src/model/frame.ts";
import { isWrite } from "../../src/model/intent.ts";
import { bare } from "../../src/understand/views.ts";
import { createReadLesson } from "../../src/understand/read-lesson.ts";
import { filledBy } from "../../src/understand/second-reader/filled-by.ts";
import { loadSecondModels } from "../../src/understand/second-reader/second-model.ts";
import { createReadAgain } from "../../src/understand/second-reader/second-reader.ts";
import { placeOf } from "../../src/understand/second-reader/wording.ts";
import { readHeldOut } from "../eval/held-out.ts";
import { annotated, areas, clock, intents, learn, lexicon, readSentence, root, say } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "nhip-cau-second-"));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string) => readSentence(text, clock, null);
const rice = { item: "rice", quantity: 50, unit: "kg" } as const;

describe("what a thing in a sentence was used for", () => {
  const due = "2026-11-14";
  const cases: readonly (readonly [string, Slots, readonly (readonly string[] | null)[]])[] = [
    ["góp 50 ký gạo trước 15/11", { items: [rice], due }, [["items"], ["due"]]],
    ["góp 50 ký gạo trước 15/11", { items: [rice] }, [["items"], ["none"]]],
    ["góp 50 ký gạo trước 15/11", { due }, [["none"], ["due"]]],
    ["CK26-012 của Vĩnh Điều", { pledge: "CK26-012", area: "Vĩnh Điều" }, [["pledge"], ["area"]]],
    ["CK26-012 của Vĩnh Điều", { pledge: "CK26-021", area: "Giang Thành" }, [["none"], ["none"]]],
    ["chuyển 2 triệu hôm 10/10", { date: "2026-10-10" }, [["none"], ["date"]]],
    ["phát cho 40 em", { child_turns: 40 }, [["child_turns"]]],
    [
      "tổng 5 triệu, gồm 2 triệu và 3 triệu",
      { amount: { value: 5_000_000, currency: "VND" } },
      [["amount"], ["amount"], ["amount"]],
    ],
    ["phát cho 50 em lớp 4 và 50 em lớp 5", { child_turns: 100 }, [["child_turns"], null, ["child_turns"], null]],
    ["KK26-003 xong rồi", {}, [null]],
  ];
  test.for(cases)("%s with %j", ([text, slots, uses]) => {
    const sentence = read(text);
    expect(sentence.entities.map((entity) => filledBy(entity, slots, sentence))).toEqual(uses);
  });
});

describe("where words stand that were noted as they were said", () => {
  test.for([
    ["Trả lại NC26-014 vì thiếu danh sách", "thiếu danh sách", "thiếu danh sách"],
    ["tra lai NC26-014 vi thieu danh sach", "thiếu danh sách", "thieu danh sach"],
    ["Trả lại NC26-014 vì thiếu danh sách", "kho đầy", null],
  ] as const)("%s: %s", ([text, reason, found]) => {
    const sentence = read(text);
    const place = placeOf(sentence, { reason }, "reason");
    const words = place && sentence.tokens.slice(place.start, place.end).map(({ raw }) => raw);
    expect(words?.join(" ") ?? null).toBe(found);
  });
});

describe("a second opinion", () => {
  const readAgain = createReadAgain(learn().second);
  const chanceOf = (name: string, text: string, slots: Slots): number => {
    const intent = intents.find((each) => each.intent === name);
    if (!intent) throw new Error(name);
    const { things, words } = readAgain(intent, slots, read(text));
    return Math.min(...[...things, ...words].map(({ chance }) => chance));
  };
  const shoes = { item: "shoes", quantity: 60, unit: "pair" } as const;

  test.for([
    [
      "pledge.create",
      "Nhóm mình góp 60 đôi giày cho xã Vĩnh Điều trước 20/11, gom từ hôm 5/10",
      { items: [shoes], area: "Vĩnh Điều", due: "2026-11-19" },
      { items: [shoes], area: "Vĩnh Điều", due: "2026-10-05" },
    ],
    [
      "delivery.log",
      "Hôm 10/10 xã nhận 60 đôi giày của CK26-012",
      { items: [shoes], pledge: "CK26-012", date: "2026-10-10" },
      { items: [shoes], pledge: "CK26-012" },
    ],
    [
      "need.return",
      "Trả lại NC26-014 vì danh sách còn thiếu hai ấp",
      { need: "NC26-014", reason: "danh sách còn thiếu hai ấp" },
      { need: "NC26-014", reason: "Trả lại" },
    ],
    [
      "need.return",
      "Trả lại NC26-014 vì danh sách còn thiếu hai ấp",
      { need: "NC26-014", reason: "danh sách còn thiếu hai ấp" },
      { need: "NC26-014" },
    ],
  ] as readonly (readonly [string, string, Slots, Slots])[])(
    "on %s: %s, holds the right values for likelier than others",
    ([intent, text, right, wrong]) => {
      expect(chanceOf(intent, text, right)).toBeGreaterThan(2 * chanceOf(intent, text, wrong));
    },
  );

  test("points at nothing where every value stands where such values stand", () => {
    expect(say("tôi muốn tặng 50 áo ấm cho xã Vĩnh Điều trước 15/12").unsure).toBeUndefined();
  });
});

describe("what it has learned", () => {
  const lessons = { intents, lexicon, areas, annotated };
  const loadModels = () => loadSecondModels(lessons, createReadLesson(lessons), folder);

  test("is kept for the next start and learned again when a file is damaged", () => {
    const learned = loadModels();
    const files = readdirSync(folder);
    expect(files).toHaveLength(2);
    for (const file of files) writeFileSync(join(folder, file), readFileSync(join(folder, file)).subarray(0, 100));
    const again = loadModels();
    expect(again.things.weights).toEqual(learned.things.weights);
    expect(again.words.weights).toEqual(learned.words.weights);
  });
});

describe("the annotated sentences", () => {
  const keyOf = (text: string): string =>
    (bare(text.normalize("NFC").toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

  test("are many, of every intent that writes a value", () => {
    expect(annotated.length).toBeGreaterThanOrEqual(2000);
    const told = new Set(annotated.map(({ intent }) => intent));
    const wanting = intents.filter((intent) => isWrite(intent) && Object.keys(intent.slots).length > 0);
    const without = wanting.map(({ intent }) => intent).filter((intent) => !told.has(intent));
    expect(without.length).toBeLessThanOrEqual(12);
  });

  test("note only what their intent has a slot for", () => {
    const slotsOf = new Map(intents.map(({ intent, slots }) => [intent, new Set(["list_ref", ...Object.keys(slots)])]));
    const odd = annotated.filter(({ intent, slots }) =>
      Object.keys(slots).some((slot) => !slotsOf.get(intent)?.has(slot)),
    );
    expect(odd.map(({ intent, text }) => `${intent}: ${text}`)).toEqual([]);
  });

  test.for(["intents/test", "test/development"])("are none of the lines in %s, which only measure", (measured) => {
    const lines = new Set(readHeldOut(join(root, measured)).map(({ text }) => keyOf(text)));
    expect(annotated.filter(({ text }) => lines.has(keyOf(text))).map(({ text }) => text)).toEqual([]);
  });
});
