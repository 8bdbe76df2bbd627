import { describe, expect, test } from "vitest";
import type { NeedFilter, OpenNeed } from "../../src/web/open-data.ts";
import { createSite } from "../../src/web/site.ts";
import { needs, pledge, siteDeps } from "./support/site.ts";

const deps = siteDeps();
const { app } = createSite(deps);

test("all needs come as a plain array with the published fields", async () => {
  const response = await app.request("/api/needs");
  expect(response.status).toBe(200);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("cache-control")).toBe("public, max-age=15");
  expect(await response.json()).toEqual(needs);
});

test("filters reach the ledger trimmed, others are ignored", async () => {
  const asked: NeedFilter[] = [];
  const site = createSite(
    siteDeps({ openData: { ...deps.openData, needs: async (filter) => (asked.push(filter), []) } }),
  );
  await site.app.request("/api/needs?area=%20Giang%20Th%C3%A0nh&sector=clothing&item=warm_clothes&status=open&limit=1");
  expect(asked).toEqual([{ area: "Giang Thành", sector: "clothing", item: "warm_clothes", status: "open" }]);
});

test("one need and one pledge are found by their code, in any case", async () => {
  expect(await (await app.request("/api/needs/nc26-012")).json()).toEqual(needs[0]);
  expect(await (await app.request("/api/pledges/CK26-045")).json()).toEqual(pledge);
});

test("sums are open too", async () => {
  expect(await (await app.request("/api/stats")).json()).toEqual({ needs: 2, open: 1 });
});

test("what a function says beyond the published fields stays inside", async () => {
  const talkative = { ...needs[0], contact: "0900 000 000" } as unknown as OpenNeed;
  const site = createSite(
    siteDeps({
      openData: {
        ...deps.openData,
        needs: async () => [talkative],
        need: async () => talkative,
        pledge: async () => ({ ...pledge, phone: "0900 000 000" }) as typeof pledge,
      },
    }),
  );
  for (const path of ["/api/needs", "/api/needs/NC26-012", "/api/pledges/CK26-045"]) {
    expect(await (await site.app.request(path)).text()).not.toContain("0900");
  }
});

describe("odd questions", () => {
  test.for([
    "/api/needs/NC26-999",
    "/api/needs/CK26-045%00",
    "/api/needs/..%2f..%2fetc%2fpasswd",
    "/api/needs/%F0%9F%98%80",
    "/api/needs/%E0%A4%A",
    "/api/needs/'%20or%20'1'='1",
    `/api/needs/${"9".repeat(5_000)}`,
    "/api/pledges/NC26-012x",
    "/api/pledges/",
    "/api/nothing",
    "/api/",
  ])("%s does not exist", async (path) => {
    const response = await app.request(path);
    expect([response.status, await response.json()]).toEqual([404, { error: "not_found" }]);
  });

  test.for(["area=%00", `area=${"x".repeat(101)}`, "status=a%0Ab", "item=%1B"])(
    "%s finds nothing and asks nobody",
    async (query) => {
      const site = createSite(siteDeps({ openData: { ...deps.openData, needs: () => Promise.reject(new Error()) } }));
      const response = await site.app.request(`/api/needs?${query}`);
      expect([response.status, await response.json()]).toEqual([200, []]);
    },
  );

  test("an empty filter is no filter", async () => {
    expect(await (await app.request("/api/needs?sector=&area=%20")).json()).toHaveLength(2);
  });
});

test("while the database is away, open data says so and the log knows why", async () => {
  const down = siteDeps({ openData: { ...deps.openData, need: () => Promise.reject(new Error("no database")) } });
  const response = await createSite(down).app.request("/api/needs/NC26-012");
  expect([response.status, await response.json()]).toEqual([503, { error: "unavailable" }]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(down.log).toMatchObject([{ fields: { path: "/api/needs/NC26-012" } }]);
});
