/** After a promise a donor may say how their name is shown. Offered as buttons only, and only when it was not said: nobody is nagged. */
import type { Choice } from "../say.ts";
import type { Known } from "../state.ts";

export function nameChoices(known: Known): readonly Choice[] {
  if (known.visibility) return [];
  return [choice("show_name", "named"), choice("hide_name", "anonymous")];
}

function choice(label: string, visibility: "named" | "anonymous"): Choice {
  return { label, meaning: { type: "start", intent: "pledge.amend", known: { visibility }, last: true } };
}
