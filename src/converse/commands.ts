/** The slash commands that Telegram shows in its menu; each is short for an intent. */
export const commands: readonly { readonly command: string; readonly intent: string }[] = [
  { command: "needs", intent: "need.list" },
  { command: "pledge", intent: "pledge.create" },
  { command: "mine", intent: "pledge.list" },
  { command: "status", intent: "status.query" },
  { command: "delivery", intent: "delivery.log" },
  { command: "language", intent: "language.set" },
  { command: "contact", intent: "human.contact" },
  { command: "privacy", intent: "data.delete" },
  { command: "cancel", intent: "cancel" },
  { command: "help", intent: "help" },
];

/** A bare command as a frame's head; null when words follow it, which are then understood like any others. */
export function commandIntent(text: string): { intent: string; confidence: number; slots: Record<string, never> } | null {
  const name = /^\/([a-z_]{1,32})$/.exec(text)?.[1];
  const found = commands.find(({ command }) => command === name);
  return found ? { intent: found.intent, confidence: 1, slots: {} } : null;
}
