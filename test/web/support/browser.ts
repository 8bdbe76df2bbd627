/** A real browser that may reach nothing but this machine, and the hands and eyes of somebody at the chat page. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";

const executablePath = "/usr/bin/chromium";

/** Why there can be no browser test here, or null. */
export const noBrowser = existsSync(executablePath) ? null : `${executablePath} is not installed`;

export function openBrowser(): Promise<Browser> {
  const flags = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking";
  const args = `${flags} disable-component-update disable-sync`.split(" ").map((flag) => `--${flag}`);
  return chromium.launch({ executablePath, headless: true, args });
}

export interface Visit {
  readonly page: Page;
  readonly left: Pane;
  readonly right: Pane;
  /** What went wrong in the page, and requests that would have left this machine. */
  readonly problems: string[];
}

export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 800 }, ...options });
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") problems.push(`asked ${request.url()}`);
  });
  await page.goto(url);
  return { page, problems, left: paneOf(page, "left"), right: paneOf(page, "right") };
}

/** Somebody in one of the two panes. */
export interface Pane {
  readonly root: Locator;
  /** Chooses a persona by the name on its card. */
  become(name: string): Promise<void>;
  /** Types a line and presses Enter. */
  type(text: string): Promise<void>;
  /** Presses a button of the conversation, the newest of that name. */
  press(label: string): Promise<void>;
  /** Presses one of the suggestions below. */
  suggest(label: string): Promise<void>;
  attach(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
  /** Every line as it is read, without the numbers of choices. */
  lines(): Promise<string[]>;
  /** Waits until the last lines are these. */
  reads(...lines: string[]): Promise<void>;
}

function paneOf(page: Page, side: "left" | "right"): Pane {
  const root = page.locator(`#pane-${side}`);
  const pane: Pane = {
    root,
    become: (name) => root.locator(".persona", { hasText: name }).click(),
    async type(text) {
      await root.locator("#text-input").click();
      await page.keyboard.insertText(text);
      await page.keyboard.press("Enter");
    },
    press: (label) => root.locator(".choice", { hasText: label }).last().click(),
    suggest: (label) => root.locator(".suggestions button", { hasText: label }).click(),
    async attach(file) {
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), root.locator(".inside-start").click()]);
      await chooser.setFiles(file);
    },
    lines: () => root.locator(".line").allInnerTexts(),
    async reads(...lines) {
      await expect
        .poll(async () => (await pane.lines()).slice(-lines.length), { timeout: 15_000, interval: 20 })
        .toEqual(lines);
    },
  };
  return pane;
}
