/** What operators can watch: messages in and out, how long a turn takes, what waits. */
import type { Store } from "./model/store.ts";
import { createMetrics } from "./web/metrics.ts";

export type Counted = "received" | "turns" | "sent" | "questions" | "voices";

export interface ProductMetrics {
  count(name: Counted, labels?: Readonly<Record<string, string>>): void;
  timeTurn(seconds: number): void;
  /** Prometheus text. */
  text(): Promise<string>;
}

const turnBounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const depths = {
  inbox_pending: "Messages stored and not worked on yet.",
  inbox_dead: "Messages that were given up on; a person was told.",
  outbox_ready: "Messages that wait to be sent.",
  outbox_dead: "Messages that were given up on.",
  outbox_unreachable: "Messages for people who cannot be reached right now.",
} as const;

export function countProduct(store: Store, now: () => Date): ProductMetrics {
  const metrics = createMetrics();
  const counters = {
    received: metrics.counter("nhip_cau_batches_received_total", "Batches of events that channels stored."),
    turns: metrics.counter("nhip_cau_turns_total", "Turns that were worked on, by outcome."),
    sent: metrics.counter("nhip_cau_messages_total", "Messages that left or failed, by channel and outcome."),
    questions: metrics.counter(
      "nhip_cau_model_questions_total",
      "Unclear sentences for the language model, by outcome; only answered, useless and failed ones were sent.",
    ),
    voices: metrics.counter("nhip_cau_voice_notes_total", "Voice notes for transcription, by outcome."),
  };
  const turn = metrics.histogram("nhip_cau_turn_seconds", "How long a turn takes, from claim to commit.", turnBounds);
  for (const [name, help] of Object.entries(depths)) {
    metrics.gauge(`nhip_cau_${name}`, help, async () => {
      const read = await store.call<Record<string, number>>({ as: "worker" }, "queue_depths", { p_now: now() });
      return read.ok ? (read.value[name] ?? 0) : Number.NaN;
    });
  }
  return {
    count: (name, labels) => counters[name].add(labels),
    timeTurn: (seconds) => turn.observe(seconds),
    text: () => metrics.text(),
  };
}
