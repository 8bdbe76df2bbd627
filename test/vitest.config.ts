import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/learn-once.ts", "test/support/run-folder.ts"],
    // Files are processes of their own; those that took longest last time begin, so that the end finds both workers busy.
    sequence: { shuffle: { tests: true, files: false } },
    allowOnly: !process.env["CI"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    expect: { requireAssertions: true },
    unstubEnvs: true,
  },
});
