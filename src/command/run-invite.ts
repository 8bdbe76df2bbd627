/** `npm run invite`: prints one single-use invitation code, and a Telegram link when a bot is known. */
import { type Role, roles } from "../model/intent.ts";
import type { Language } from "../model/message.ts";
import { readArguments, refusedExit, type Surroundings } from "./read-arguments.ts";

export interface InviteRequest {
  readonly role: Role;
  /** As it was typed; the ledger knows which unit is meant. */
  readonly area: string | null;
  readonly locale: Language;
}

export type InviteResult =
  | { readonly ok: true; readonly code: string; readonly link: string | null }
  /** `reason` is a sentence in the language asked for. */
  | { readonly ok: false; readonly reason: string };

export type Invite = (request: InviteRequest) => Promise<InviteResult>;

/** Nobody needs an invitation to give. */
const invited = roles.filter((role) => role !== "donor");

export async function runInvite(args: readonly string[], invite: Invite, around: Surroundings): Promise<number> {
  const { say, out, err } = around;
  const read = readArguments(args, ["role", "area"], around);
  if (!read.ok) return read.exit;
  const { values, language } = read;
  const role = invited.find((role) => role === values.role);
  if (!role) {
    const key = values.role === undefined ? "command.invite.role_missing" : "command.invite.role_unknown";
    err(say(key, { role: values.role ?? "", roles: invited.join(", ") }, language));
    return refusedExit;
  }
  const result = await invite({ role, area: values.area?.trim() || null, locale: language });
  if (!result.ok) {
    err(say("command.invite.refused", { reason: result.reason }, language));
    return refusedExit;
  }
  out(result.code);
  if (result.link !== null) out(result.link);
  return 0;
}
