import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/app.ts";

let opened: TestApp;

beforeAll(async () => {
  opened = await openTestApp({ demo: true });
  await opened.app.drain();
});
afterAll(() => opened.close());

test("what comes hours late is kept, answered by nothing, and changes no open question", async () => {
  const { app, web } = opened;
  const hear = async (text: string, late: { stale?: true } = {}) => {
    web.sent.length = 0;
    await app.ingest([{ ...web.event("lan", { type: "text", text }), ...late }]);
    await app.drain();
    expect(opened.faults).toEqual([]);
    return web.sent.map(({ message }) => message.plain);
  };
  const [question = ""] = await hear("đăng ký 10 bộ đồ ấm cho Giang Thành");
  expect(question).toContain("10 bộ đồ ấm");
  expect(await hear("thôi", { stale: true })).toEqual([]);
  const [next = ""] = await hear("có");
  expect(next).not.toEqual("");
  expect(next).not.toContain("Không có gì đang chờ");
  const [row] = await opened.database.runner.transaction((query) =>
    query("select count(*)::text as kept from public.inbox where event ->> 'stale' = 'true' and status = 'done'"),
  );
  expect(row?.["kept"]).toBe("1");
});
