// Sends what one pane says, in order, and tries again until the server has stored it. The id of a message stays the same
// over all tries, so it counts once. What is still unsent survives a reload (files do not: a browser cannot keep them here).
const firstPauseMs = 500;
const longestPauseMs = 8_000;
const finalAnswers = { 413: "too_large", 415: "wrong_type" };

export function createSender(conversation, language, { sending, stored, lost, refused }) {
  const key = `unsent:${conversation}`;
  const queue = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  let busy = false;
  const leaving = new AbortController();

  function keep() {
    sessionStorage.setItem(key, JSON.stringify(queue.filter((message) => message.type !== "file")));
  }

  async function post({ id, type, file, caption, ...rest }) {
    if (type === "file") {
      const query = new URLSearchParams({ conversation, id, language, ...(caption ? { caption } : {}) });
      return await fetch(`/chat/files?${query}`, {
        method: "POST",
        body: file,
        headers: { "content-type": file.type },
      });
    }
    const body = JSON.stringify({ conversation, id, language, type, ...rest });
    return await fetch("/chat/messages", { method: "POST", body, headers: { "content-type": "application/json" } });
  }

  async function pump() {
    if (busy) return;
    busy = true;
    let pause = firstPauseMs;
    while (queue.length > 0 && !leaving.signal.aborted) {
      const [message] = queue;
      sending();
      const answer = await post(message).catch(() => null);
      if (answer === null || answer.status === 429 || answer.status >= 500) {
        lost();
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, longestPauseMs);
        continue;
      }
      pause = firstPauseMs;
      queue.shift();
      keep();
      if (answer.ok) stored(message);
      else refused(finalAnswers[answer.status] ?? "refused");
    }
    busy = false;
  }

  return {
    unsent: () => [...queue],
    say(message) {
      const whole = { id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`, ...message };
      queue.push(whole);
      keep();
      void pump();
      return whole.id;
    },
    resume: () => void pump(),
    leave: () => leaving.abort(),
  };
}
