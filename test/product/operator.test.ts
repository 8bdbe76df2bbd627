import { readdirSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { createPostgresDatabase } from "../support/database.ts";
import { findPostgres } from "../support/postgres.ts";
import { createMachine, type Machine } from "../support/product.ts";

let machine: Machine | undefined;

afterEach(async () => {
  await machine?.close();
});

const patience = { timeout: 180_000 };

async function json(url: string): Promise<unknown> {
  return await (await fetch(url)).json();
}

test("an empty start holds no need, tells how to invite, answers health, and stops cleanly", patience, async () => {
  machine = createMachine();
  const product = await machine.start();
  expect(product.output.join("\n")).toContain("npm run --silent invite");
  expect(await json(`${product.url}/api/needs`)).toEqual([]);
  expect(await json(`${product.url}/readyz`)).toEqual({ ready: true, database: true, channels: { web: true } });
  expect(await (await fetch(`${product.url}/metrics`)).text()).toContain("nhip_cau_inbox_pending 0");
  expect(await product.stop()).toBe(0);
});

test("a second process on the same folder says who has it and leaves it alone", patience, async () => {
  machine = createMachine();
  const product = await machine.start();
  const second = await machine.start().catch((error: Error) => error.message);
  expect(second).toContain("It ended with 1");
  expect(second).toMatch(/process \d+/i);
  expect(await json(`${product.url}/readyz`)).toMatchObject({ ready: true });
});

test("a port that is taken is told in a sentence, and the next start has the folder to itself", patience, async () => {
  machine = createMachine();
  const product = await machine.start();
  const other = createMachine({ PORT: new URL(product.url).port });
  try {
    const refused = await other.start().catch((error: Error) => error.message);
    expect(refused).toBe(
      `It ended with 1:\nPort ${new URL(product.url).port} is in use. Stop the program that uses it, or set PORT to another one.`,
    );
    expect(readdirSync(other.dataDir)).not.toContain("database.lock");
  } finally {
    await other.close();
  }
});

test("asked to stop twice, it still finishes and ends well", patience, async () => {
  machine = createMachine();
  const product = await machine.start();
  expect(await Promise.all([product.stop(), product.stop()])).toEqual([0, 0]);
  expect(readdirSync(machine.dataDir)).not.toContain("database.lock");
});

test("the demo shows life at the first start and is not loaded twice", patience, async () => {
  machine = createMachine({ DEMO: "on" });
  const first = await machine.start();
  const needs = (await json(`${first.url}/api/needs`)) as readonly { sector: string }[];
  expect(needs.length).toBeGreaterThanOrEqual(12);
  expect(new Set(needs.map(({ sector }) => sector)).size).toBeGreaterThanOrEqual(4);
  await first.stop();
  const again = await machine.start();
  expect(await json(`${again.url}/api/needs`)).toHaveLength(needs.length);
});

test("invitations and the tick work while the product is stopped", patience, async () => {
  machine = createMachine();
  const invited = await machine.command("invite", ["--role", "commune_officer", "--area", "Giang Thanh"]);
  expect(invited).toMatchObject({ code: 0, err: "" });
  expect(invited.out).toMatch(/^[\w-]{22}\n$/);
  const ticked = await machine.command("tick", ["--now", "2026-11-29T08:00:00+07:00"]);
  expect(JSON.parse(ticked.out)).toMatchObject({ pledges_lapsed: 0 });
});

test("commands hand over to the running product and refuse with a sentence what makes no sense", patience, async () => {
  machine = createMachine({ DEMO: "on" });
  await machine.start();
  const invite = ["--role", "commune_officer", "--area"];
  const [invited, ticked, chatted, unknown, unclear, none] = await Promise.all([
    machine.command("invite", [...invite, "Giang Thanh"]),
    machine.command("tick", ["--now", "2026-11-29T08:00:00+07:00"]),
    machine.command("chat", ["--as", "commune_officer"], { input: "còn thiếu gì\n" }),
    machine.command("invite", [...invite, "Hogwarts"]),
    machine.command("invite", [...invite, "Vĩnh Phú", "--locale", "en"]),
    machine.command("invite", []),
  ]);
  expect(invited.out).toMatch(/^[\w-]{22}\n$/);
  expect(JSON.parse(ticked.out)).toMatchObject({ pledges_lapsed: 0 });
  expect(chatted.out).toContain("NC26-001");
  expect(unknown).toMatchObject({ code: 2, out: "" });
  expect(unknown.err).toContain("xã");
  expect(unclear).toMatchObject({ code: 2, out: "" });
  expect(unclear.err).toContain("Vĩnh Điều");
  expect(none).toMatchObject({ code: 2, out: "" });
});

test("settings that make no sense are told all at once and nothing starts", patience, async () => {
  machine = createMachine({ PORT: "eighty", CLOCK: "yesterday" });
  const refused = await machine.start().catch((error: Error) => error.message);
  expect(refused).toContain("PORT");
  expect(refused).toContain("CLOCK");
});

test.skipIf(findPostgres().missing !== null)(
  "the same product runs over a plain PostgreSQL, in two processes at once",
  patience,
  async () => {
    const { url, release } = await createPostgresDatabase();
    machine = createMachine({ DATABASE_URL: url, DEMO: "on" });
    const other = createMachine({ DATABASE_URL: url, DEMO: "on" });
    try {
      const first = await machine.start();
      const second = await other.start();
      const needs = await json(`${first.url}/api/needs`);
      expect(needs).toEqual(await json(`${second.url}/api/needs`));
      expect((needs as unknown[]).length).toBeGreaterThanOrEqual(12);
      await first.stop();
      await second.stop();
    } finally {
      await other.close();
      await release();
    }
  },
);
