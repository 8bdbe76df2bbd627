/** Who is on the platform and what each of them sees in the chat with the bot. */

export interface Account {
  /** Opaque, as Zalo's are. */
  readonly id: string;
  readonly name: string;
}

export interface Seen {
  readonly messageId: string;
  readonly text: string;
}

export interface Chat {
  readonly account: Account;
  readonly seen: Seen[];
  /** A bot can write only to whom has written to it. */
  started: boolean;
  blocked: boolean;
  readonly watchers: Set<() => void>;
}

/** The next message that was not looked at yet; rejects when none comes in time. */
export function createReading(chat: Chat): (patienceMs?: number) => Promise<Seen> {
  let looked = 0;
  return (patienceMs = 20_000) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        chat.watchers.delete(look);
        const last = chat.seen.at(-1)?.text ?? "none";
        reject(new Error(`${chat.account.name} waited in vain for message ${looked + 1}; the last one: ${last}`));
      }, patienceMs);
      chat.watchers.add(look);
      look();

      function look(): void {
        const next = chat.seen[looked];
        if (!next) return;
        looked += 1;
        clearTimeout(late);
        chat.watchers.delete(look);
        resolve(next);
      }
    });
}
