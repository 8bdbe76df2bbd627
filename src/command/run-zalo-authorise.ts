/** `npm run zalo:authorise`: an administrator of the Official Account lets the product act for it, step by step. */
import { z } from "zod";
import { askPermission, readReturned } from "../channels/zalo/oa/permission.ts";
import type { ZaloOfficialAccountConfig } from "../config.ts";
import { readArguments, refusedExit, type Surroundings } from "./read-arguments.ts";

export const authoriseSchema = z.object({ code: z.string(), verifier: z.string() });
export type AuthoriseRequest = z.infer<typeof authoriseSchema>;

export type AuthoriseResult =
  | { readonly type: "stored" }
  | { readonly type: "refused"; readonly code: number }
  | { readonly type: "unsent" | "in_doubt"; readonly detail: string };

export interface AuthoriseDeps {
  readonly config: ZaloOfficialAccountConfig | null;
  readonly publicUrl: string | null;
  /** The next line that is typed; null: the input has ended. */
  readonly ask: () => Promise<string | null>;
  readonly authorise: (request: AuthoriseRequest) => Promise<AuthoriseResult>;
}

export async function runZaloAuthorise(
  args: readonly string[],
  { config, publicUrl, ask, authorise }: AuthoriseDeps,
  around: Surroundings,
): Promise<number> {
  const read = readArguments(args, ["redirect"], around);
  if (!read.ok) return read.exit;
  const say = (key: string, params = {}) => around.say(`command.zalo.${key}`, params, read.language);
  const refuse = (key: string, params = {}) => {
    around.err(say(key, params));
    return refusedExit;
  };
  const redirect = read.values.redirect ?? publicUrl;
  if (!config) return refuse("off");
  if (redirect === null) return refuse("no_redirect");
  if (!URL.canParse(redirect)) return refuse("redirect_invalid", { value: redirect });
  const { url, verifier, state } = askPermission({ ...config, redirect });
  around.out(say("open", { redirect }));
  around.out(url);
  around.out(say("paste"));
  for (;;) {
    const typed = await ask();
    if (typed === null) return refuse("ended");
    const returned = readReturned(typed, state);
    if (returned.type !== "code") {
      around.err(say(returned.type));
      continue;
    }
    const result = await authorise({ code: returned.code, verifier });
    if (result.type !== "stored")
      return refuse(result.type, result.type === "refused" ? { code: String(result.code) } : { detail: result.detail });
    around.out(say("stored"));
    return 0;
  }
}
