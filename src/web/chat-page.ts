/** The shell of the chat page: two panes, each somebody else talking to the same product. `page/chat.js` brings them to life. */
import { html, raw } from "hono/html";
import type { Persona } from "../model/web-chat.ts";
import { type Html, pageFrame } from "./page-frame.ts";
import { dayInVietnam } from "../model/wall-clock.ts";
import type { Words } from "./words.ts";

/** Keys below `web.try` in locales/: what a new user may press first, by role. */
const suggestions = {
  donor: ["browse", "pledge", "mine", "help"],
  commune_officer: ["missing", "log", "need", "help"],
  province_officer: ["approve", "status", "help"],
  other: ["status", "browse", "help"],
} as const;

const pageSentences = [
  "placeholder",
  "attach",
  "send",
  "sending",
  "retrying",
  "too_large",
  "wrong_type",
  "refused",
  "file_sent",
  "answered",
  "hello",
  "clock",
] as const;

const dayPlace = "DAY";

export interface ChatView {
  readonly words: Words;
  readonly personas: readonly Persona[];
  readonly now: Date;
}

export function chatPage({ words, personas, now }: ChatView): Html {
  const data = {
    language: words.language,
    now: now.toISOString(),
    // The page puts the day in: the product answers it like any other question.
    askDay: words.say("chat.day_ask", { day: dayPlace }),
    dayPlace,
    today: dayInVietnam(now),
    say: Object.fromEntries(pageSentences.map((key) => [key, words.say(`chat.${key}`)])),
    suggestions: Object.fromEntries(
      Object.entries(suggestions).map(([role, keys]) => [role, keys.map((key) => words.say(`try.${role}.${key}`))]),
    ),
  };
  const officer = personas.find(({ role }) => role === "commune_officer") ?? personas[0];
  return pageFrame(
    {
      words,
      title: "chat.title",
      style: "chat.css",
      head: html`<script type="module" src="/vendor/deep-chat.js"></script>
        <script type="module" src="/assets/chat.js"></script>`,
      links: html`<a href="/?lang=${words.language}">${words.say("board.heading")}</a>`,
    },
    html`<main id="main" class="room">
      <div class="lead">
        <h1>${words.say("chat.heading")}</h1>
        <p>${words.say("chat.intro")}</p>
        <p class="clock"><span>${words.say("chat.clock")}</span> <time id="clock"></time></p>
      </div>
      <noscript><p class="notice">${words.say("chat.noscript")}</p></noscript>
      <div class="tabs" role="tablist" aria-label="${words.say("chat.panes")}">
        ${tab(words, "left", true)}${tab(words, "right", false)}
      </div>
      <div class="panes">
        ${pane(words, personas, "left", null)} ${pane(words, personas, "right", officer?.id ?? null)}
      </div>
      <script type="application/json" id="page-data">
        ${raw(inScript(data))}
      </script>
    </main>`,
  );
}

function tab(words: Words, side: string, selected: boolean): Html {
  return html`<button
    type="button"
    role="tab"
    id="tab-${side}"
    aria-controls="pane-${side}"
    aria-selected="${String(selected)}"
  >
    ${words.say(`chat.${side}`)}
  </button>`;
}

function pane(words: Words, personas: readonly Persona[], side: string, chosen: string | null): Html {
  const choice = (value: string, role: string, name: string, place?: string) =>
    html`<label class="persona">
      <input
        type="radio"
        name="persona-${side}"
        value="${value}"
        data-role="${role}"
        ${value === (chosen ?? "visitor") ? html` checked` : ""}
      />
      <span><b>${name}</b>${place && html`<small>${place}</small>`}</span></label
    >`;
  return html`<section class="pane" id="pane-${side}" aria-label="${words.say(`chat.${side}`)}">
    <fieldset class="personas">
      <legend>${words.say("chat.you_are")}</legend>
      <div class="strip">
        ${choice("visitor", "donor", words.say("chat.visitor"), words.say("chat.visitor_hint"))}
        ${personas.map(({ id, role, name, area }) => choice(id, role, name, words.say(area ? "chat.role_in" : "chat.role", { role, area: area ?? "" })))}
      </div>
    </fieldset>
    <div class="talk"></div>
    <p class="state" role="status"></p>
    <p class="heard" role="log" aria-live="polite"></p>
    <div class="suggestions" role="group" aria-label="${words.say("chat.try")}"></div>
    <form class="day">
      <label>${words.say("chat.day")} <input type="date" required /></label>
      <button type="submit">${words.say("chat.day_show")}</button>
    </form>
  </section>`;
}

/** JSON that cannot end the script element it stands in. */
function inScript(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
