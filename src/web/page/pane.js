// One pane: somebody in conversation. Choosing a persona opens that persona's conversation in a fresh chat element.
import { ourBubble, personBubble } from "./bubbles.js";
import { listen } from "./listening.js";
import { dress, nameButtons, outerStyle } from "./look.js";
import { createSender } from "./sending.js";

// The same for everybody: greeted once, however often the page is opened.
const startId = "start-0001";
const heardLines = 5;

export function createPane(section, side, page, { renamed, spoken }) {
  const talk = section.querySelector(".talk");
  const state = section.querySelector(".state");
  const heard = section.querySelector(".heard");
  const suggestions = section.querySelector(".suggestions");
  const day = section.querySelector(".day");
  let leave = () => {};

  function tell(text, problem = false) {
    state.textContent = text;
    state.classList.toggle("problem", problem);
  }

  function enter(conversation) {
    leave();
    heard.replaceChildren();
    const shown = new Set();
    let caughtUp = false;
    const element = document.createElement("deep-chat");
    element.setAttribute("style", outerStyle);
    dress(element, page);

    const sender = createSender(conversation, page.language, {
      sending: () => tell(page.say.sending),
      stored: () => tell(""),
      lost: () => tell(page.say.retrying, true),
      refused: (reason) => tell(page.say[reason], true),
    });

    function showPerson(id, text) {
      if (shown.has(id)) return;
      shown.add(id);
      element.addMessage({ role: "user", html: personBubble(text) });
    }

    function showLine(line, eventId) {
      if (line.by === "person")
        return showPerson(line.messageId, line.mime ? `📎 ${line.text || page.say.file_sent}` : line.text);
      if (shown.has(eventId)) return;
      shown.add(eventId);
      element.addMessage({ role: "ai", html: ourBubble(line) });
      // The element scrolls before buttons have found their height.
      requestAnimationFrame(() => element.scrollToBottom());
      if (!caughtUp) return;
      const spokenLine = document.createElement("span");
      spokenLine.textContent = `${page.say.answered}: ${line.plain}`;
      heard.append(spokenLine);
      if (heard.childElementCount > heardLines) heard.firstElementChild.remove();
      spoken();
    }

    function say(message, text) {
      showPerson(sender.say(message), text);
    }

    // The element shows pictures by itself. It shows words too, but as Markdown: those are hidden by its look and shown again as written.
    function typed(body) {
      const files = body instanceof FormData ? body.getAll("files") : [];
      const words = body instanceof FormData ? body.get("message1") : JSON.stringify(body.messages.at(-1));
      const text = words ? (JSON.parse(words).text ?? "").trim() : "";
      for (const file of files) shown.add(sender.say({ type: "file", file, caption: text }));
      if (files.length === 0 && text) shown.add(sender.say({ type: "text", text }));
      if (text) element.addMessage({ role: "user", html: personBubble(text) });
    }

    element.connect = {
      handler: (body, signals) => {
        typed(body);
        // Our answers come over the event stream; here there is nothing to wait for.
        void signals.onResponse([]);
      },
    };
    element.addEventListener("click", (event) => {
      const button = event.composedPath().find((node) => node.dataset?.press);
      if (button) say({ type: "press", data: button.dataset.press }, button.lastChild.textContent);
    });

    let stopListening = null;
    element.onComponentRender = () => {
      // Every property that is set renders the element again; the conversation is opened once.
      stopListening ??= listen(conversation, {
        line: showLine,
        lost: () => tell(page.say.retrying, true),
        ready() {
          tell("");
          nameButtons(element, page);
          if (!caughtUp && shown.size === 0) sender.say({ type: "start", id: startId });
          for (const { id, type, text } of sender.unsent()) if (type === "text") showPerson(id, text);
          sender.resume();
          caughtUp = true;
        },
      });
    };
    talk.replaceChildren(element);
    leave = () => {
      stopListening?.();
      sender.leave();
    };
    return say;
  }

  function suggest(role, say) {
    const sentences = page.suggestions[role] ?? page.suggestions.other;
    suggestions.replaceChildren(
      ...sentences.map((text) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = text;
        button.addEventListener("click", () => say({ type: "text", text }, text));
        return button;
      }),
    );
  }

  // A chosen day's reminders, as this persona may see them: the clock moves only in the question.
  const chosenDay = day.querySelector("input");
  let sayHere = () => {};
  chosenDay.min = page.today;
  day.addEventListener("submit", (event) => {
    event.preventDefault();
    const [year, month, date] = chosenDay.value.split("-");
    const written = page.language === "vi" ? `${date}/${month}/${year}` : chosenDay.value;
    const text = page.askDay.replace(page.dayPlace, written);
    sayHere({ type: "text", text }, text);
  });

  function become(input) {
    const conversation = input.value === "visitor" ? sessionStorage.getItem(`visitor:${side}`) : input.value;
    sessionStorage.setItem(`persona:${side}`, input.value);
    renamed(input.parentElement.querySelector("b").textContent);
    const say = enter(conversation);
    suggest(input.dataset.role, say);
    sayHere = say;
    input.parentElement.scrollIntoView({ block: "nearest", inline: "center" });
  }

  // Whoever turns to "somebody new" is somebody new; a reload stays the same person.
  function newVisitor() {
    sessionStorage.setItem(`visitor:${side}`, `visitor-${side}${Date.now().toString(36)}`);
  }

  const inputs = [...section.querySelectorAll("input[type=radio]")];
  for (const input of inputs) {
    input.addEventListener("change", () => {
      if (input.value === "visitor") newVisitor();
      become(input);
    });
  }
  if (!sessionStorage.getItem(`visitor:${side}`)) newVisitor();
  const last = sessionStorage.getItem(`persona:${side}`);
  const chosen = inputs.find((input) => input.value === last) ?? inputs.find((input) => input.checked) ?? inputs[0];
  chosen.checked = true;
  become(chosen);
}
