/** Words of time that are none where they stand: what comes back, what is counted, a lone short word, a market called after a weekday. */
import { accented, bareAt, fullAt } from "../tokens.ts";
import { countsAt } from "./count.ts";
import { partsOf } from "./moment.ts";
import { type Found, type Scan, wordAt } from "./scan.ts";
import type { Time } from "./time.ts";

/** "mỗi quý một đợt": what comes back is no time of its own. */
export function isEach(scan: Scan, at: number, typed: boolean): boolean {
  const before = scan.tokens[at - 1];
  if (before?.kind !== "word") return false;
  // "giao hàng thứ 6": goods, delivered on Friday.
  if (/^(?:hàng|hằng|hang)$/u.test(before.full)) return wordAt(scan, at, "unit") !== null;
  const each = /^(?:mỗi|từng|every|each|per)$/u.test(before.full) || (before.full === "moi" && !typed);
  return each && wordAt(scan, at, "unit", "weekday", "part") !== null;
}

/** "tối thứ ba hằng tuần". */
export function comesBack(scan: Scan, end: number): boolean {
  return isEach(scan, end + 1, true) && wordAt(scan, end + 1, "unit") !== null;
}

/** "mot giao", "mot ben toi cho xuong": what opens a clause before somebody who acts is "mốt" and counts nothing. */
function isMot({ tokens }: Scan, at: number): boolean {
  if (fullAt(tokens, at) !== "mot") return false;
  // "hen mot giao" is the day after tomorrow, too.
  if (tokens[at - 1]?.kind === "word" && !/^(?:hen|ngay|bua)$/u.test(bareAt(tokens, at - 1))) return false;
  return /^(?:giao|cho|ghe|ben|toi|em|minh|tui|xe|qua|ra)$/u.test(bareAt(tokens, at + 1));
}

const counted = /^(?:phan|it|vai|so|chut|cai|bo|thung|suat|trieu|tram|nghin|ngan|chuc|ty|nhom|truong|xa)$/u;

const part = /^(?:đợt|dot|lần|lan|kỳ|ky|instalment|installment|part|batch)$/u;
/** Days of handing over are told of within so many months. */
const nearMonths = 2;

/** A lone short word without its diacritics ("toi", "nay", "sau") is nearly always another one; so is a lone part of a day: "bánh sáng". */
export function isTooLittle(scan: Scan, at: number, { time, end, cost }: Found, typed: boolean): boolean {
  if (typed && cost >= 2 && end - at <= 2 && !scan.tokens.slice(at, end).some(accented)) return true;
  if (isOtherWord(scan, at, end, time)) return true;
  if (isCounted(scan, at, time) || isOrdinal(scan, at, time) || isOfRow(scan, at, end)) return true;
  if (isSumOf(scan, at, time, end)) return true;
  if (end > at + 1) return false;
  const token = scan.tokens[at];
  if (token?.kind !== "word") return time.type === "clock";
  if (cost >= 1) return !(time.type === "holiday" && token.bare === "tet") && !isMot(scan, at);
  return time.type === "part" && scan.tokens.filter(({ kind }) => kind !== "mark").length > 1;
}

function isOtherWord(scan: Scan, at: number, end: number, time: Time): boolean {
  if (isNew(scan, at, end) || isWife(scan, at, end) || isOfPlace(scan, at)) return true;
  const [last, next] = [fullAt(scan.tokens, end - 1), bareAt(scan.tokens, end)];
  // "toi mot phan" is "tôi một phần", "quy tu thien" a charity and no fourth quarter.
  // "nam toi" is next year and no evening at five, "ba toi" a father.
  if (/^(?:nam|ba)$/u.test(fullAt(scan.tokens, at)) && last === "toi" && end === at + 2) return time.type !== "cycle";
  return (last === "mot" && counted.test(next)) || (last === "tu" && next === "thien");
}

const partOfDay = /^(?:sang|trua|chieu|toi|dem|khuya|som)$/u;

