/** Makes an invitation: the code is shown once and only its hash reaches the ledger. */
import type { AreaCandidate } from "./model/area.ts";
import type { Role } from "./model/intent.ts";
import type { Language, Params } from "./model/message.ts";
import type { Store } from "./model/store.ts";

export interface InviteDeps {
  readonly store: Store;
  readonly now: () => Date;
  /** 22 characters of base64url: 128 random bits, short enough for a deep link. */
  readonly randomCode: () => string;
  readonly hash: (code: string) => string;
  readonly findAreas: (name: string) => readonly AreaCandidate[];
  readonly say: (key: string, params: Params, language: Language) => string;
  /** `https://t.me/<bot>`, or null without Telegram; never waits long. */
  readonly botLink: () => Promise<string | null>;
}

export interface Invitation {
  readonly role: Role;
  readonly area: string | null;
  readonly locale: Language;
}

export type Invited =
  | { readonly ok: true; readonly code: string; readonly link: string | null }
  | { readonly ok: false; readonly reason: string };

export async function invite({ role, area, locale }: Invitation, deps: InviteDeps): Promise<Invited> {
  const found = area === null ? [] : deps.findAreas(area);
  const refuse = (key: string, params: Params = {}): Invited => ({ ok: false, reason: deps.say(key, params, locale) });
  if (area !== null && found.length === 0) return refuse("refused.area_unknown", { name: area });
  if (found.length > 1) {
    const names = found.map((one) => deps.say("note.area", { area: { name: one.name, kind: one.kind } }, locale));
    return refuse("ask.area_of_names", { name: area ?? "", names });
  }
  const code = deps.randomCode();
  const put = await deps.store.call({ as: "operator" }, "invitation_create", {
    p_code_hash: deps.hash(code),
    p_role: role,
    p_area: found[0]?.id ?? null,
    p_now: deps.now(),
  });
  if (!put.ok) return refuse(`refused.${put.refusal.code}`, put.refusal.params);
  const bot = await deps.botLink();
  return { ok: true, code, link: bot ? `${bot}?start=${code}` : null };
}

/** Draws until a code has both cases and a digit: no word looks like that, so a typed code is always recognised as one. */
export function drawCode(draw: () => string): string {
  for (;;) {
    const code = draw();
    if (/[A-Z]/.test(code) && /[a-z]/.test(code) && /\d/.test(code)) return code;
  }
}
