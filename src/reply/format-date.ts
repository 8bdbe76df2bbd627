/** Days and instants on the calendar of Asia/Ho_Chi_Minh, whatever zone the machine is in: 15/12/2026, 15 Dec 2026. */
import type { Params } from "../model/message.ts";
import { asText, type Scope, type TextFormatter } from "./scope.ts";

const vietnam = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Ho_Chi_Minh",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

const monthNames = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", month: "short" });

export const formatDate: TextFormatter = (value, scope) => {
  const parts = readInstant(value, scope);
  return parts ? writeDay(parts, scope) : asText(value);
};

export const formatDateTime: TextFormatter = (value, scope) => {
  const parts = readInstant(value, scope);
  if (!parts) return asText(value);
  return scope.words("format.datetime", { date: writeDay(parts, scope), time: `${parts["hour"]}:${parts["minute"]}` });
};

function writeDay(parts: Record<string, string>, scope: Scope): string {
  const { day = "", month = "", year = "" } = parts;
  const written: Params =
    scope.language === "vi"
      ? { day, month, year }
      : { day: String(Number(day)), month: monthNames.format(Date.UTC(2000, Number(month) - 1)), year };
  return scope.words("format.date", written);
}

function readInstant(value: unknown, scope: Scope): Record<string, string> | null {
  // A bare day has no zone: noon UTC is the same day in Vietnam.
  const text = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00Z` : value;
  const instant = new Date(typeof text === "string" || typeof text === "number" ? text : Number.NaN);
  if (Number.isNaN(instant.getTime())) {
    scope.problem(`a day or an instant was expected, not ${JSON.stringify(value)}`);
    return null;
  }
  return Object.fromEntries(vietnam.formatToParts(instant).map(({ type, value }) => [type, value]));
}
