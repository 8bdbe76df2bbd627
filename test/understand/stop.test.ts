import { expect, test } from "vitest";
import { say } from "./world.ts";

test.for(["STOP", "stop", "Stop!", "STOP ALL"])("%s to a message out of the blue ends the messages", (text) => {
  expect(say(text).intent).toBe("digest.unsubscribe");
});

test("while something is entered it ends only that", () => {
  expect(say("STOP", { awaiting: "items", running: "pledge.create" }).intent).toBe("cancel");
  expect(say("STOP", { awaiting: "confirm", running: "pledge.create" }).intent).toBe("cancel");
  expect(say("stop", { running: "pledge.create" }).intent).toBe("cancel");
});

test.for(["stop taking pledges for NC26-029", "don't stop"])("%s is more than that", (text) => {
  expect(say(text, { role: "province_officer" }).intent).not.toBe("digest.unsubscribe");
});

test.for(["tháng sau giao 20 cặp", "tuần sau giao 15 thùng mì"])("%s is a promise with its day", (text) => {
  const { intent, slots } = say(text);
  expect(intent).toBe("pledge.create");
  expect(slots.due).toBeDefined();
  expect(slots.items).toHaveLength(1);
});

test("what a program lets slip is nothing that anybody means", () => {
  expect(say("NaN bộ").intent).toBe("out_of_scope");
});
