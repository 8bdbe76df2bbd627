/**
 * What the chat page has said and heard, kept in memory so that a reload or a lost connection shows every line once.
 * Bounded twice: lines of one conversation, and conversations; what was used longest ago goes first.
 */
import type { ChatEvent } from "../../model/web-chat.ts";

type Line = ChatEvent extends infer E ? (E extends ChatEvent ? Omit<E, "id" | "at"> : never) : never;

interface Conversation {
  lastId: number;
  readonly lines: ChatEvent[];
}

export interface HistoryLimits {
  readonly lines: number;
  readonly conversations: number;
}

export function createHistory(limits: HistoryLimits, now: () => Date) {
  const conversations = new Map<string, Conversation>();
  const watchers = new Map<string, Set<() => void>>();

  function touch(address: string): Conversation {
    const known = conversations.get(address) ?? { lastId: 0, lines: [] };
    conversations.delete(address);
    conversations.set(address, known);
    for (const oldest of conversations.keys()) {
      if (conversations.size <= limits.conversations) break;
      // A conversation that somebody is looking at stays: dropping it would start its ids again from 1.
      if (oldest !== address && !watchers.has(oldest)) conversations.delete(oldest);
    }
    return known;
  }

  return {
    append(address: string, line: Line): ChatEvent {
      const conversation = touch(address);
      conversation.lastId += 1;
      const event: ChatEvent = { ...line, id: conversation.lastId, at: now().toISOString() };
      conversation.lines.push(event);
      if (conversation.lines.length > limits.lines) conversation.lines.shift();
      for (const changed of watchers.get(address) ?? []) changed();
      return event;
    },

    after(address: string, id: number): readonly ChatEvent[] {
      return conversations.get(address)?.lines.filter((line) => line.id > id) ?? [];
    },

    has(address: string, messageId: string): boolean {
      const lines = conversations.get(address)?.lines ?? [];
      return lines.some((line) => line.by === "person" && line.messageId === messageId);
    },

    labelOf(address: string, data: string): string | null {
      const lines = conversations.get(address)?.lines ?? [];
      for (const line of lines.toReversed()) {
        const button = line.by === "us" ? line.buttons.find((choice) => choice.data === data) : undefined;
        if (button) return button.label;
      }
      return null;
    },

    watch(address: string, changed: () => void): () => void {
      const set = watchers.get(address) ?? new Set();
      watchers.set(address, set.add(changed));
      return () => {
        set.delete(changed);
        if (set.size === 0) watchers.delete(address);
      };
    },
  };
}
