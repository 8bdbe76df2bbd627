/**
 * What refusals of template messages (ZNS) mean for us: the one place that reads their codes. The Official Account's own API uses
 * the same numbers for other things. -124 is told apart before: another access token answers it.
 */
import type { SendFailure } from "../../../model/channel.ts";
import type { Refusals } from "../oa/refusals.ts";

/** Not allowed at night, for templates that advertise. */
const nightRefusal = -133;

/** Everything that is not listed is a mistake of ours in the message or its template, or not known. */
const codes: readonly (readonly [SendFailure, means: string, codes: readonly number[]])[] = [
  [
    "blocked",
    "nothing arrives at this number, or its owner does not want it",
    [-108, -110, -114, -118, -119, -134, -139, -140, -141],
  ],
  ["window_closed", "this person got all that they may get", [-1471, -1472]],
  ["out_of_quota", "the quota of the day is used up", [-115, -126, -144, -1441, -147]],
  [
    "misconfigured",
    "account, app or template are not allowed to send this",
    [-101, -102, -103, -104, -105, -117, -120, -124, -1241, -125, -131, -135, -1351, -136, -137, -138, -145, -146],
  ],
  ["unavailable", "an unknown error of the platform", [-100]],
  ["throttled", "too often, or not at night", [-32, nightRefusal]],
];

const meanings = new Map(
  codes.flatMap(([failure, means, listed]) => listed.map((code) => [code, { failure, means }] as const)),
);
const quiet: readonly SendFailure[] = ["blocked", "window_closed", "throttled", "unavailable"];

export const templateRefusals: Refusals = {
  tokens: new Set([-124]),
  night: nightRefusal,
  meaningOf(code) {
    const { failure, means } =
      meanings.get(code) ?? ({ failure: "rejected", means: "the template refuses it" } as const);
    return { failure, means, ...(!quiet.includes(failure) && { alert: true }) };
  },
};
