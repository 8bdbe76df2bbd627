/** What every page has around its content. Values are escaped by hono's `html`; nothing is loaded from elsewhere. */
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { languages } from "../model/message.ts";
import type { Words } from "./words.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const languageNames = { vi: "Tiếng Việt", en: "English" } as const;

export interface Frame {
  readonly words: Words;
  /** Key below `web` in locales/. */
  readonly title: string;
  readonly style: string;
  readonly head?: Html;
  /** The part of the page's address after `?` that a change of language keeps. */
  readonly kept?: string;
  /** Beside the language switch. */
  readonly links: Html;
}

export function pageFrame(frame: Frame, content: Html): Html {
  const { words, title, style, head, links, kept } = frame;
  return html`<!doctype html>
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${words.say("tagline")}" />
        <title>${words.say(title)}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/site.css" />
        <link rel="stylesheet" href="/assets/${style}" />
        ${head}
      </head>
      <body>
        <a class="skip" href="#main">${words.say("skip")}</a>
        <header class="top">
          <a class="brand" href="/?lang=${words.language}"
            ><span class="mark" aria-hidden="true"></span>${words.say("name")}</a
          >
          <nav class="links" aria-label="${words.say("links")}">${links}</nav>
          <nav class="languages" aria-label="${words.say("language")}">
            ${languages.map((language) => {
              const current = language === words.language ? raw(' aria-current="true"') : "";
              return html`<a
                href="?lang=${language}${kept ? `&${kept}` : ""}"
                lang="${language}"
                hreflang="${language}"
                ${current}
                >${languageNames[language]}</a
              >`;
            })}
          </nav>
        </header>
        ${content}
      </body>
    </html>`;
}
