/** Who is on the platform: what each of them sees in the chat with the account, and until when they may be written to. */
import { day, hour } from "./clock.ts";
import { Refusal, wrong } from "./refusal.ts";

/** A message of the account as the person sees it. */
export interface Seen {
  readonly messageId: string;
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly payload: string }[];
  /** The platform's own form that asks for name and phone. */
  readonly form: { readonly title: string; readonly subtitle: string } | null;
  /** The token of a document. */
  readonly file?: string;
}

export interface Account {
  /** 18 or 19 digits: more than a number can hold. */
  readonly id: string;
  readonly phone: string | null;
  lastInteraction: Date | null;
  follows: boolean;
  /** Since the last interaction. */
  freeUsed: number;
  readonly seen: Seen[];
  readonly watchers: Set<() => void>;
}

/** What the account may still send to those it has no free message for. */
export interface Package {
  remain: number;
}

const freeMessages = 8;
const freeForMs = 48 * hour;
const windowMs = 7 * day;

export function touch(account: Account, at: Date): void {
  account.lastInteraction = at;
  account.freeUsed = 0;
}

/** The quota that this message is taken from, or the refusal. Checks first, then takes. */
export function takeQuota(account: Account | undefined, bought: Package, at: Date): Record<string, string> {
  if (!account) throw wrong(-201, "user_id is invalid");
  if (!account.lastInteraction) throw new Refusal(-232, "User has not interacted with the OA");
  if (!account.follows) throw new Refusal(-213, "User has not followed the OA");
  const since = at.getTime() - account.lastInteraction.getTime();
  if (since > windowMs) throw new Refusal(-230, "User has not interacted with the OA in the past 7 days");
  if (since <= freeForMs && account.freeUsed < freeMessages) {
    account.freeUsed += 1;
    return quota("reply", freeMessages - account.freeUsed, freeMessages);
  }
  if (bought.remain <= 0) throw new Refusal(-211, "Out of quota");
  bought.remain -= 1;
  return quota("sub_quota", bought.remain, 2_000);
}

function quota(type: string, remain: number, total: number): Record<string, string> {
  return { quota_type: type, remain: String(remain), total: String(total), owner_type: "OA", owner_id: "0" };
}

export function show(account: Account, seen: Seen): void {
  account.seen.push(seen);
  for (const changed of account.watchers) changed();
}
