/**
 * Server-sent events of one conversation. A stream holds only a position in the channel's history and pulls from there,
 * so a slow reader costs nothing and a returning one continues where it was.
 */
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { WebChannel } from "../model/web-chat.ts";

/** More open pages than this on one process are asked to come back. */
const maxStreams = 500;
const reconnectAfterMs = 1_000;

export interface ChatStreams {
  /** `lastId` is the id of the last event that the page has seen, as `<epoch>.<number>`. */
  open(c: Context, address: string, lastId: string | undefined): Response;
  /** Ends all streams; later ones end at once. */
  end(): void;
}

export function createChatStreams(channel: WebChannel, pingEveryMs: number): ChatStreams {
  const wakers = new Set<() => void>();
  const end = new AbortController();

  function positionAfter(lastId: string | undefined): number {
    const [epoch, number] = lastId?.split(".") ?? [];
    return epoch === channel.epoch && number && /^\d{1,9}$/.test(number) ? Number(number) : 0;
  }

  return {
    open(c, address, lastId) {
      if (end.signal.aborted || wakers.size >= maxStreams)
        return c.json({ error: "busy" }, 503, { "retry-after": "5" });
      // Proxies must not hold lines back to fill their buffers.
      c.header("x-accel-buffering", "no");
      return streamSSE(c, async (stream) => {
        let seen = positionAfter(lastId);
        let wake = () => {};
        let pingDue = false;
        const waken = () => wake();
        wakers.add(waken);
        const unwatch = channel.watch(address, waken);
        stream.onAbort(waken);
        const pings = setInterval(() => {
          pingDue = true;
          wake();
        }, pingEveryMs);
        try {
          let greeted = false;
          while (!end.signal.aborted && !stream.aborted) {
            // Made before reading, so that a line added meanwhile is not slept through.
            const woken = new Promise<void>((resolve) => (wake = resolve));
            for (const line of channel.history(address, seen)) {
              await stream.writeSSE({ event: "line", id: `${channel.epoch}.${line.id}`, data: JSON.stringify(line) });
              seen = line.id;
            }
            if (!greeted) await stream.writeSSE({ event: "ready", data: "{}", retry: reconnectAfterMs });
            if (pingDue) await stream.write(": ping\n\n");
            greeted = true;
            pingDue = false;
            await woken;
          }
        } finally {
          clearInterval(pings);
          unwatch();
          wakers.delete(waken);
        }
      });
    },

    end() {
      end.abort();
      for (const waken of wakers) waken();
    },
  };
}
