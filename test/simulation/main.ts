/** `npm run simulate:year`: lives through a year of reminders, writes docs/reminders-year.md and ends with 1 when a message went wrong. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectFolder } from "../support/database.ts";
import { live } from "./live.ts";
import { writePage } from "./page.ts";

const { values } = parseArgs({
  options: {
    people: { type: "string", default: "500" },
    days: { type: "string", default: "365" },
    seed: { type: "string", default: "1" },
    "template-vnd": { type: "string" },
  },
});
const options = { people: Number(values.people), days: Number(values.days), seed: Number(values.seed) };
const life = await live({ ...options, boughtPerMonth: 150, templatesPerDay: 40 });
const templateVnd = values["template-vnd"] === undefined ? null : Number(values["template-vnd"]);
const page = writePage(life, { ...options, templateVnd });
process.stdout.write(page);
if (options.people === 500 && options.days === 365) writeFileSync(join(projectFolder, "docs/reminders-year.md"), page);
process.exitCode = life.violations.length === 0 ? 0 : 1;
