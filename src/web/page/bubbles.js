// Lines as markup for the chat element, which puts html into the page as it is: everything is escaped here.
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]);
}

// Our own text arrives escaped, with b, i and code as its only tags; any other tag is shown, not obeyed.
function onlyKnownTags(html) {
  return html.replace(/<(?!\/?(?:b|i|code)>)/g, "&lt;");
}

export function ourBubble({ html, buttons, file }) {
  if (file)
    return `<div class="line"><a class="file" href="${escaped(file.path)}" download="${escaped(file.name)}">📄 ${escaped(file.name)}</a></div>`;
  const choices = buttons.map(
    ({ label, data }, at) =>
      `<button type="button" class="choice" data-press="${escaped(data)}"><span aria-hidden="true">${at + 1}</span>${escaped(label)}</button>`,
  );
  const list = choices.length > 0 ? `<div class="choices">${choices.join("")}</div>` : "";
  return `<div class="line">${onlyKnownTags(html)}</div>${list}`;
}

export function personBubble(text) {
  return `<div class="line">${escaped(text)}</div>`;
}
