import { expect, test } from "vitest";
import { createOrdinaryWords } from "../../src/understand/places/ordinary.ts";
import { createPlaces } from "../../src/understand/places/places.ts";
import { tokenise } from "../../src/understand/tokens.ts";
import { bare } from "../../src/understand/views.ts";
import { areas, intents, lexicon, today } from "./world.ts";

const ordinary = createOrdinaryWords(intents, lexicon, areas);
const places = createPlaces(areas, today, ordinary);
const find = (said: string) => places.find(tokenise(said));
const names = (said: string) => find(said)[0]?.areas.map((area) => area.name);
const valid = areas.filter((area) => area.level === "commune" && area.validTo === null);
const retired = areas.filter(
  (area) => area.level === "commune" && area.validTo !== null && area.successorIds.length > 0,
);

test("every commune of today is found by its full name, bare, in capitals and with its kind", () => {
  const lost = valid.flatMap(({ id, name }) =>
    [
      `xã ${name}`,
      `xa ${bare(name.toLowerCase())}`,
      `XÃ ${name.toUpperCase()}`,
      `cho xã ${name.normalize("NFD")} nhé`,
    ].filter((said) => !find(said)[0]?.areas.some((area) => area.id === id)),
  );
  expect(lost).toEqual([]);
});

test("every retired commune gives its successor, and says that it is retired unless the name lives on", () => {
  const kinds: Record<string, string> = { xa: "xã", phuong: "phường", "thi-tran": "thị trấn" };
  const lost = retired.filter(({ name, kind, successorIds }) => {
    const found = find(`${kinds[kind]} ${name}`)[0]?.areas ?? [];
    return !found.some((area) => successorIds.includes(area.id) && (area.name === name || area.retired?.name === name));
  });
  expect(lost.map(({ name }) => name)).toEqual([]);
});

test("most communes survive a slip of the finger", () => {
  const slips = valid.flatMap(({ id, name }) => {
    const said = bare(name.toLowerCase());
    const at = said.length - 2;
    const swapped = `${said.slice(0, at)}${said[at + 1]}${said[at]}`;
    return said.length > 7 ? [{ id, swapped }] : [];
  });
  const kept = slips.filter(({ id, swapped }) => find(`cho xa ${swapped}`)[0]?.areas.some((area) => area.id === id));
  expect(kept.length / slips.length).toBeGreaterThan(0.9);
});

test.for<readonly [string, readonly string[]]>([
  ["Xã Giang Thành cần gì?", ["Giang Thành"]],
  ["Giang Thành", ["Giang Thành"]],
  ["giang thanh can gi", ["Giang Thành"]],
  ["cho giang thahn", ["Giang Thành"]],
  ["x. Vinh Dieu", ["Vĩnh Điều"]],
  ["Giang Thanh commune", ["Giang Thành"]],
  ["commune of Vinh Dieu", ["Vĩnh Điều"]],
  ["TT. Gò Quao", ["Gò Quao"]],
  ["hoà điền", ["Hòa Điền"]],
  ["Vĩnh Phú", ["Long Thạnh", "Vĩnh Điều"]],
  ["Vĩnh Phú (Giang Thành)", ["Vĩnh Điều"]],
  ["vĩnh phú, huyện giồng riềng", ["Long Thạnh"]],
  ["xã Bình An", ["Bình An", "Kiên Lương"]],
  ["huyện Giang Thành", ["Vĩnh Điều", "Giang Thành"]],
  ["Tân Thành", ["Tân Hội"]],
  ["Tân Thạnh", ["Tân Thạnh"]],
  ["tan thanh", ["Tân Thạnh", "Tân Hội"]],
  ["Kiên Giang", ["An Giang"]],
])("%s may be %j", ([said, expected]) => {
  expect(names(said)).toEqual(expected);
});

test("a retired name says what it was", () => {
  expect(find("Phú Lợi")[0]?.areas).toEqual([
    {
      id: "VN-W-30796-2025",
      name: "Giang Thành",
      kind: "xa",
      retired: { name: "Phú Lợi", kind: "xa", parent: "Giang Thành" },
    },
  ]);
});

test("before the merger the old names were valid", () => {
  const before = createPlaces(areas, "2025-01-15", ordinary);
  expect(before.find(tokenise("xã Phú Lợi"))[0]?.areas).toEqual([
    { id: expect.any(String), name: "Phú Lợi", kind: "xa" },
  ]);
});

test("a place with its kind that nobody knows is kept with no unit", () => {
  expect(find("cho xã Hoa Mai nhé")).toMatchObject([{ name: "Hoa Mai", areas: [] }]);
  expect(find("ấp Trần Thệ")).toMatchObject([{ name: "Trần Thệ", areas: [] }]);
});

test.for([
  "xã mình cần gì",
  "xã nào cần áo ấm",
  "chúc mọi người bình an",
  "tình hình toàn tỉnh",
  "nhà em ở xa quá",
  "các cam kết quá hạn trên 7 ngày",
  "xã tui thiếu nhiều thứ",
  "our commune needs help",
])("%s names no place", (said) => {
  expect(find(said)).toEqual([]);
});

test("several places are all found", () => {
  expect(find("so sánh Giang Thành với Vĩnh Điều").map((place) => place.name)).toEqual(["Giang Thành", "Vĩnh Điều"]);
});
