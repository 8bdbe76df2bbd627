import { describe, expect, test } from "vitest";
import { emptyState, readState, type State, stateVersion } from "../../src/converse/state.ts";

const flow: State["flow"] = { intent: "pledge.create", known: {}, evidence: [], trail: [], confirmed: false };
const full: State = {
  version: stateVersion,
  flow,
  asides: [{ flow }],
  prompt: {
    id: "p1",
    awaiting: "confirm",
    key: "echo.pledge.create",
    params: {},
    options: [{ label: "yes", meaning: { type: "yes" } }],
  },
  list: { intent: "need.list", known: {}, codes: ["NC26-001"], shown: 1, total: 3 },
  lost: 1,
};

test("a state is read as it was written, through JSON", () => {
  expect(readState(JSON.parse(JSON.stringify(full)))).toEqual({ state: full, restarted: false });
});

describe("what cannot be read begins anew, and says so only when something was open", () => {
  test.for<[string, unknown, boolean]>([
    ["nothing was ever stored", {}, false],
    ["no object", null, false],
    ["a number", 7, false],
    ["a text", "flow", false],
    ["a list", [], false],
    ["an older version with nothing open", { version: 0, list: {} }, false],
    ["an older version with an open write", { ...full, version: 0 }, true],
    ["a newer version with an open write", { ...full, version: stateVersion + 1 }, true],
    ["an open write without its intent", { ...full, flow: { known: {} } }, true],
    [
      "a question whose answers mean nothing",
      { ...full, prompt: { ...full.prompt, options: [{ label: "yes", meaning: "yes" }] } },
      true,
    ],
    ["a count of misunderstandings that is none", { version: stateVersion, lost: "two" }, false],
  ])("%s", ([, stored, restarted]) => {
    expect(readState(stored)).toEqual({ state: emptyState, restarted });
  });
});
