/** People, roles and units for stories about the ledger, told through the Store like everything that the product does. */
import { createHash, randomBytes } from "node:crypto";
import type { Answer, Store } from "../../src/model/store.ts";
import type { TestDatabase } from "../support/database.ts";

export const communes = { giangThanh: "VN-W-31027-2025", rachGia: "VN-W-30742-2025" } as const;

export interface Scene {
  readonly database: TestDatabase;
  readonly store: Store;
  /** Introduces a donor, or an officer with a role. Answers the id. */
  person(name: string, role?: OfficerRole): Promise<string>;
  /** Calls a function as somebody, at the clock's time. */
  call<T = Json>(name: string, fn: string, args?: Record<string, unknown>): Promise<Answer<T>>;
  /** The same where a refusal would be a mistake of the test. */
  must<T = Json>(name: string, fn: string, args?: Record<string, unknown>): Promise<T>;
  worker<T = Json>(fn: string, args?: Record<string, unknown>): Promise<T>;
  /** A published need; answers its code. Needs tam and hanh. */
  need(items: readonly object[], due?: string): Promise<string>;
  /** Reads as the owner of the database. */
  rows<T = Record<string, string>>(sql: string, ...values: string[]): Promise<T[]>;
  pass(ms: number): void;
}

export interface OfficerRole {
  readonly role: string;
  readonly area?: string;
  readonly sector?: string;
  readonly foreign?: boolean;
}

export type Json = Record<string, unknown> & { code: string; status: string };

export const hour = 3_600_000;
export const day = 24 * hour;

export function createScene(database: TestDatabase): Scene {
  const { store, clock } = database;
  const people = new Map<string, string>();
  const now = () => clock.now.toISOString();

  const value = <T>(answer: Answer<T>, what: string): T => {
    if (answer.ok) return answer.value;
    throw new Error(`${what} was refused: ${answer.refusal.code} ${JSON.stringify(answer.refusal.params)}`);
  };

  const scene: Scene = {
    database,
    store,

    async person(name, officer) {
      const described = await store.call<string>({ as: "operator" }, "person_describe", {
        p_channels: ["web"],
        p_address: name,
        p_name: `Người ${name}`,
        p_language: "vi",
        p_foreign: officer?.foreign ?? false,
        p_now: now(),
      });
      const id = value(described, name);
      people.set(name, id);
      if (officer && officer.role !== "donor") {
        const hash = createHash("sha256").update(randomBytes(16)).digest("hex");
        const invitation = {
          p_code_hash: hash,
          p_role: officer.role,
          p_area: officer.area ?? null,
          p_sector: officer.sector ?? null,
        };
        value(await store.call({ as: "operator" }, "invitation_create", { ...invitation, p_now: now() }), name);
        value(await scene.call(name, "invitation_redeem", { p_code_hash: hash }), name);
      }
      return id;
    },

    async call<T>(name: string, fn: string, args: Record<string, unknown> = {}) {
      const personId = people.get(name);
      if (!personId) throw new Error(`nobody is called ${name}`);
      return await store.call<T>({ as: "person", personId }, fn, { ...args, p_now: now() });
    },

    async must<T>(name: string, fn: string, args?: Record<string, unknown>) {
      return value(await scene.call<T>(name, fn, args), `${fn} of ${name}`);
    },

    async worker<T>(fn: string, args: Record<string, unknown> = {}) {
      return value(await store.call<T>({ as: "worker" }, fn, { ...args, p_now: now() }), fn);
    },

    async need(items, due = "2026-12-15") {
      const proposed = { p_items: items, p_area: communes.giangThanh, p_due: due, p_sector: "clothing" };
      const { code } = await scene.must("tam", "need_create", proposed);
      await scene.must("hanh", "need_approve", { p_need: code });
      return code;
    },

    async rows<T>(sql: string, ...values: string[]) {
      return (await database.runner.transaction((query) => query(sql, values))) as T[];
    },

    pass(ms) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
  };
  return scene;
}

/** Who most stories need: an officer of the commune, one of another, two of the province. */
export async function introduce(scene: Scene): Promise<void> {
  await scene.person("tam", { role: "commune_officer", area: communes.giangThanh });
  await scene.person("binh", { role: "commune_officer", area: communes.rachGia });
  await scene.person("hanh", { role: "province_officer" });
  await scene.person("hoa", { role: "province_officer" });
}

export function refusalOf(answer: Answer<unknown>): string | null {
  return answer.ok ? null : answer.refusal.code;
}
