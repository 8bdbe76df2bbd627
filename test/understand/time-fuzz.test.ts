import { expect, test } from "vitest";
import { listTime } from "../../src/understand/time/list-time.ts";
import { createReadTimes } from "../../src/understand/time/read-time.ts";
import { tokenise } from "../../src/understand/tokens.ts";
import { clock, lexicon } from "./world.ts";

const readers = ([null, "vi", "en"] as const).map((language) => createReadTimes(lexicon.calendar, language));
const pieces =
  "3 10 12 2026 31 99 0 ngày tháng năm tuần quý giờ phút thứ hai sáu sau tới trước qua này nay mai mốt tối sáng chiều đầu cuối giữa từ đến - / : . , của trong rằm mùng tết âm lịch 5pm next last of the Friday week in half nam thang gio toi".split(
    " ",
  );

const random = (seed: number) => (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

const sentence = (seed: number, length: number): string => {
  const next = random(seed);
  let text = "";
  while (text.length < length) text += pieces[Math.floor(next() * pieces.length)] + (next() < 0.8 ? " " : "");
  return text.slice(0, length);
};

const readAll = (text: string): number => {
  const tokens = tokenise(text);
  let found = 0;
  for (const read of readers) {
    const places = read(tokens, clock);
    for (let at = 0; at < tokens.length; at += 1) {
      const time = places.time(at);
      places.length(at);
      if (!time) continue;
      expect(time.end).toBeGreaterThan(at);
      listTime(time, clock);
      found += 1;
    }
  }
  return found;
};

test("no row of words of time is too odd to be read", () => {
  for (let seed = 1; seed <= 300; seed += 1) expect(readAll(sentence(seed, 60))).toBeGreaterThanOrEqual(0);
});

test("the work grows with the length of the text and no faster", () => {
  const cost = (length: number): number => {
    const texts = [11, 12, 13, 14, 15, 16].map((seed) => sentence(seed, length));
    const before = process.cpuUsage().user;
    for (const text of texts) readAll(text);
    return process.cpuUsage().user - before;
  };
  cost(3000);
  const [short, long] = [cost(1000), cost(4000)];
  expect(long / short).toBeLessThan(12);
});

test.for([
  "đầu cuối giữa ",
  "ngày ngày ",
  "10/12 - ",
  "3 giờ ",
  "từ 1 đến 2 ",
  "thu hai tuan sau ",
  "1 năm 2 tháng 3 ngày ",
])("ten kilobytes of %j are read", (piece) => {
  expect(readAll(piece.repeat(Math.ceil(10_000 / piece.length)))).toBeGreaterThanOrEqual(0);
});
