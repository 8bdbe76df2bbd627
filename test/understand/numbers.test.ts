import { describe, expect, test } from "vitest";
import { createReadNumber } from "../../src/understand/entities/number.ts";
import { tokenise } from "../../src/understand/tokens.ts";
import { bare } from "../../src/understand/views.ts";
import { lexicon, only } from "./world.ts";

const vi = createReadNumber(lexicon.numerals, "vi");
const en = createReadNumber(lexicon.numerals, "en");

const vietnamese: readonly (readonly [string, number])[] = [
  ["0", 0],
  ["80", 80],
  ["1.500", 1500],
  ["1.234.567", 1_234_567],
  ["1,5", 1.5],
  ["1.234,5", 1234.5],
  ["1 500 000", 1_500_000],
  ["-5", -5],
  ["âm năm mươi", -50],
  ["1e9", 1e9],
  ["999999999999999999999999", 1e15],
  ["mười lăm", 15],
  ["hai mươi", 20],
  ["hai mươi mốt", 21],
  ["hai mươi tư", 24],
  ["ba mươi lăm", 35],
  ["hai lăm", 25],
  ["ba mốt", 31],
  ["hăm lăm", 25],
  ["hai chục", 20],
  ["ba chục", 30],
  ["3 chục", 30],
  ["một chục rưỡi", 15],
  ["chục", 10],
  ["một trăm", 100],
  ["trăm hai", 120],
  ["trăm rưỡi", 150],
  ["một trăm rưỡi", 150],
  ["ba trăm tư", 340],
  ["hai trăm linh năm", 205],
  ["hai trăm lẻ năm", 205],
  ["năm trăm mười hai", 512],
  ["hai trăm ba mươi tư", 234],
  ["ba ngàn", 3000],
  ["hai nghìn không trăm mười", 2010],
  ["một nghìn lẻ năm", 1005],
  ["hai triệu ba", 2_300_000],
  ["2 triệu rưỡi", 2_500_000],
  ["triệu rưỡi", 1_500_000],
  ["2 triệu 500 ngàn", 2_500_000],
  ["1tr5", 1_500_000],
  ["1tr250", 1_250_000],
  ["2tr", 2_000_000],
  ["500k", 500_000],
  ["2 tỷ", 2_000_000_000],
  ["nửa triệu", 500_000],
  ["nửa chục", 5],
  ["hai tá", 24],
  ["nửa tá", 6],
  ["hai trăm rưỡi", 250],
  ["trăm mốt", 110],
  ["trăm hai tư", 124],
  ["một trăm hai lăm", 125],
  ["hai nghìn không trăm linh năm", 2005],
  ["mười lăm ngàn rưỡi", 15_500],
  ["hai vạn rưỡi", 25_000],
  ["triệu mốt", 1_100_000],
  ["triệu hai", 1_200_000],
  ["tr2", 1_200_000],
  ["2 triệu 5", 2_500_000],
  ["2 triệu 500", 2_500_000],
  ["2tr 500", 2_500_000],
  ["hai triệu năm trăm", 2_500_000],
  ["1 tỷ 200", 1_200_000_000],
  ["năm nghìn tỷ", 5e12],
  ["hai nghìn ba trăm tỷ", 2.3e12],
  ["2k5", 2500],
  ["500kđ", 500_000],
  ["5trđ", 5_000_000],
  ["500 000", 500_000],
  ["1.500,000", 1_500_000],
  ["3000K", 3_000_000],
  ["1,2M", 1_200_000],
  [",0012G", 1_200_000],
  ["-,0012G", -1_200_000],
  ["- 1.200.000", -1_200_000],
  ["trừ 1.200.000", -1_200_000],
  ["01,10", 1.1],
  [",77", 0.77],
  ["không phẩy bảy mươi bảy", 0.77],
  ["một phẩy mười", 1.1],
  ["hai phẩy 23", 2.23],
  ["hai phẩy năm triệu", 2_500_000],
  ["ba rưỡi", 3.5],
  ["ba mươi mốt triệu hai trăm năm mươi sáu nghìn bảy trăm hai mươi mốt", 31_256_721],
  ["bảy trăm hai mươi mốt nghìn không trăm mười hai", 721_012],
];

