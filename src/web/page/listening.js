// Hears one conversation: every line once, from the beginning that the server remembers, through lost connections and restarts.
const pauseMs = 2_000;

export function listen(conversation, { line, ready, lost }) {
  let lastId = "";
  let source = null;
  let pause = 0;

  function open() {
    clearTimeout(pause);
    const query = new URLSearchParams(lastId ? { conversation, after: lastId } : { conversation });
    source = new EventSource(`/chat/events?${query}`);
    source.addEventListener("line", (event) => {
      lastId = event.lastEventId;
      line(JSON.parse(event.data), event.lastEventId);
    });
    source.addEventListener("ready", ready);
    source.addEventListener("error", () => {
      lost();
      // The browser tries again by itself, but not after an answer that is no stream.
      if (source.readyState === EventSource.CLOSED) pause = setTimeout(open, pauseMs);
    });
  }

  function close() {
    clearTimeout(pause);
    source?.close();
  }

  // A browser keeps six connections to one server; pages in the background would use them up.
  function followSight() {
    close();
    if (document.visibilityState === "visible") open();
  }
  document.addEventListener("visibilitychange", followSight);
  open();
  return () => {
    document.removeEventListener("visibilitychange", followSight);
    close();
  };
}
