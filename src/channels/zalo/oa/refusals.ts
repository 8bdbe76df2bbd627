/**
 * What the Official Account's refusals mean for us: the one place that reads its codes (appendix "Error codes" of its OpenAPI, v3).
 * The same numbers mean other things for template messages, which have a table of their own.
 */
import type { SendFailure } from "../../../model/channel.ts";

export interface Meaning {
  readonly failure: SendFailure;
  /** For logs and the operator. */
  readonly means: string;
  /** An operator should look at it: nothing that a person did explains it. */
  readonly alert?: true;
}

/** How one of the platform's APIs refuses; the numbers of one mean other things in another. */
export interface Refusals {
  /** Answered by another access token, once. */
  readonly tokens: ReadonlySet<number>;
  /** Not now, but in the morning. */
  readonly night: number;
  /** Total. */
  meaningOf(code: number): Meaning;
}

/** Not allowed from 22:00 to 06:00 in Vietnam. */
export const nightRefusal = -234;

const misconfigured = (means: string): Meaning => ({ failure: "misconfigured", means, alert: true });
const rejected = (means: string): Meaning => ({ failure: "rejected", means, alert: true });
const blocked = (means: string): Meaning => ({ failure: "blocked", means });

export const expiredUpload = -100;

const meanings: Readonly<Record<string, Meaning>> = {
  "-32": { failure: "throttled", means: "too many calls in a minute" },
  [expiredUpload]: rejected("the uploaded file has expired"),
  "-200": { failure: "unavailable", means: "sending failed" },
  "-201": rejected("a field is invalid"),
  "-204": misconfigured("the Official Account is disabled"),
  "-205": misconfigured("the Official Account does not exist"),
  "-209": misconfigured("the app is not active"),
  "-210": rejected("a field is over its limit"),
  "-211": { failure: "out_of_quota", means: "the account has no messages left", alert: true },
  "-212": misconfigured("the app has not registered this API"),
  "-213": blocked("the person does not follow the account"),
  "-216": misconfigured("the access token is invalid"),
  "-217": blocked("the person has blocked the account"),
  "-218": { failure: "window_closed", means: "no messages are left for this person" },
  "-219": misconfigured("the app was removed or disabled"),
  "-220": misconfigured("the access token has expired"),
  "-221": misconfigured("the Official Account is not verified"),
  "-223": misconfigured("the Official Account has not authorised this API"),
  "-224": misconfigured("the Official Account needs a paid tier"),
  "-227": blocked("the person is banned or was not online for 45 days"),
  "-230": { failure: "window_closed", means: "the person has not written for 7 days" },
  "-232": { failure: "window_closed", means: "the person has not written, or too long ago" },
  "-233": rejected("this kind of message is not supported"),
  [nightRefusal]: { failure: "throttled", means: "not at night" },
  "-235": rejected("not for this kind of Official Account"),
  "-237": rejected("the group is disabled"),
  "-238": rejected("it was used already"),
  "-240": misconfigured("this address of the API was shut down"),
  "-241": rejected("the group has another owner"),
  "-242": misconfigured("the app demands a proof of its secret with every call"),
  "-244": blocked("the person does not want this kind of message"),
  "-248": rejected("against the platform's rules"),
  "-249": rejected("the template cannot be sent to a user id"),
  "-320": misconfigured("the app has no Zalo Cloud Account"),
  "-321": misconfigured("the Zalo Cloud Account has no money left"),
  "-403": rejected("the account is not in the group"),
};

/** Total: a code that is not known will not get better by trying, and somebody must learn of it. */
export function meaningOf(code: number): Meaning {
  return meanings[code] ?? rejected("an unknown refusal");
}

/** All known codes. */
export const knownCodes: readonly number[] = Object.keys(meanings).map(Number);

/** How long until five past six in the morning in Vietnam, which knows no summer time. */
export function untilMorning(now: Date): number {
  const day = 24 * 3_600_000;
  const morning = (6 * 60 + 5 - 7 * 60) * 60_000;
  return (((morning - now.getTime()) % day) + day) % day;
}

export const accountRefusals: Refusals = { tokens: new Set([-216, -220]), night: nightRefusal, meaningOf };
