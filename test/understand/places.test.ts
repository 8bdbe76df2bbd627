import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPlaceWords } from "../../src/understand/places/place-words.ts";
import { createPlaces } from "../../src/understand/places/places.ts";
import { tokenise } from "../../src/understand/tokens.ts";
import { bare } from "../../src/understand/views.ts";
import { scoreEnginePlaces } from "../eval/places/engine-places.ts";
import { areas, intents, lexicon, root, today } from "./world.ts";

const words = createPlaceWords(intents, lexicon, areas);
const places = createPlaces(areas, today, words);
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

test("the list of units is the seed of the database", () => {
  const seed = readFileSync(join(root, "supabase/seed.sql"), "utf8");
  const seeded = [...seed.matchAll(/\('(VN-[^']+)', '\w+', '[\w-]+', '\d+', '([^']+)'/gu)].map(
    ([, id, name]) => `${id} ${name}`,
  );
  expect(seeded.toSorted()).toEqual(areas.map(({ id, name }) => `${id} ${name}`).toSorted());
  expect(valid).toHaveLength(102);
  expect(areas.filter(({ level, validTo }) => level === "commune" && validTo !== null)).toHaveLength(144);
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
  ["phường Vĩnh Bảo", ["Rạch Giá"]],
  ["Mỹ Đức", ["Mỹ Đức", "Hà Tiên"]],
  ["phường Mỹ Đức", ["Hà Tiên"]],
  ["xã Thạnh Đông", ["Thạnh Đông", "Tân Hiệp"]],
  ["Tân An", ["Tân An", "Tân Hội"]],
  ["Thạnh Lộc", ["Thạnh Lộc", "Thạnh Hưng"]],
  ["Đông Hưng", ["Đông Hưng", "An Minh"]],
  ["Vĩnh Thuận", ["Vĩnh Thuận", "Vĩnh Phong"]],
  ["thị trấn Vĩnh Thuận", ["Vĩnh Phong"]],
  ["Bình An, Châu Thành", ["Bình An"]],
  ["Thạnh Lộc huyện Giồng Riềng", ["Thạnh Hưng"]],
  ["huyện Giang Thành, xã Vĩnh Phú", ["Vĩnh Điều"]],
  ["xã Vĩnh Phú, huyện Giang Thành, tỉnh Kiên Giang", ["Vĩnh Điều"]],
  ["Vinh Phu in Giang Thanh district", ["Vĩnh Điều"]],
  ["xã VĐ", ["Vĩnh Điều"]],
  ["V.Điều", ["Vĩnh Điều"]],
  ["huyện UMT", ["Vĩnh Hòa", "U Minh Thượng"]],
  ["GiangThanh", ["Giang Thành"]],
  ["giang-thanh", ["Giang Thành"]],
  ["xagiangthanh cho xa vinhdieu", ["Vĩnh Điều"]],
  ["xã đảo Hòn Nghệ", ["Hòn Nghệ"]],
  ["đặc khu Thổ Chu", ["Thổ Châu"]],
  ["thị trấn Thứ 3", ["An Biên"]],
  ["Sóc Sơn", ["Mỹ Thuận"]],
  ["ấp Phú Lợi, xã Vĩnh Điều", ["Vĩnh Điều"]],
  ["ap kinh moi xa tan hiep a", ["Tân Hiệp", "Thạnh Đông"]],
  ["xã Tân Hiệp A", ["Thạnh Đông"]],
  ["xã Tân Hiệp ạ", ["Tân Hiệp"]],
  ["vinh thanh", ["Rạch Giá", "Long Thạnh"]],
  ["vĩnh hòa hưng bcắ", ["Vĩnh Hòa Hưng"]],
  ["phường Vĩnh Hanh Vân", ["Rạch Giá"]],
  ["tàu về Phú Quốc", ["Phú Quốc"]],
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
  const before = createPlaces(areas, "2025-01-15", words);
  expect(before.find(tokenise("xã Phú Lợi"))[0]?.areas).toEqual([
    { id: expect.any(String), name: "Phú Lợi", kind: "xa" },
  ]);
});

test("a place with its kind that nobody knows is kept with no unit", () => {
  expect(find("cho xã Hoa Mai nhé")).toMatchObject([{ name: "Hoa Mai", areas: [] }]);
  expect(find("ấp Trần Thệ")).toMatchObject([{ name: "Trần Thệ", areas: [] }]);
});

test("a fully written name that is no unit is not taken for a similar one", () => {
  expect(find("xã Vĩnh Lộc cần gì")).toMatchObject([{ name: "Vĩnh Lộc", areas: [] }]);
  expect(find("ở Tân Long cần gì")).toMatchObject([{ name: "Tân Long", areas: [] }]);
});

test("places of elsewhere are unknown, and the speaker's own home is no place to give to", () => {
  expect(find("góp 20 áo cho Cần Thơ")).toMatchObject([{ name: "Cần Thơ", areas: [] }]);
  expect(find("xã Bình An, Hà Nội")).toMatchObject([{ areas: [] }]);
  expect(find("tỉnh Hưng Yên")).toMatchObject([{ areas: [] }]);
  expect(find("what does Atlantis need?")).toMatchObject([{ name: "Atlantis", areas: [] }]);
  expect(names("mình ở Hà Nội muốn góp cho Giang Thành")).toEqual(["Giang Thành"]);
});

test("nearly every unit is found in every way of writing it, and nothing in other sentences", () => {
  const { all, byKind, misses } = scoreEnginePlaces(16);
  expect(all.of).toBeGreaterThan(2000);
  expect(all.percent < 99 ? misses : []).toEqual([]);
  expect(Object.keys(byKind).filter((kind) => !kind.startsWith("slip") && byKind[kind]?.percent !== 100)).toEqual([]);
});

test("nonsense neither throws nor takes more than its length explains", () => {
  const pieces = [
    "xã ",
    "vinh ",
    "Vĩnh ",
    "V.",
    "ấp ",
    "Vĩnh Phú (",
    "tan hiep a ",
    "huyện , ",
    "giangthanh",
    "phu loi ",
    "in ",
  ];
  for (const piece of pieces) {
    const tokens = tokenise(piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000));
    for (const { start, end } of places.find(tokens)) expect(end).toBeGreaterThan(start);
  }
});

test("several places are all found", () => {
  expect(find("so sánh Giang Thành với Vĩnh Điều").map((place) => place.name)).toEqual(["Giang Thành", "Vĩnh Điều"]);
});
