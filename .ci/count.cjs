// Prints the closing line of .ci/run from the report of the tests. Plain JavaScript, for whatever node the machine has.
const { existsSync, readFileSync } = require("node:fs");

const report = existsSync(process.argv[2]) ? JSON.parse(readFileSync(process.argv[2], "utf8")) : null;
const count = { passed: 0, failed: report ? 0 : 1, skipped: 0 };
for (const file of report?.testResults ?? []) {
  for (const { status } of file.assertionResults) count[status in count ? status : "skipped"]++;
  // A file that cannot even be loaded has no tests that could fail.
  if (file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed")) count.failed++;
}
process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
