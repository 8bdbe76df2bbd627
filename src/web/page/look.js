// How the chat element looks and what it offers. Colours are the page's own, so light and dark follow by themselves.

// In the style attribute from the start: otherwise the element loads a font from another site.
export const outerStyle =
  "font-family: var(--font); width: 100%; height: 100%; display: block; position: absolute; inset: 0; border: 0 solid transparent; " +
  "background: transparent; font-size: 1rem; color: var(--ink);";

const bubble = {
  maxWidth: "86%",
  borderRadius: "16px",
  padding: "0.55rem 0.85rem",
  fontSize: "1rem",
  lineHeight: "1.5",
};
const ours = { ...bubble, backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)" };
const theirs = { ...bubble, backgroundColor: "var(--accent)", color: "var(--on-accent)" };

// Inside the element's shadow tree, where the page's own style sheets do not reach.
const inside = `
  .outer-message-container:has(> .inner-message-container > .user-message-text:not(.html-message)) { display: none; }
  .line { white-space: pre-wrap; overflow-wrap: anywhere; }
  .line code { font-family: inherit; font-weight: 600; }
  .choices { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.6rem 0 0.15rem; }
  .choice { font: inherit; font-size: 0.95rem; text-align: left; padding: 0.4rem 0.8rem 0.4rem 0.45rem; cursor: pointer;
    border: 1px solid var(--accent); border-radius: 999px; background: var(--card); color: var(--accent); }
  .choice span { display: inline-block; min-width: 1.35rem; margin-right: 0.4rem; border-radius: 999px; text-align: center;
    font-size: 0.85rem; background: var(--tint); color: var(--ink); }
  .choice:hover { background: var(--tint); }
  .choice:focus-visible, #text-input:focus-visible, .input-button:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
  #messages { scrollbar-width: thin; }
  #chat-view, #messages { background: transparent; }
  #input { padding: 0 0.9rem; background: transparent; box-sizing: border-box; }
  #text-input-container { box-sizing: border-box; }
  .inside-start { inset-inline-start: 0.5rem !important; }
  .inside-end { inset-inline-end: 0.5rem !important; }
  .inside-start, .inside-end { bottom: 0.85rem !important; padding: 0.15rem; }
  #submit-icon { filter: none !important; color: var(--accent); stroke-width: 1.75; }
  .disabled-button #submit-icon { color: var(--soft); stroke-width: 1.25; }
  #upload-mixed-files-icon { filter: none !important; }
  #upload-mixed-files-icon path { fill: var(--soft); }
  .message-bubble > img, .image-message { border-radius: 12px; }
`;

export function dress(element, { say }) {
  element.auxiliaryStyle = inside;
  element.messageStyles = {
    default: { shared: { outerContainer: { marginTop: "0.35rem" } }, ai: { bubble: ours }, user: { bubble: theirs } },
    html: { shared: { bubble: { maxWidth: "86%" } } },
    intro: { bubble: { background: "transparent", color: "var(--soft)", maxWidth: "100%", padding: "0.4rem 0.2rem" } },
  };
  element.textInput = {
    placeholder: { text: say.placeholder, style: { color: "var(--soft)" } },
    characterLimit: 4_000,
    styles: {
      container: {
        width: "100%",
        margin: "0.5rem 0 0.25rem",
        border: "1px solid var(--line)",
        borderRadius: "14px",
        backgroundColor: "var(--paper)",
        boxShadow: "none",
      },
      text: { color: "var(--ink)", padding: "0.65rem 3.2rem 0.65rem 2.8rem", fontSize: "1rem" },
    },
  };
  element.introMessage = { text: say.hello };
  element.displayLoadingBubble = false;
  element.mixedFiles = {
    files: { acceptedFormats: ".jpg,.jpeg,.png,.webp,.pdf", maxNumberOfFiles: 1 },
    button: { position: "inside-start" },
  };
  element.submitButtonStyles = { position: "inside-end" };
  element.errorMessages = { displayServiceErrorMessages: false };
}

// The element draws its two buttons as pictures without a name.
export function nameButtons(element, { say }) {
  element.shadowRoot.querySelector(".inside-start")?.setAttribute("aria-label", say.attach);
  element.shadowRoot.querySelector(".inside-end")?.setAttribute("aria-label", say.send);
}
