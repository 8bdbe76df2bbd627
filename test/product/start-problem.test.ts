import { expect, test } from "vitest";
import { StoreError } from "../../src/act/store-error.ts";
import { describeStartProblem } from "../../src/start-problem.ts";

const config = { web: { port: 3_000, host: "10.0.0.1", publicUrl: null }, dataDir: "/srv/data" };
const told = (error: unknown) => describeStartProblem(error, config);
const systemError = (fields: object) => Object.assign(new Error("system"), fields);

test.for([
  [systemError({ code: "EADDRINUSE", syscall: "listen", port: 3_000 }), "3000"],
  [systemError({ code: "EADDRNOTAVAIL", syscall: "listen", port: 3_000 }), "10.0.0.1"],
  [systemError({ code: "EACCES", syscall: "mkdir" }), "/srv/data"],
  [systemError({ code: "EROFS", syscall: "open" }), "/srv/data"],
  [new StoreError("the database is not reachable", { code: "08006", retryable: true }), "not reachable"],
] as const)("%s is told with what to change", ([error, part]) => {
  expect(told(error)).toContain(part);
});

test("what only a programmer can mend is left to the log", () => {
  expect(told(new TypeError("undefined is not a function"))).toBeNull();
  expect(told(systemError({ code: "ECONNRESET" }))).toBeNull();
});
