/** Template messages with what they need of the rest: which messages have a template, and the account's tokens. */
import type { AccessTokens } from "./channels/zalo/oa/tokens.ts";
import { createZns } from "./channels/zalo/zns/zns.ts";
import type { ZaloOfficialAccountConfig } from "./config.ts";
import type { Logger } from "./log.ts";
import type { TemplateSender } from "./model/template-sender.ts";

export interface ZaloZnsDeps {
  readonly tokens: AccessTokens;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Null while no message has a template. */
export function openZaloZns(
  config: ZaloOfficialAccountConfig,
  { tokens, log, now }: ZaloZnsDeps,
): TemplateSender | null {
  const { znsApiRoot: apiRoot, znsTemplates: templates } = config;
  return Object.keys(templates).length === 0 ? null : createZns({ apiRoot, tokens, templates, logger: log, now });
}
