/** Who may say an intent. */
import type { Intent } from "../model/intent.ts";
import type { Known } from "./state.ts";
import type { Turn } from "./turn.ts";

/** A donor confirms one thing: what the waiting list offered. Whether it was is the ledger's to say. */
export function maySay(turn: Turn, intent: Intent, known: Known): boolean {
  const mine = ["donor", ...turn.person.roles.map(({ role }) => role)];
  return (
    intent.roles.some((role) => mine.includes(role)) ||
    (intent.intent === "pledge.confirm" && known.pledge !== undefined)
  );
}
