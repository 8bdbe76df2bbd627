/**
 * The table of reminder and deadline arithmetic as the language side reads it, written as JSON: run as a process of its own,
 * so that the machine's zone can be another one each time.
 */
import { dayInVietnam, wallClockOf } from "../../src/model/wall-clock.ts";
import { comingDayOf, dueOf, periodOf } from "../../src/understand/slots/day-slot.ts";
import { only, readSentence } from "../understand/world.ts";
import { findAll } from "../../src/understand/entities/listed.ts";

const now = new Date("2026-10-15T09:00:00+07:00");
const here = wallClockOf(now);
const timeOf = (said: string) => only(said, "time")?.time;
const due = (said: string) => dueOf(timeOf(said)!, here);
const daysBetween = (from: string, to: string) =>
  (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000;
const english = findAll(readSentence("deliver on 11/12", here, "en")).find(({ type }) => type === "time");

const before = due("trước ngày 01/12");
process.stdout.write(
  JSON.stringify({
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    today: dayInVietnam(now),
    "trước ngày 01/12": [before?.day, daysBetween(dayInVietnam(now), before?.day ?? "")],
    "đến hết tháng 1": due("đến hết tháng 1")?.day,
    "trước Tết": due("trước Tết")?.day,
    mai: comingDayOf(timeOf("mai")!, here)?.day,
    mốt: comingDayOf(timeOf("mốt")!, here)?.day,
    "thứ 6 tuần sau": comingDayOf(timeOf("thứ 6 tuần sau")!, here)?.day,
    "cuối tháng": due("cuối tháng")?.day,
    "20/11": due("20/11")?.day,
    "20/9": due("20/9"),
    "quý 3": periodOf(timeOf("quý 3")!, here),
    "11/12": due("hạn 11/12")?.day,
    "en 11/12": english && "alternatives" in english ? (english.alternatives?.length ?? 0) + 1 : 0,
    "2026-11-30T17:30Z": dayInVietnam(new Date("2026-11-30T17:30:00Z")),
  }),
);
