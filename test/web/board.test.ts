import { describe, expect, test } from "vitest";
import { createSite } from "../../src/web/site.ts";
import { needs, personas, siteDeps, thanks, webChannel } from "./support/site.ts";

const read = async (deps = siteDeps(), path = "/", headers: Record<string, string> = {}) => {
  const response = await createSite(deps).app.request(path, { headers });
  return { response, html: await response.text() };
};
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

describe("the language of the board", () => {
  test.for([
    ["/", {}, "vi"],
    ["/", { "accept-language": "en-GB,en;q=0.9,vi;q=0.4" }, "en"],
    ["/", { "accept-language": "fr, vi;q=0.3, en;q=0.2" }, "vi"],
    ["/", { "accept-language": "en;q=0, ko" }, "vi"],
    ["/", { "accept-language": ";;;,,q=x" }, "vi"],
    ["/?lang=en", { "accept-language": "vi" }, "en"],
    ["/?lang=vi", { "accept-language": "en" }, "vi"],
    ["/?lang=xx", { "accept-language": "en" }, "en"],
  ] as const)("%s with %o is %s", async ([path, headers, language]) => {
    const { html } = await read(siteDeps(), path, headers);
    expect(html).toContain(`<html lang="${language}">`);
  });
});

test("what was promised and what arrived stand apart, in Vietnamese numbers and days", async () => {
  const { html } = await read();
  const words = textOf(html);
  expect(words).toContain("NC26-012 · trang phục, đồ ấm · đang kêu gọi Hạn: hết ngày 14/12/2026");
  expect(words).toContain(
    "Đồ ấm, 6–8 tuổi Cần 1.500 bộ · còn thiếu 650 bộ Đã hứa, chưa giao: 420 bộ Đã nhận: 380 bộ Từ nguồn khác: 50 bộ",
  );
  expect(words).toContain("1 nhu cầu còn thiếu 1 nhu cầu đã đủ 1 nơi đang chờ");
  expect(words).toContain("Cửa hàng Mây 380 bộ đồ ấm · Giang Thành · 02/11/2026");
  expect([...html.matchAll(/max="(\d+)"\s+value="(\d+)"/g)].map(([, max, value]) => [max, value])).toContainEqual([
    "1500",
    "420",
  ]);
});

test("the same in English", async () => {
  const words = textOf((await read(siteDeps(), "/?lang=en")).html);
  expect(words).toContain("Warm clothes, ages 6–8 1,500 sets needed · 650 sets still missing");
  expect(words).toContain("Needed by the end of 14 Dec 2026");
});

test("every bar tells its meaning to those who cannot see it", async () => {
  const { html } = await read();
  expect(html).toContain('aria-label="Đồ ấm, 6–8 tuổi: Đã nhận: 380 bộ"');
});

test("names are shown as text, whatever they contain", async () => {
  const evil = `<img src=x onerror=alert(1)>"'&`;
  const { html } = await read(
    siteDeps({
      openData: {
        ...siteDeps().openData,
        needs: async () => [{ ...needs[0]!, area: { name: evil, code: evil }, code: evil }],
      },
      thanks: async () => [{ ...thanks[0]!, donor: evil, area: evil }],
    }),
  );
  expect(html).not.toContain("<img");
  expect(html).not.toContain(`"'&`);
});

test("it loads nothing from elsewhere and runs no script", async () => {
  const { response, html } = await read(siteDeps({ telegramLink: () => "https://t.me/example" }));
  expect(response.headers.get("content-security-policy")).toBe(
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; style-src 'self'",
  );
  expect(html).not.toMatch(/<script|<style| style=| on\w+=/);
  expect([...html.matchAll(/(?:src|href)="(https?:[^"]+)"/g)].map(([, url]) => url)).toEqual(["https://t.me/example"]);
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("the ways to write are offered when they exist", async () => {
  expect((await read()).html).not.toContain("/chat");
  const chat = { channel: webChannel(), personas: async () => personas };
  const { html } = await read(siteDeps({ chat, telegramLink: () => "https://t.me/example" }));
  expect(html).toContain('href="/chat?lang=vi"');
  expect(html).toContain('href="https://t.me/example"');
});

test("an area of support narrows the board and survives a change of language", async () => {
  const { html } = await read(siteDeps(), "/?sector=education&lang=vi");
  expect(html).toContain("NC26-013");
  expect(html).not.toContain("NC26-012");
  expect(html).toContain('href="?lang=en&amp;sector=education"');
});

test.for(["/?sector=%00", "/?area=<script>", `/?item=${"x".repeat(9_000)}`, "/?lang[]=vi", "/?sector=nothing"])(
  "%s is answered",
  async (path) => {
    const { response, html } = await read(siteDeps(), path);
    expect(response.status).toBe(200);
    expect(html).not.toContain("<script");
  },
);

test("without needs, without thanks and without a database it still speaks", async () => {
  const none = siteDeps({ openData: { ...siteDeps().openData, needs: async () => [] }, thanks: async () => [] });
  expect(textOf((await read(none)).html)).toContain("Hiện chưa có nhu cầu nào ở đây.");
  const down = siteDeps({ thanks: () => Promise.reject(new Error("no database")) });
  const { response, html } = await read(down);
  expect(response.status).toBe(503);
  expect(textOf(html)).toContain("Chưa đọc được số liệu.");
  expect(down.log).toHaveLength(1);
});
