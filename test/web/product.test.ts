import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMachine, type Machine, type RunningProduct } from "../support/product.ts";
import { noBrowser, openBrowser, type Pane, visit } from "./support/browser.ts";

const whenSlow = { timeout: 30_000, interval: 50 };

describe.skipIf(noBrowser)(`the product in a browser${noBrowser ? ` (skipped: ${noBrowser})` : ""}`, () => {
  let machine: Machine;
  let product: RunningProduct;
  let browser: Browser;

  beforeAll(async () => {
    machine = createMachine({ DEMO: "on", CLOCK: "2026-10-15T09:00:00+07:00" });
    [product, browser] = await Promise.all([machine.start(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await machine.close();
  });

  const newest = async (pane: Pane) => (await pane.lines()).at(-1) ?? "";
  const promised = async (code: string) => {
    const need = (await (await fetch(`${product.url}/api/needs/${code}`)).json()) as { items: { reserved: number }[] };
    return need.items[0]?.reserved ?? 0;
  };

  test.for([
    ["vi", "Tôi muốn góp", "Có", "Đồng ý"],
    ["en", "I would like to give", "Yes", "I agree"],
  ] as const)(
    "somebody new promises by pressing, and the officer is told (%s)",
    async ([language, suggestion, yes, agree]) => {
      const { page, left, right, problems } = await visit(browser, `${product.url}/chat?lang=${language}`);
      await expect.poll(async () => (await left.lines()).length, whenSlow).toBe(1);
      const before = await promised("NC26-001");

      await left.suggest(suggestion);
      await expect.poll(() => newest(left), whenSlow).toContain("NC26-001");
      await left.press(yes);
      await expect.poll(() => left.root.locator(".choice", { hasText: agree }).count(), whenSlow).toBeGreaterThan(0);
      await left.root.getByRole("button", { name: agree, exact: true }).click();
      await expect.poll(() => newest(left), whenSlow).toMatch(/CK26-\d{3}/);
      const code = /CK26-\d{3}/.exec(await newest(left))?.[0] ?? "?";
      await expect.poll(() => newest(right), whenSlow).toContain(code);
      expect(await promised("NC26-001")).toBe(before + 20);
      expect(await (await fetch(`${product.url}/api/pledges/${code}`)).json()).toMatchObject({
        code,
        need: "NC26-001",
        donor: null,
      });

      const said = await left.lines();
      await page.reload();
      await left.reads(...said);
      await page.goto(`${product.url}/?lang=${language}`);
      expect(await page.locator("#NC26-001").innerText()).toContain(String(before + 20));
      expect(problems).toEqual([]);
      await page.close();
    },
  );
});
