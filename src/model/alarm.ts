/** Words that no ledger is for: they are answered at once with a number to call. */

/** A child who is being harmed · people in danger of life · somebody who does not want to live. */
export type Alarm = "child_safety" | "rescue" | "despair";

/** Numbers that anybody may call; the operator's setting, since they are not ours to know. */
export interface Helplines {
  readonly children: string;
  readonly rescue: string;
  readonly police: string;
  readonly fire: string;
  readonly ambulance: string;
}
