import { expect, test } from "vitest";
import { readJson } from "../../../src/channels/zalo/read-json.ts";

test.for([
  ['{"id":4318652914735219481}', { id: "4318652914735219481" }],
  ['{"id":"4318652914735219481"}', { id: "4318652914735219481" }],
  ['[{"user":{"id":9007199254740993}}]', [{ user: { id: "9007199254740993" } }]],
  ['{"date":1750316131602,"price":1.5,"big":1e300}', { date: 1750316131602, price: 1.5, big: 1e300 }],
  ["12345678901234567890", "12345678901234567890"],
  ["{", undefined],
  ["", undefined],
] as const)("%s is read without losing a digit", ([text, value]) => {
  expect(readJson(text)).toEqual(value);
});
