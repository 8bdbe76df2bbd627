/** The page that the simulation writes: which ways a year of reminders took and what class of cost each was. */
import type { Life } from "./live.ts";
import type { WayName } from "./platforms.ts";

const names: Readonly<Record<WayName, string>> = {
  telegram: "Telegram",
  zalo_bot: "Zalo bot",
  zalo_oa: "Zalo Official Account",
  zalo_zns: "Zalo template (ZNS)",
};

export interface PageOptions {
  readonly people: number;
  readonly days: number;
  readonly seed: number;
  /** Of one template message, if the office knows it. */
  readonly templateVnd: number | null;
}

export function writePage(life: Life, { people, days, seed, templateVnd }: PageOptions): string {
  const rows = [...life.counts].toSorted(([, one], [, other]) => other - one);
  const price = (cost: string, count: number) =>
    cost === "template" && templateVnd !== null
      ? `${(count * templateVnd).toLocaleString("en")} VND`
      : cost === "free"
        ? "0"
        : "not known";
  return [
    "# A year of reminders",
    "",
    `Written by \`npm run simulate:year\` (seed ${seed}): ${people} people with mixed channels, some with a phone number given for it, live ${days} days on a simulated clock. They write now and then, block and come back; the office writes by hand in between; platforms fail ${life.faults} times before anything was sent. The outbox worker and the ledger are the real ones; the platforms keep their published windows and quotas.`,
    "",
    `${life.reminders} reminders and ${life.answers} answers. An oracle that knows only the platforms checked every one: it arrived exactly once, by the cheapest way that could carry it at that moment, never in the quiet hours unless it was an answer, or it is listed as unreachable. ${life.violations.length === 0 ? "It found nothing to object to." : `**It objects ${life.violations.length} times.**`}`,
    "",
    "| way | cost class | messages | price |",
    "| --- | --- | ---: | ---: |",
    ...rows.map(([row, count]) => {
      const [way = "", cost = ""] = row.split(" ");
      return `| ${names[way as WayName]} | ${cost} | ${count} | ${price(cost, count)} |`;
    }),
    `| still listed at the end; an officer was asked to call | unreachable | ${life.unreachable} | |`,
    "",
    `${life.sends} calls carried them, because the Official Account says all that is due to one person as one message. Officers got ${life.notices} requests to call, at most one for each person and day.`,
    "",
    "Prices are contracts and change: `-- --template-vnd 200` fills in the column. At least once: when a platform took a message and its answer was lost, the message leaves again the same way; the simulated failures are all before that point, the rest is covered by tests of the worker.",
    "",
    ...life.violations.slice(0, 50).map((violation) => `- ${violation}`),
    ...(life.violations.length > 0 ? [""] : []),
  ].join("\n");
}
