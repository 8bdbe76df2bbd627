import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { WebChannel } from "../../src/model/web-chat.ts";
import { createWebServer, type WebServer } from "../../src/web/server.ts";
import { noBrowser, openBrowser, type Visit, visit } from "./support/browser.ts";
import { needs, personas, siteDeps, startTalker, type Talker, webChannel } from "./support/site.ts";

const greeting = { vi: "Xin chào! Bạn muốn làm gì?", en: "Hello! What would you like to do?" };
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

describe.skipIf(noBrowser)(`in a browser${noBrowser ? ` (skipped: ${noBrowser})` : ""}`, () => {
  let browser: Browser;
  let channel: WebChannel;
  let talker: Talker;
  let server: WebServer;
  let url: string;
  const visits: Visit[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const serve = (port = 0) =>
    createWebServer({
      ...siteDeps({ chat: { channel, personas: async () => personas }, telegramLink: () => null }),
      randomId: () => crypto.randomUUID(),
      host: "127.0.0.1",
      port,
    });

  beforeEach(async () => {
    channel = webChannel();
    talker = await startTalker(channel);
    server = serve();
    ({ url } = await server.start());
  });
  afterEach(async () => {
    for (const { page, problems } of visits.splice(0)) {
      await page.close();
      if (problems.length > 0) throw new Error(problems.join("\n"));
    }
    await server.stop();
  });

  async function enter(
    path: string,
    ...options: Parameters<typeof visit> extends [unknown, unknown, ...infer R] ? R : never
  ) {
    const seen = await visit(browser, `${url}${path}`, ...options);
    visits.push(seen);
    return seen;
  }

  test.for(["vi", "en"] as const)(
    "somebody new is greeted, speaks, decides, and the officer is told at once (%s)",
    async (language) => {
      const { left, right, page } = await enter(`/chat?lang=${language}`);
      const [yes, news, right_] =
        language === "vi" ? ["Có", "Có lời hứa mới: 20 bộ", "Đúng không?"] : ["Yes", "A promise: 20 sets", "Right?"];
      await left.reads(greeting[language]);
      await right.reads(greeting[language]);
      await left.type("Tôi góp 20 bộ **đồ ấm** cho Giang Thành");
      await left.reads("Tôi góp 20 bộ **đồ ấm** cho Giang Thành", `Tôi góp 20 bộ **đồ ấm** cho Giang Thành\n${right_}`);
      await left.press(yes);
      await left.reads(yes, `✓ ${yes}`);
      await right.reads(news);
      expect(await page.locator("#pane-right .heard").innerText()).toContain(news);
      const said = await left.lines();
      await page.reload();
      await left.reads(...said);
      expect(await left.lines()).toEqual(said);
      expect(talker.heard.filter(({ content }) => content.type === "text")).toHaveLength(1);
    },
  );

  test("a choice may be typed as its number, and a suggestion is said with one press", async () => {
    const { left } = await enter("/chat?lang=vi");
    await left.reads(greeting.vi);
    await left.suggest("Xã Giang Thành cần gì?");
    await left.reads("Xã Giang Thành cần gì?\nĐúng không?");
    await left.type("1");
    await left.reads("1", "1\nĐúng không?");
    expect(talker.heard.filter(({ content }) => content.type === "text").map(({ content }) => content)).toEqual([
      { type: "text", text: "Xã Giang Thành cần gì?" },
      { type: "text", text: "1" },
    ]);
  });

  test("what anybody writes is shown and never obeyed", async () => {
    const { left, page } = await enter("/chat?lang=vi");
    await left.reads(greeting.vi);
    const evil = `<img src=x onerror="document.title='caught'"><script>document.title='caught'</script>&amp;`;
    await left.type(evil);
    await left.reads(evil, `${evil}\nĐúng không?`);
    const html = `<img src=x onerror="document.title='caught'"><b onclick="document.title='caught'">đậm</b>`;
    const label = `"><img src=x onerror="document.title='caught'">`;
    await channel.send("demo-commune", { text: html, plain: "đậm", buttons: [{ label, data: `"><i>` }] });
    await expect.poll(() => page.locator("#pane-right .choice").innerText(), { timeout: 15_000 }).toContain(label);
    expect(await page.locator("#pane-right .line img, #pane-right .choice img").count()).toBe(0);
    expect(await page.title()).toBe("Nhịp Cầu · Trò chuyện thử");
  });

  test("one press makes somebody else of you, with a conversation of their own", async () => {
    const { left, page } = await enter("/chat?lang=vi");
    await left.reads(greeting.vi);
    await left.type("một mình");
    await left.reads("một mình\nĐúng không?");
    await left.become("Cửa hàng Mây");
    await left.reads(greeting.vi);
    expect(await left.lines()).toEqual([greeting.vi]);
    await left.type("hai mình");
    await left.reads("hai mình\nĐúng không?");
    await page.reload();
    await left.reads("hai mình", "hai mình\nĐúng không?");
    await left.become("Người mới");
    await left.reads(greeting.vi);
    expect(await left.lines()).toEqual([greeting.vi]);
    const addresses = talker.heard.filter(({ content }) => content.type === "start").map(({ address }) => address);
    expect(new Set(addresses).size).toBe(4);
    expect(addresses).toContain("demo-donor");
  });

  test("a photo is sent as evidence with its words; what is no photo is refused with a reason", async () => {
    const { left, problems } = await enter("/chat?lang=vi");
    await left.reads(greeting.vi);
    await left.attach({ name: "giao.png", mimeType: "image/png", buffer: png });
    await left.type("CK26-045 đã giao");
    await left.reads(`📷 image/png ${png.length}`);
    expect(talker.heard.at(-1)?.content).toMatchObject({ type: "file", caption: "CK26-045 đã giao" });
    await left.attach({ name: "trang.png", mimeType: "image/png", buffer: Buffer.from("<html>") });
    await left.type("ảnh khác");
    await expect
      .poll(() => left.root.locator(".state").innerText(), { timeout: 15_000 })
      .toBe("Chỉ nhận ảnh JPEG, PNG, WebP hoặc tệp PDF.");
    expect(problems.splice(0)).toEqual([expect.stringContaining("415")]);
  });

  test("while the server is away nothing is lost, and afterwards nothing comes twice", async () => {
    const { left, right, problems } = await enter("/chat?lang=vi");
    await left.reads(greeting.vi);
    await server.stop();
    await left.type("có ai đó không");
    await expect.poll(() => left.root.locator(".state").innerText(), { timeout: 15_000 }).toMatch(/^Mất kết nối/);
    await channel.send("demo-commune", { text: "Nhắc bạn", plain: "Nhắc bạn", buttons: [] });
    server = serve(Number(new URL(url).port));
    await server.start();
    await left.reads("có ai đó không", "có ai đó không\nĐúng không?");
    await right.reads("Nhắc bạn");
    expect(await left.lines()).toHaveLength(3);
    expect(await right.lines()).toHaveLength(2);
    expect(await left.root.locator(".state").innerText()).toBe("");
    expect(problems.splice(0).filter((problem) => !/ERR_|status of 503/.test(problem))).toEqual([]);
  });

  test("a line that could not be sent before a reload is sent after it", async () => {
    const { left, page } = await enter("/chat?lang=vi");
    await left.reads(greeting.vi);
    await page.route("**/chat/messages", (route) => route.fulfill({ status: 503 }));
    await left.type("giữ giúp tôi");
    await expect.poll(() => left.root.locator(".state").innerText(), { timeout: 15_000 }).toMatch(/^Mất kết nối/);
    await page.unroute("**/chat/messages");
    await page.reload();
    await left.reads("giữ giúp tôi", "giữ giúp tôi\nĐúng không?");
    expect(await left.lines()).toHaveLength(3);
    visits.at(-1)?.problems.splice(0);
  });

  test("the keyboard is enough", async () => {
    const { left, page } = await enter("/chat?lang=vi");
    await left.reads(greeting.vi);
    await page.locator("input[name=persona-left]:checked").focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("input[name=persona-left]:checked").inputValue()).toBe("demo-donor");
    await left.reads(greeting.vi);
    await left.root.locator("#text-input").focus();
    await page.keyboard.insertText("xin chào");
    await page.keyboard.press("Enter");
    await left.reads("xin chào\nĐúng không?");
    await left.root.locator(".choice").first().focus();
    await page.keyboard.press("Enter");
    await left.reads("Có", "✓ Có");
    for (const name of ["Gửi ảnh hoặc tệp PDF", "Gửi"]) {
      expect(await left.root.getByRole("button", { name, exact: true }).count()).toBe(1);
    }
    expect(await left.root.getByRole("textbox", { name: "Nhắn một câu…" }).count()).toBe(1);
  });

  test("a chosen day asks whose reminders it brings", async () => {
    const { left } = await enter("/chat?lang=vi");
    await left.reads(greeting.vi);
    const day = left.root.getByLabel("Xem lời nhắc của một ngày");
    await day.fill("2030-12-14");
    expect(await day.inputValue()).toBe("2030-12-14");
    await left.root.getByRole("button", { name: "Xem", exact: true }).click();
    await left.reads("ngày 14/12/2030 sẽ nhắc ai?", "ngày 14/12/2030 sẽ nhắc ai?\nĐúng không?");
  });

  test("on a narrow screen the panes become tabs, and the hidden one tells that it has news", async () => {
    const { left, right, page } = await enter("/chat?lang=vi", { viewport: { width: 360, height: 740 } });
    await left.reads(greeting.vi);
    expect(await right.root.isVisible()).toBe(false);
    await channel.send("demo-commune", { text: "Tin mới", plain: "Tin mới", buttons: [] });
    const tab = page.getByRole("tab", { name: "Cán bộ 1" });
    await expect.poll(() => tab.getAttribute("class"), { timeout: 15_000 }).toBe("news");
    await tab.click();
    await right.reads("Tin mới");
    expect([await right.root.isVisible(), await left.root.isVisible()]).toEqual([true, false]);
    expect(await tab.getAttribute("class")).toBe("");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });

  test("a change of language keeps the person and the conversation", async () => {
    const { left, page } = await enter("/chat?lang=vi");
    await left.become("Cửa hàng Mây");
    await left.reads(greeting.vi);
    await page.getByRole("link", { name: "English" }).click();
    await left.reads(greeting.vi);
    expect(await page.locator("h1").innerText()).toBe("Try a conversation");
    await left.suggest("What does Giang Thành need?");
    await left.reads("What does Giang Thành need?\nRight?");
    expect(talker.heard.at(-1)).toMatchObject({ address: "demo-donor", sender: { language: "en" } });
  });

  test.for([360, 1_280])("the board needs no script and fits %i points", async (width) => {
    const { page } = await enter("/?lang=vi", { javaScriptEnabled: false, viewport: { width, height: 740 } });
    expect(await page.locator(".need").count()).toBe(needs.length);
    expect(await page.getByRole("progressbar", { name: "Đồ ấm, 6–8 tuổi: Đã nhận: 380 bộ" }).count()).toBe(1);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });
});
