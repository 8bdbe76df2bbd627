import { expect, test } from "vitest";
import { say } from "./world.ts";

test.for(["nhận 65 áo phao CK26-045, để ở trường tiểu học", "nhận 65 áo phao CK26-045 tại trường mầm non Tây Yên"])(
  "%s: the school is a place",
  (said) => {
    expect(say(said, { role: "commune_officer" }).slots.items).toEqual([
      { item: "life_jacket", quantity: 65, unit: "piece" },
    ]);
  },
);

test.for(["góp 65 áo phao cho trường tiểu học", "góp 65 áo phao cho học sinh tiểu học"])("%s: for an age", (said) => {
  expect(say(said).slots.items).toMatchObject([{ item: "life_jacket", quantity: 65, age_band: "primary" }]);
});
