/** Which account we serve, as the platform knows it: several may let one app act for them, and their people are not ours. */
import { z } from "zod";
import type { Client } from "./client.ts";

export type Whose =
  | "ours"
  | "another"
  /** We have just asked, or should: to be told again in a moment. */
  | "unclear";

export interface OwnAccount {
  /** Of an event that names this account. Never waits; what the platform did not tell yet is taken for ours, as its signature is right. */
  whose(id: string | undefined): Whose;
  /** Asks the platform, unless it was asked a short time ago. Never rejects. */
  look(): Promise<void>;
}

export interface OwnAccountParts {
  readonly client: Pick<Client, "get">;
  readonly now: () => Date;
}

/** The account may have become another one by a new permission, and the platform repeats what it was not thanked for after 30 s. */
const lookEveryMs = 60_000;
const accountSchema = z.object({ oa_id: z.union([z.string(), z.int().transform(String)]) });

export function createOwnAccount({ client, now }: OwnAccountParts): OwnAccount {
  let known: string | null = null;
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;
  const isFresh = () => looking === null && now().getTime() - looked < lookEveryMs;

  async function ask(): Promise<void> {
    const outcome = await client.get("/v2.0/oa/getoa");
    const account = outcome.type === "done" ? accountSchema.safeParse(outcome.data).data : undefined;
    known = account?.oa_id ?? known;
    looked = now().getTime();
    looking = null;
  }

  return {
    whose(id) {
      if (id === undefined || known === null || id === known) return "ours";
      return isFresh() ? "another" : "unclear";
    },
    async look() {
      if (!isFresh()) await (looking ??= ask());
    },
  };
}
