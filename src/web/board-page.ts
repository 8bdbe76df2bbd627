/** How the public board looks. A promise is not progress: each item has one bar for what was promised and one for what arrived. */
import { html } from "hono/html";
import { sectors } from "./sectors.ts";
import type { NeedFilter, OpenNeed } from "./open-data.ts";
import { type Html, pageFrame } from "./page-frame.ts";
import type { Words } from "./words.ts";

export interface Thanks {
  readonly donor: string;
  readonly items: readonly { readonly item: string; readonly unit: string | null; readonly quantity: number }[];
  readonly amount_vnd: number | null;
  readonly area: string;
  /** ISO day. */
  readonly on: string;
}

export interface BoardView {
  readonly words: Words;
  readonly filter: NeedFilter;
  readonly needs: readonly OpenNeed[];
  readonly thanks: readonly Thanks[];
  readonly failed: boolean;
  readonly hasChat: boolean;
  readonly telegramLink: string | null;
}

export function boardPage(view: BoardView): Html {
  const { words, needs, hasChat, telegramLink } = view;
  const chat =
    hasChat && html`<a class="button" href="/chat?lang=${words.language}">${words.say("board.open_chat")}</a>`;
  const telegram =
    telegramLink &&
    html`<a class="button quiet" href="${telegramLink}" rel="noopener">${words.say("board.open_telegram")}</a>`;
  const kept = new URLSearchParams(view.filter).toString();
  const frame = {
    words,
    title: "board.title",
    style: "board.css",
    links: html`${hasChat && html`<a href="/chat?lang=${words.language}">${words.say("chat.heading")}</a>`}`,
    kept,
  };
  return pageFrame(
    frame,
    html`<main id="main">
        <section class="hero">
          <h1>${words.say("board.heading")}</h1>
          <p>${words.say("board.intro")}</p>
          <p class="actions">${chat}${telegram}</p>
        </section>
        ${view.failed ? html`<p class="notice" role="alert">${words.say("board.failed")}</p>` : [summary(words, needs), filters(words, view.filter), needList(words, needs)]}
        ${thanksList(words, view.thanks)}
      </main>
      <footer class="foot">
        <p>${words.say("board.privacy")}</p>
        <p>${words.say("board.open_data")} <a href="/api/needs">/api/needs</a> · <a href="/api/stats">/api/stats</a></p>
      </footer>`,
  );
}

function summary(words: Words, needs: readonly OpenNeed[]): Html {
  const open = needs.filter(({ items }) => items.some(({ remaining }) => remaining > 0));
  const places = new Set(open.map(({ area }) => area.code));
  const figure = (count: number, key: string) =>
    html`<li><strong>${words.say("number", { value: count })}</strong> ${words.say(key, { count })}</li>`;
  return html`<ul class="figures">
    ${figure(open.length, "board.open_needs")} ${figure(needs.length - open.length, "board.met_needs")}
    ${figure(places.size, "board.places")}
  </ul>`;
}

function filters(words: Words, filter: NeedFilter): Html {
  const link = (sector: string | null, label: string) => {
    const query = new URLSearchParams({ lang: words.language, ...(sector && { sector }) });
    const current = (filter.sector ?? null) === sector;
    return html`<a href="/?${query.toString()}" ${current ? html` aria-current="true"` : ""}>${label}</a>`;
  };
  return html`<nav class="filters" aria-label="${words.say("board.filter")}">
    ${link(null, words.say("board.all"))}${sectors.map((sector) => link(sector, words.say("board.sector", { sector })))}
  </nav>`;
}

function needList(words: Words, needs: readonly OpenNeed[]): Html {
  if (needs.length === 0) return html`<p class="notice">${words.say("board.empty")}</p>`;
  return html`<ul class="needs">
    ${needs.map((need) => needCard(words, need))}
  </ul>`;
}

function needCard(words: Words, need: OpenNeed): Html {
  return html`<li class="need" id="${need.code}">
    <h2>${need.area.name}</h2>
    <p class="facts">
      <code>${need.code}</code> · ${words.say("board.facts", { sector: need.sector, status: need.status })}
    </p>
    ${need.needed_by && html`<p class="due">${words.say("board.needed_by", { day: need.needed_by })}</p>`}
    ${need.items.map((item) => itemProgress(words, item))}
  </li>`;
}

function itemProgress(words: Words, item: OpenNeed["items"][number]): Html {
  const name = words.say(item.age_band === null ? "board.item" : "board.item_for_age", item);
  const bar = (kind: string, count: number) => {
    const text = words.say(`board.${kind}`, item);
    return html`<div class="bar ${kind}">
      <span>${text}</span>
      <progress
        max="${Math.max(item.needed, 1)}"
        value="${Math.min(count, item.needed)}"
        aria-label="${name}: ${text}"
      ></progress>
    </div>`;
  };
  return html`<div class="item">
    <h3>${name}</h3>
    <p>
      ${words.say("board.needed", item)} ·
      <strong>${words.say(item.remaining > 0 ? "board.remaining" : "board.enough", item)}</strong>
    </p>
    ${bar("promised", item.reserved)} ${bar("delivered", item.accepted)}
    ${item.covered > 0 && bar("covered", item.covered)}
  </div>`;
}

function thanksList(words: Words, thanks: readonly Thanks[]): Html {
  if (thanks.length === 0) return html``;
  return html`<section class="thanks">
    <h2>${words.say("board.thanks")}</h2>
    <ul>
      ${thanks.map(
        ({ donor, items, amount_vnd, area, on }) =>
          html`<li>
            <strong>${donor}</strong>
            ${items.length > 0 && words.say("board.gift", { items: items.map((item) => ({ ...item })) })}
            ${amount_vnd !== null && words.say("board.money", { amount_vnd })}
            <span>${words.say("board.given", { area, day: on })}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}
