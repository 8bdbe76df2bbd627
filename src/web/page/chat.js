// Brings the chat page to life: two panes, the tabs that replace them on a narrow screen, and the product's clock.
import { createPane } from "./pane.js";

const page = JSON.parse(document.getElementById("page-data").textContent);

const tabs = ["left", "right"].map((side) => {
  const section = document.getElementById(`pane-${side}`);
  const tab = document.getElementById(`tab-${side}`);
  createPane(section, side, page, {
    renamed: (name) => (tab.textContent = name),
    spoken: () => tab.classList.toggle("news", tab.getAttribute("aria-selected") === "false"),
  });
  return { tab, section };
});

function select(chosen) {
  for (const { tab, section } of tabs) {
    const here = tab === chosen;
    tab.setAttribute("aria-selected", String(here));
    tab.tabIndex = here ? 0 : -1;
    section.classList.toggle("aside", !here);
    if (here) tab.classList.remove("news");
  }
}
for (const { tab } of tabs) {
  tab.addEventListener("click", () => select(tab));
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = tabs.find((one) => one.tab !== tab).tab;
    select(other);
    other.focus();
  });
}
select(tabs[0].tab);

// The product's clock may stand in another year; it runs on from what the server said.
const ahead = new Date(page.now).getTime() - Date.now();
const written = new Intl.DateTimeFormat(page.language === "vi" ? "vi-VN" : "en-GB", {
  timeZone: "Asia/Ho_Chi_Minh",
  hour: "2-digit",
  minute: "2-digit",
  day: "2-digit",
  month: page.language === "vi" ? "2-digit" : "short",
  year: "numeric",
});
const clock = document.getElementById("clock");
const tell = () => (clock.textContent = written.format(Date.now() + ahead));
tell();
setInterval(tell, 10_000);
