import { describe, expect, test } from "vitest";
import { createSite } from "../../src/web/site.ts";
import { enterRoom as enter, type Room } from "./support/room.ts";
import { personas, siteDeps, webChannel } from "./support/site.ts";

const text = { conversation: "demo-donor", id: "message-1", type: "text", text: "xin chào" };
const cookieOf = async (room: Room) => (await room.ask("/chat")).headers.get("set-cookie")?.split(";")[0] ?? "";

describe("whose conversation", () => {
  test("nobody speaks where nobody lives", async () => {
    const room = await enter();
    for (const conversation of ["nobody", "", "visitor-a", "visitor-../x", "demo-donor\0", "__proto__"]) {
      expect((await room.say({ ...text, conversation })).status).toBe(404);
      const query = new URLSearchParams({ conversation });
      expect((await room.ask(`/chat/events?${query.toString()}`)).status).toBe(404);
    }
  });

  test("a visitor's conversation belongs to the browser that holds the cookie", async () => {
    const room = await enter();
    const page = await room.ask("/chat");
    const cookie = page.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^nhip_cau_visitor=[\w-]{16,}; Max-Age=31536000; Path=\/chat; HttpOnly; SameSite=Strict$/);
    const mine = cookie.split(";")[0] ?? "";
    expect((await room.say({ ...text, conversation: "visitor-a" }, { cookie: mine })).status).toBe(202);
    expect((await room.say({ ...text, conversation: "visitor-a" }, { cookie: await cookieOf(room) })).status).toBe(202);
    expect((await room.say({ ...text, conversation: "visitor-b" }, { cookie: mine })).status).toBe(202);
    const addresses = room.heard.heard.map(({ address }) => address);
    expect(new Set(addresses).size).toBe(3);
    expect(addresses.every((address) => /^visitor-[\w-]{24}$/.test(address))).toBe(true);
    expect(addresses.some((address) => address.includes(mine.split("=")[1] ?? "?"))).toBe(false);
  });

  test("knowing a visitor's address opens nothing", async () => {
    const room = await enter();
    await room.say({ ...text, conversation: "visitor-a" }, { cookie: await cookieOf(room) });
    const address = room.heard.heard[0]?.address ?? "";
    expect((await room.say({ ...text, conversation: address })).status).toBe(404);
    expect((await room.say({ ...text, conversation: address }, { cookie: await cookieOf(room) })).status).toBe(404);
  });

  test("the cookie is kept over visits, and replaced when it is not ours", async () => {
    const room = await enter();
    const cookie = await cookieOf(room);
    expect((await room.ask("/chat", { headers: { cookie } })).headers.get("set-cookie")).toContain(cookie);
    const odd = "nhip_cau_visitor=short";
    expect((await room.ask("/chat", { headers: { cookie: odd } })).headers.get("set-cookie")).not.toContain("short");
  });

  test.for(["0123456789abcdef", "0b6f8a52-9a1e-4c1e-8a52-0b6f8a529a1e", "a_b-c_d-e_f-g_h-i_j-k_"])(
    "an id like %s is a cookie that is known again",
    async (id) => {
      const channel = webChannel();
      await channel.start(async () => {});
      const { app } = createSite(siteDeps({ chat: { channel, personas: async () => personas }, randomId: () => id }));
      const cookie = (await app.request("/chat")).headers.get("set-cookie")?.split(";")[0] ?? "";
      const body = JSON.stringify({ ...text, conversation: "visitor-a" });
      const headers = { cookie, "content-type": "application/json" };
      expect((await app.request("/chat/messages", { method: "POST", headers, body })).status).toBe(202);
    },
  );

  test("behind https the cookie stays on https", async () => {
    const room = await enter();
    const page = await room.ask("/chat", { headers: { "x-forwarded-proto": "https" } });
    expect(page.headers.get("set-cookie")).toContain("; Secure");
  });

  test.for([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://elsewhere.example" },
    { origin: "null" },
  ])("a request with %o comes from elsewhere and is refused", async (headers) => {
    const room = await enter();
    expect((await room.say(text, { host: "localhost", ...headers })).status).toBe(403);
    expect(room.heard.heard).toEqual([]);
  });

  test("the page's own requests are taken", async () => {
    const room = await enter();
    const headers = { host: "localhost:3000", origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };
    expect((await room.say(text, headers)).status).toBe(202);
  });
});

describe("the page", () => {
  test.for(["vi", "en"])("speaks %s and loads nothing from elsewhere", async (language) => {
    const room = await enter();
    const response = await room.ask(`/chat?lang=${language}`);
    const html = await response.text();
    expect(html).toContain(`<html lang="${language}">`);
    expect(response.headers.get("content-security-policy")).toContain("connect-src 'self'");
    expect(html).not.toMatch(/https?:\/\//);
    for (const { id } of personas) expect(html).toContain(`value="${id}"`);
  });

  test("names cannot break out of it", async () => {
    const channel = webChannel();
    const evil = "</script><script>alert(1)</script>";
    const chat = { channel, personas: async () => [{ id: "demo-x", role: "donor", name: evil, area: evil }] };
    const html = await (await createSite(siteDeps({ chat })).app.request("/chat")).text();
    expect(html).not.toContain("<script>alert");
  });

  test.for(["/assets/chat.js", "/assets/chat.css", "/assets/icon.svg", "/vendor/deep-chat.js"])(
    "%s is served once and then only confirmed",
    async (path) => {
      const room = await enter();
      const first = await room.ask(path);
      const etag = first.headers.get("etag") ?? "";
      expect(first.status).toBe(200);
      expect((await first.text()).length).toBeGreaterThan(100);
      const again = await room.ask(path, { headers: { "if-none-match": etag } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    },
  );
});