test.for(vietnamese)("%s is %d", ([said, value]) => {
  const tokens = tokenise(said);
  expect(vi(tokens, 0)).toMatchObject({ value, end: tokens.length });
});

const toneDecides = ["hai lăm", "ba mốt", "hai tá", "nửa tá"];

test.for(vietnamese.filter(([said]) => !toneDecides.includes(said)))(
  "%s without diacritics is %d as well",
  ([said, value]) => {
    const tokens = tokenise(bare(said));
    expect(vi(tokens, 0)).toMatchObject({ value, end: tokens.length });
  },
);

test.for<readonly [string, number]>([
  ["80", 80],
  ["1,500", 1500],
  ["1.5", 1.5],
  ["1,234.5", 1234.5],
  ["fifteen", 15],
  ["twenty five", 25],
  ["a dozen", 12],
  ["two dozen", 24],
  ["a hundred", 100],
  ["one hundred and twenty", 120],
  ["three hundred twenty one", 321],
  ["five thousand", 5000],
  ["5m", 5_000_000],
  ["half a million", 500_000],
  ["half a dozen", 6],
  ["a couple", 2],
  ["twenty-five", 25],
  ["one hundred twenty-three", 123],
  ["nineteen hundred", 1900],
  ["three hundred and five thousand", 305_000],
  ["two and a half million", 2_500_000],
  ["a million and a half", 1_500_000],
  ["two point five million", 2_500_000],
  ["1.5m", 1_500_000],
  ["2bn", 2e9],
  [".77", 0.77],
  ["minus five", -5],
])("%s is %d in English", ([said, value]) => {
  const tokens = tokenise(said);
  expect(en(tokens, 0)).toMatchObject({ value, end: tokens.length });
});

describe("a thousands mark of the other language", () => {
  test("is read as thousands and asked about in Vietnamese", () => {
    expect(vi(tokenise("1,500"), 0)).toMatchObject({ value: 1500, others: [1.5] });
  });
  test("is read as thousands and asked about in English", () => {
    expect(en(tokenise("1.500"), 0)).toMatchObject({ value: 1500, others: [1.5] });
  });
});

test.for<readonly [string, number, number]>([
  ["hai ba chục", 20, 30],
  ["năm sáu trăm", 500, 600],
  ["ba bốn triệu", 3_000_000, 4_000_000],
])("%s is %d or %d", ([said, low, high]) => {
  expect(vi(tokenise(said), 0)).toMatchObject({ value: low, others: [high] });
});

test("a number of more digits than anything has is none", () => {
  expect(vi(tokenise("9".repeat(4000)), 0)).toBeNull();
  expect(only(`góp ${"9".repeat(4000)} đồng`, "money")).toBeUndefined();
});

test("lines of a list are not below zero", () => {
  expect(only("- 50 áo ấm\n- 20 chăn", "goods")).toMatchObject({ quantity: 50 });
  expect(only("-50 áo ấm\n-20 chăn", "goods")).toMatchObject({ quantity: 50 });
  expect(only("50 cái trừ 2 cái hỏng", "goods")).toMatchObject({ quantity: 50 });
});

test.for(["vài chục", "mấy trăm", "abc", "-", "NC", ""])("%j is no number", (said) => {
  expect(vi(tokenise(said), said.startsWith("v") || said.startsWith("m") ? 1 : 0)).toBeNull();
});

test.for<readonly [string, number]>([
  ["đăng ký -5 bộ đồ ấm", -5],
  ["đăng ký 0 bộ đồ ấm", 0],
  ["đăng ký 1e9 bộ đồ ấm", 1e9],
  ["đăng ký 99999999999999999999 bộ đồ ấm", 1e15],
  ["pledge -5 sets of warm clothes", -5],
])("%s keeps its impossible quantity, so that it can be refused", ([said, quantity]) => {
  expect(only(said, "goods")).toMatchObject({ item: "warm_clothes", quantity });
});

test("numbers of a range and of a code are not negative", () => {
  expect(only("6-8 tuổi", "age")).toMatchObject({ band: "6-8" });
  expect(only("NC26-012", "code")).toMatchObject({ code: "NC26-012" });
});
