/** The ledger decides which process may do what only one may do at a time. */
import type { Store } from "./model/store.ts";

/** True: `holder` has `name` for `seconds` from now. Rejects when the ledger is away. */
export interface StoreLease {
  acquire(name: string, holder: string, seconds: number): Promise<boolean>;
}

export function createStoreLease(store: Store, now: () => Date): StoreLease {
  return {
    async acquire(name, holder, seconds) {
      const taken = await store.call<boolean>({ as: "worker" }, "lease_take", {
        p_name: name,
        p_holder: holder,
        p_seconds: seconds,
        p_now: now(),
      });
      return taken.ok && taken.value;
    },
  };
}