/** "moi toi" has just come, "han moi la" is the new deadline, "mơi tinh" a slip of "mới tinh": tomorrow only behind "sáng" or "ngày". */
function isNew({ tokens }: Scan, at: number, end: number): boolean {
  for (let i = at; i < end; i += 1) {
    const { full } = tokens[i] ?? { full: "" };
    if (full === "mơi" && /^(?:tinh|toanh|keng|cứng)$/u.test(fullAt(tokens, i + 1))) return true;
    if (full !== "moi") continue;
    const before = i > at ? bareAt(tokens, i - 1) : "";
    if (!partOfDay.test(before) && !/^(?:ngay|bua)$/u.test(before)) return true;
  }
  return false;
}

/** "vo toi da chuyen" is "vợ tôi", hardly "vô tối". */
function isWife({ tokens }: Scan, at: number, end: number): boolean {
  return end === at + 2 && fullAt(tokens, at) === "vo" && fullAt(tokens, at + 1) === "toi";
}

/** "chợ Thứ Ba", "kinh Thứ Bảy" are called after a weekday; "cho thứ ba" is for Tuesday. */
function isOfPlace({ tokens }: Scan, at: number): boolean {
  if (tokens[at]?.bare !== "thu") return false;
  const before = fullAt(tokens, at - 1);
  return before === "chợ" || (tokens[at].capital && /^(?:kinh|kênh|rạch|xẻo|cầu|ấp)$/u.test(before));
}

/** "4 buổi sáng", "4 buổi sáng chủ nhật": mornings that are counted are no time, unless it is said which ones ("tuần sau"). */
function isCounted(scan: Scan, at: number, time: Time): boolean {
  const { tokens } = scan;
  const isNumber = (place: number): boolean =>
    place >= 0 && countsAt(scan, place).length > 0 && !(tokens[place]?.kind === "number" && tokens[place - 1]?.glued);
  if (time.type === "part" && wordAt(scan, at, "part") !== null && isNumber(at - 1)) return true;
  if (!isAnyWeekday(time)) return false;
  let from = at;
  while (from > at - 2 && (partOfDay.test(bareAt(tokens, from - 1)) || bareAt(tokens, from - 1) === "buoi")) from -= 1;
  return bareAt(tokens, from) === "buoi" && isNumber(from - 1);
}

/** "lần thứ 2", "đợt thứ ba", "cái t3" count, and name no weekday. */
function isOrdinal({ tokens }: Scan, at: number, time: Time): boolean {
  return isAnyWeekday(time) && /^(?:lần|lan|đợt|dot|kỳ|cái|cai|cuốn|món)$/u.test(fullAt(tokens, at - 1));
}

/** "đợt 3/6" is the third of six, and no third of June; "đợt 3/12", said in October, may well be a day. */
function isOfRow({ tokens, eyes }: Scan, at: number, end: number): boolean {
  if (end !== at + 3 || fullAt(tokens, at + 1) !== "/" || !part.test(fullAt(tokens, at - 1))) return false;
  const [one, all] = [at, at + 2].map((place) => Number(fullAt(tokens, place))) as [number, number];
  const away = Math.abs(all - partsOf(eyes.now).month);
  return one <= all && Math.min(away, 12 - away) > nearMonths;
}

/** "ghi thu 2 triệu", "thu bảy trăm ngàn": money that was taken in, and no Monday. */
function isSumOf({ tokens }: Scan, at: number, time: Time, end: number): boolean {
  return (
    isAnyWeekday(time) &&
    fullAt(tokens, at) === "thu" &&
    /^(?:trieu|tram|nghin|ngan|chuc|ty|ti|tr|k|cu|chai|dong|d|xi|muoi|lit|m)$/u.test(bareAt(tokens, end))
  );
}

function isAnyWeekday(time: Time): boolean {
  if (time.type !== "in") return time.type === "weekday";
  if (time.inner.type === "part") return isAnyWeekday(time.outer);
  return time.inner.type === "weekday" && time.outer.type === "cycle" && time.outer.grain === "day";
}
