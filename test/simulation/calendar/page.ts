/** The page that the simulated year of deadlines writes. */
import type { Lived } from "./live.ts";
import { hour } from "./plan.ts";

export interface PageOptions {
  readonly units: number;
  readonly donors: number;
  readonly pledges: number;
  readonly from: string;
  readonly to: string;
  readonly seed: number;
}

const told: Readonly<Record<string, string>> = {
  "pledge.due due": "promises, to the donor (−7, −3, −1, 0, +1, +7 days)",
  "pledge.due late": "promises overdue by 8 days, to the unit's officer",
  "pledge.due unanswered": "promises after three reminders without an answer, to the unit's officer",
  "handover due": "handovers of tomorrow, to the donor",
  "unit.handover due": "handovers of tomorrow, to the unit's officer",
  "unit.handover late": "handovers of yesterday that nobody entered, to the unit's officer",
  "report.submit due": "the annual report, to the unit (−30, −14, −7, −3, −1 days)",
  "report.submit late": "missing reports, to the province",
};

export function writePage({ year, said, messages, objections }: Lived, options: PageOptions): string {
  const counts = Map.groupBy(said, ({ kind, reason }) => `${kind} ${reason}`);
  const here = (at: number) => new Date(at + 7 * hour).toISOString().slice(0, 16).replace("T", " ");
  const found = Object.entries(objections);
  return [
    "# A year of deadlines",
    "",
    `Written by \`npm run simulate:calendar\` (seed ${options.seed}): ${options.units} units, ${options.donors} donors and ${options.pledges} promises from ${options.from} to ${options.to}, ${year.happenings.length} things that happen (promises are kept, moved, put off, stopped, cancelled, forgotten; donors write or never do), ${year.ticks.length} ticks of the calendar, among them some at 6:30 and 22:30, and two outages of 36 hours: ${year.outages.map(({ from, to }) => `${here(from)} to ${here(to)}`).join(" and ")}. The ledger and the tick are the real ones; the clock is not.`,
    "",
    `${said.length} matters were told in ${messages} messages. An oracle that knows the rules and none of the product's tables worked out what should have been said to whom at which tick:`,
    "",
    "| told twice, missed, or said when it should not have been | |",
    "| --- | ---: |",
    ...found.map(([name, all]) => `| ${name} | ${all.length} |`),
    "",
    "| what was told | matters |",
    "| --- | ---: |",
    ...Object.entries(told).map(([name, words]) => `| ${words} | ${counts.get(name)?.length ?? 0} |`),
    "",
    ...found.flatMap(([name, all]) => all.slice(0, 20).map((one) => `- ${name}: ${one}`)),
    ...(found.some(([, all]) => all.length > 0) ? [""] : []),
  ].join("\n");
}
