/** Everything the endpoints act on. */
import type { Account, Package } from "./people.ts";
import type { Oauth } from "./oauth.ts";
import type { Template, ZnsSent } from "./zns.ts";

export interface World {
  readonly now: () => Date;
  readonly oaId: string;
  readonly newId: (kind: string) => string;
  readonly oauth: Oauth;
  readonly accounts: Map<string, Account>;
  readonly bought: Package;
  /** Documents of ours, by the token that their upload was answered with. */
  readonly uploads: Map<string, Uint8Array>;
  /** What people sent, by the path it can be fetched from. */
  readonly files: Map<string, { readonly bytes: Uint8Array; readonly mime: string }>;
  readonly templates: Map<string, Template>;
  readonly templatesSent: ZnsSent[];
  readonly dailyTemplates: { remain: number; readonly total: number };
  readonly settings: Settings;
  /** The platform now tells the webhook that a message left and arrived. */
  readonly delivered: (userId: string, messageId: string, text: string) => void;
  readonly templateDelivered: (phone: string, messageId: string, trackingId: string | undefined) => void;
}

export interface Settings {
  /** Which messages are refused from 22:00 to 06:00 (-234) is not published for consultation; off, they pass. */
  closedAtNight: boolean;
  /** The platform waits so long for the webhook. Published are 2 s, which a busy machine may need; tests of slowness set less. */
  answerWithinMs: number;
  /** Phones without an account. */
  readonly withoutZalo: Set<string>;
}
