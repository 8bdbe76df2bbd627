import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fails, type OpenAiServer, readChat, says, startOpenAiServer } from "../../support/openai/server.ts";
import { openAsking } from "./asking.ts";

let server: OpenAiServer;

beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(async () => {
  await server.close();
});

const unclear = "gom được 50 áo ấm, tính chở xuống Vĩnh Điều luôn";
const gives = says({ intent: "pledge.create", quotes: [{ slot: "items", quote: "50 áo ấm" }] });

describe("a good model", () => {
  test("chooses the intent; the values are read from the person's words", async () => {
    server.answer(gives);
    const { ask, outcomes } = openAsking(server);
    expect(await ask(unclear)).toMatchObject({
      intent: "pledge.create",
      by: "model",
      language: "vi",
      slots: { items: [{ item: "warm_clothes", quantity: 50, unit: "piece" }], area: "Vĩnh Điều" },
      areas: [{ name: "Vĩnh Điều" }],
    });
    expect(outcomes).toEqual(["answered"]);
    expect(server.requests[0]).toMatchObject({ path: "/v1/chat/completions", authorization: "Bearer test-key" });
    expect(readChat(server.requests[0]!)).toMatchObject({ model: "test-model", temperature: 0, format: "json_schema" });
  });

  test("sees the role's intents only, and never a yes", async () => {
    const { ask } = openAsking(server);
    await ask(unclear);
    await ask(unclear, { role: "province_officer" });
    const [donor = "", province = ""] = server.requests.map((request) => readChat(request).messages[0]?.content ?? "");
    expect(donor).toContain("\n- pledge.create (");
    expect(donor).not.toContain("need.approve");
    expect(province).toContain("\n- need.approve (");
    for (const word of ["affirm", "deny", "undo"]) expect(donor + province).not.toContain(`\n- ${word} (`);
    expect(JSON.stringify(JSON.parse(server.requests[0]!.raw).response_format)).not.toContain("need.approve");
  });

  test("gives words back where words are wanted", async () => {
    server.answer(
      says({
        intent: "need.return",
        quotes: [
          { slot: "need", quote: "[NEED_CODE]" },
          { slot: "reason", quote: "số liệu lệch sổ" },
        ],
      }),
    );
    const { ask } = openAsking(server);
    const frame = await ask("cái NC26-012 kia coi lại dùm, số liệu lệch sổ", { role: "province_officer" });
    expect(frame).toMatchObject({ intent: "need.return", slots: { need: "NC26-012", reason: "số liệu lệch sổ" } });
  });

  test("out of scope, or the open question without an answer to it, changes nothing", async () => {
    const { ask, outcomes } = openAsking(server);
    expect(await ask(unclear)).toBeNull();
    server.answer(says({ intent: "pledge.create", quotes: [] }));
    expect(await ask("ờ thì cũng tùy thôi", { awaiting: "items", running: "pledge.create" })).toBeNull();
    expect(outcomes).toEqual(["useless", "useless"]);
  });
});

describe("what leaves", () => {
  test("no phone, no code, no name", async () => {
    const { ask } = openAsking(server);
    await ask("chị Nguyễn Thị Hoa nhờ coi CK26-045 dùm, 0912 345 678, hoa@example.org");
    const { message } = readChat(server.requests[0]!);
    expect(message).toMatch(/\[NAME\].*\[PLEDGE_CODE\].*\[PHONE\].*\[ADDRESS\]/);
    expect(server.requests[0]!.raw).not.toMatch(/Hoa|0912|26-045 dùm|hoa@/u);
  });

  test("nothing when a child is named or asked for, and nothing of a letter", async () => {
    const { ask, outcomes } = openAsking(server);
    expect(await ask("em Nguyễn Thị Bông 7 tuổi cần áo")).toBeNull();
    expect(await ask("cho xin hình bé gái bữa trước")).toBeNull();
    expect(await ask("xin chào ".repeat(100))).toBeNull();
    expect(outcomes).toEqual(["private", "private", "too_long"]);
    expect(server.requests).toEqual([]);
  });

  test("only to the address that was configured", async () => {
    const other = await startOpenAiServer();
    server.answer({ type: "redirect", to: `${other.url}/chat/completions` });
    const { ask, outcomes } = openAsking(server);
    expect(await ask(unclear)).toBeNull();
    expect(other.requests).toEqual([]);
    expect(outcomes).toEqual(["failed: network"]);
    await other.close();
  });
});

describe("a server that knows less", () => {
  test.for([
    ["json_object", 2],
    ["none", 3],
  ] as const)("is asked for %s after it refused more, and from then on at once", async ([format, tries]) => {
    const order = ["json_schema", "json_object", "none"];
    server.answer((request) => (order.indexOf(readChat(request).format) < order.indexOf(format) ? fails(400) : gives));
    const { ask } = openAsking(server);
    expect(await ask(unclear)).toMatchObject({ intent: "pledge.create" });
    expect(server.requests).toHaveLength(tries);
    expect(await ask(`${unclear} nha`)).toMatchObject({ intent: "pledge.create" });
    expect(readChat(server.requests.at(-1)!).format).toBe(format);
    expect(server.requests).toHaveLength(tries + 1);
  });

  test("a plain question carries nothing that could be refused", async () => {
    server.answer((request) => (readChat(request).format === "none" ? gives : fails(422)));
    await openAsking(server).ask(unclear);
    expect(Object.keys(JSON.parse(server.requests.at(-1)!.raw)).toSorted()).toEqual(["messages", "model"]);
  });

  test.for([
    ["fences", '```json\n{"intent":"pledge.create","quotes":[]}\n```'],
    ["thoughts", '<think>{hm}</think>Sure! {"intent":"pledge.create","quotes":[]} Anything else?'],
    [
      "odd quotes",
      '{"intent":"pledge.create","quotes":[7,{"slot":"bank","quote":"x"},{"slot":"items","quote":"50 áo ấm"}]}',
    ],
    ["no quotes", '{"intent":"pledge.create"}'],
  ])("its %s are seen through", async ([, content]) => {
    server.answer(says(content));
    expect(await openAsking(server).ask(unclear)).toMatchObject({
      intent: "pledge.create",
      slots: { items: [{ quantity: 50 }], area: "Vĩnh Điều" },
    });
  });
});
