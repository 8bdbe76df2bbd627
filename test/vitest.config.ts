import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/learn-once.ts", "test/support/run-folder.ts"],
    sequence: { shuffle: true },
    allowOnly: !process.env["CI"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    expect: { requireAssertions: true },
    unstubEnvs: true,
  },
});
