/** One rendered message to one private chat. What goes wrong is a value; the outbox decides when to try again. */
import { z } from "zod";
import type { Channel } from "../../../model/channel.ts";
import type { ZaloBotClient } from "./client.ts";
import { failureOf } from "./failures.ts";
import type { Pace } from "./pace.ts";

interface SendParts {
  readonly client: ZaloBotClient;
  readonly pace: Pace;
  /** Waits; resolves early when the channel stops. */
  readonly pause: (ms: number) => Promise<void>;
  /** A place further away than this is not waited for. */
  readonly longestWaitMs: number;
  readonly timeoutMs: number;
}

const sent = z.object({ message_id: z.union([z.string(), z.number()]).transform(String) });

export function createSend({ client, pace, pause, longestWaitMs, timeoutMs }: SendParts): Channel["send"] {
  return async (address, message) => {
    const waitMs = pace.take(address, longestWaitMs);
    if (waitMs === null)
      return { type: "failed", failure: "throttled", detail: "too many messages wait", retryAfterMs: longestWaitMs };
    if (waitMs > 0) await pause(waitMs);
    try {
      const params = { chat_id: address, text: message.plain };
      const answer = sent.safeParse(await client.ask("sendMessage", params, { timeoutMs }));
      // It was taken; only its id is unknown.
      return { type: "sent", messageId: answer.success ? answer.data.message_id : "unknown" };
    } catch (error) {
      return { type: "failed", ...failureOf(error) };
    } finally {
      pace.ended(address);
    }
  };
}
