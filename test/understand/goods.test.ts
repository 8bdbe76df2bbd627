import { expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { entitiesOf, lexicon, only } from "./world.ts";

type Goods = readonly [said: string, quantity: number | null, unit: string | null, item: string | null];

const counted: readonly Goods[] = [
  ["80 bộ đồ ấm", 80, "set", "warm_clothes"],
  ["50 áo ấm", 50, "piece", "warm_clothes"],
  ["hai chục cái mền", 20, "piece", "blanket"],
  ["ba chục cuốn tập", 30, "book", "notebook"],
  ["20 cây viết", 20, "piece", "pen"],
  ["2 tạ gạo", 200, "kg", "rice"],
  ["nửa tấn gạo", 500, "kg", "rice"],
  ["một tấn hai gạo", 1200, "kg", "rice"],
  ["hai tạ mốt gạo", 210, "kg", "rice"],
  ["50kg gạo", 50, "kg", "rice"],
  ["10 ký gạo", 10, "kg", "rice"],
  ["30 bao gạo", 30, "bag", "rice"],
  ["10 thùng mì", 10, "carton", "instant_noodles"],
  ["30 hộp sữa", 30, "box", "milk"],
  ["5 lốc sữa", 5, "pack", "milk"],
  ["20 cặp sách", 20, "piece", "school_bag"],
  ["50 cặp", 50, "piece", "school_bag"],
  ["40 đôi ủng", 40, "pair", "boots"],
  ["40 áo mưa", 40, "piece", "raincoat"],
  ["sáu chục cái mùng", 60, "piece", "mosquito_net"],
  ["25 chiếc xe đạp", 25, "vehicle", "bicycle"],
  ["40 suất học bổng", 40, "gift", "scholarship"],
  ["300 suất ăn bán trú", 300, "meal", "boarding_meal"],
  ["80 thẻ bhyt", 80, "card", "health_insurance_card"],
  ["300 phần quà tết", 300, "gift", "tet_gift"],
  ["2 công trình sân chơi", 2, "work", "playground"],
  ["80 bộ", 80, "set", null],
  ["100 phần", 100, "gift", null],
  ["đồ ấm 1.500 bộ", 1500, "set", "warm_clothes"],
  ["gạo: 50kg", 50, "kg", "rice"],
  ["5 cái quạt máy", 5, "piece", "quạt máy"],
  ["2 tạ rưỡi gạo", 250, "kg", "rice"],
  ["1 tấn 2 gạo", 1200, "kg", "rice"],
  ["1,5 tấn gạo", 1500, "kg", "rice"],
  ["1/2 tấn gạo", 500, "kg", "rice"],
  ["5 ký rưỡi gạo", 5.5, "kg", "rice"],
  ["gạo 2 tạ", 200, "kg", "rice"],
  ["áo ấm (50 cái)", 50, "piece", "warm_clothes"],
  ["áo ấm x50", 50, "piece", "warm_clothes"],
  ["50x áo ấm", 50, "piece", "warm_clothes"],
  ["áo ấm số lượng 50", 50, "piece", "warm_clothes"],
  ["50 cặp dép", 50, "pair", "shoes"],
  ["20 ba-lô", 20, "piece", "school_bag"],
  ["80/100 bộ đồ ấm", 80, "set", "warm_clothes"],
  ["80 trên tổng số 100 bộ đồ ấm", 80, "set", "warm_clothes"],
  ["hai tá bút chì", 24, "piece", "pen"],
];

test.for(counted)("%s", ([said, quantity, unit, item]) => {
  expect(only(said, "goods")).toMatchObject({ quantity, unit, item });
});

test.for(counted.filter(([said]) => !/quạt|tá /u.test(said)))(
  "%s without diacritics",
  ([said, quantity, unit, item]) => {
    expect(only(bare(said), "goods")).toMatchObject({ quantity, unit, item });
  },
);

test.for<Goods>([
  ["I pledge 100 warm sets", 100, "set", "warm_clothes"],
  ["we give 20 sets of warm clothes", 20, "set", "warm_clothes"],
  ["donate 40 boxes of milk", 40, "box", "milk"],
  ["send 50 kg of rice", 50, "kg", "rice"],
  ["send two tonnes of rice", 2000, "kg", "rice"],
  ["give 25 bicycles", 25, "vehicle", "bicycle"],
  ["give two dozen raincoats", 24, "piece", "raincoat"],
  ["received 80 of 200 sets", 80, "set", null],
  ["received 80 out of the 200 sets", 80, "set", null],
  ["a dozen blankets", 12, "piece", "blanket"],
  ["give a pair of shoes", 1, "pair", "shoes"],
  ["half a ton of rice", 500, "kg", "rice"],
  ["we give twenty-five mosquito nets", 25, "piece", "mosquito_net"],
])("%s", ([said, quantity, unit, item]) => {
  expect(only(said, "goods")).toMatchObject({ quantity, unit, item });
});

test("a list of things is read thing by thing", () => {
  expect(
    entitiesOf("góp 30 cuốn tập, 20 cây viết với hai chục cái mền").map((entity) =>
      entity.type === "goods" ? [entity.quantity, entity.item] : entity.type,
    ),
  ).toEqual([
    [30, "notebook"],
    [20, "pen"],
    [20, "blanket"],
  ]);
});

test("things before their numbers in a row keep their own", () => {
  expect(
    entitiesOf("áo mưa 40 áo phao 20").map((entity) => (entity.type === "goods" ? [entity.quantity, entity.item] : [])),
  ).toEqual([
    [40, "raincoat"],
    [20, "life_jacket"],
  ]);
});

test.for<readonly [string, number, number]>([
  ["hai ba chục cái mền", 20, 30],
  ["hai ba cái mền", 2, 3],
  ["2-3 ngàn cuốn tập", 2000, 3000],
])("%s are %d or %d", ([said, low, high]) => {
  expect(only(said, "goods")).toMatchObject({ quantity: low, others: [high] });
});

test.for(["nón bảo hiểm", "kệ sách", "bàn học", "mũ len"])("%s is a thing of its own", (said) => {
  expect(only(`góp 30 ${said} cho các em`, "goods")).toMatchObject({ item: said, quantity: 30 });
});

test.for(["ủng hộ các em", "cập nhật giúp", "tập huấn", "my commune", "viết tắt tên tôi"])(
  "%s names no thing",
  (said) => {
    expect(only(said, "goods")).toBeUndefined();
  },
);

test("every thing of the catalogue is found by each of its names", () => {
  const lost = lexicon.items.flatMap(({ id, vi, en }) =>
    [...vi.map(({ say }) => `góp 12 ${say} cho các em`), ...en.map(({ say }) => `please take 12 ${say} for the kids`)]
      .filter((said) => only(said, "goods")?.item !== id)
      .map((said) => `${id}: ${said}`),
  );
  expect(lost).toEqual([]);
});
