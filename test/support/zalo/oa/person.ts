/** A person with a phone: what they do becomes a signed event, what the account sends is what they see. */
import { type Account, type Seen, touch } from "./people.ts";
import type { Push } from "./push.ts";
import type { World } from "./world.ts";

export interface Person {
  readonly id: string;
  /** Everything the account sent, oldest first. */
  readonly messages: readonly Seen[];
  /** The next message that was not looked at yet; rejects when none comes in time. */
  next(patienceMs?: number): Promise<Seen>;
  says(text: string): void;
  /** Presses the latest button with this label: its payload arrives like a text. */
  presses(label: string): void;
  sendsImage(bytes: Uint8Array, caption?: string): void;
  sendsFile(bytes: Uint8Array, about: { name: string; mime: string }): void;
  /** Any other message event, for example `("user_send_sticker", { attachments: [...] })`. */
  sends(eventName: string, message: Record<string, unknown>): void;
  /** Sends the form with the own phone number; `as` a number loses nothing, but is no string. */
  submitsInfo(info: Record<string, unknown>): void;
  /** Somebody of the office writes to this person in the platform's own app; the webhook is told. */
  isAnsweredByHand(text: string): void;
  follows(): void;
  unfollows(): void;
  /** Any event about this person. */
  causes(eventName: string, fields: Record<string, unknown>): void;
}

/** Longer than any healthy answer on a busy machine takes. */
const usualPatienceMs = 15_000;

interface Parts {
  readonly account: Account;
  readonly world: World;
  readonly push: Push;
  readonly appId: string;
  readonly oaId: string;
  readonly fileRoot: () => string;
}

export function createPerson({ account, world, push, appId, oaId, fileRoot }: Parts): Person {
  let looked = 0;

  function causes(eventName: string, fields: Record<string, unknown>): void {
    const event = { app_id: appId, event_name: eventName, timestamp: String(world.now().getTime()), ...fields };
    push.deliver(event, account.id);
  }

  function sends(eventName: string, message: Record<string, unknown>): void {
    touch(account, world.now());
    const sender = { sender: { id: account.id }, recipient: { id: oaId }, user_id_by_app: `9${account.id.slice(1)}` };
    causes(eventName, { ...sender, message: { msg_id: world.newId("in"), ...message } });
  }

  function keep(bytes: Uint8Array, mime: string): string {
    const path = `/files/${world.newId("file")}`;
    world.files.set(path, { bytes, mime });
    return fileRoot() + path;
  }

  function presses(label: string): void {
    const found = account.seen
      .toReversed()
      .flatMap(({ buttons }) => buttons)
      .find((button) => button.label === label);
    if (!found) throw new Error(`no button "${label}"; the last message is: ${account.seen.at(-1)?.text}`);
    sends("user_send_text", { text: found.payload });
  }

  return {
    id: account.id,
    messages: account.seen,
    async next(patienceMs = usualPatienceMs) {
      await until(account, () => account.seen.length > looked, patienceMs);
      looked += 1;
      return account.seen[looked - 1]!;
    },
    says: (text) => sends("user_send_text", { text }),
    presses,
    sendsImage(bytes, caption) {
      const url = keep(bytes, "image/jpeg");
      const attachments = [{ type: "image", payload: { url, thumbnail: `${url}?small` } }];
      sends("user_send_image", { ...(caption !== undefined && { text: caption }), attachments });
    },
    sendsFile(bytes, { name, mime }) {
      const payload = { url: keep(bytes, mime), name, size: String(bytes.byteLength), type: name.split(".").at(-1) };
      sends("user_send_file", { attachments: [{ type: "file", payload }] });
    },
    sends,
    submitsInfo(info) {
      touch(account, world.now());
      causes("user_submit_info", { sender: { id: account.id }, recipient: { id: oaId }, info });
    },
    isAnsweredByHand(text) {
      const between = { sender: { id: oaId, admin_id: "5550001" }, recipient: { id: account.id } };
      causes("oa_send_text", { ...between, message: { msg_id: world.newId("hand"), text } });
    },
    follows() {
      account.follows = true;
      touch(account, world.now());
      causes("follow", { follower: { id: account.id }, oa_id: oaId, source: "oa_profile" });
    },
    unfollows() {
      account.follows = false;
      causes("unfollow", { follower: { id: account.id }, oa_id: oaId });
    },
    causes,
  };
}

function until(account: Account, holds: () => boolean, patienceMs: number): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      account.watchers.delete(look);
      reject(new Error(`nothing came for ${patienceMs} ms; the last message: ${account.seen.at(-1)?.text ?? "none"}`));
    }, patienceMs);
    account.watchers.add(look);

    function look(): void {
      if (!holds()) return;
      clearTimeout(timer);
      account.watchers.delete(look);
      resolve();
    }
  });
}
