/** Open data from the ledger, read as anybody: the database decides what is public. */
import type { Store } from "./model/store.ts";
import type { Thanks } from "./web/board-page.ts";
import type { OpenData, OpenNeed, OpenPledge } from "./web/open-data.ts";

export function createOpenData(store: Store): OpenData {
  const read = async <T>(name: string, args: Record<string, unknown>, none: T): Promise<T> => {
    const answer = await store.call<T>({ as: "public" }, name, args);
    return answer.ok ? answer.value : none;
  };
  return {
    needs: ({ area, sector, item, status }) =>
      read<readonly OpenNeed[]>("open_needs", { p_area: area, p_sector: sector, p_item: item, p_status: status }, []),
    need: (code) => read<OpenNeed | null>("open_need", { p_need: code }, null),
    pledge: (code) => read<OpenPledge | null>("open_pledge", { p_pledge: code }, null),
    stats: () => read<Readonly<Record<string, unknown>>>("open_stats", {}, {}),
  };
}

export async function openThanks(store: Store): Promise<readonly Thanks[]> {
  const answer = await store.call<readonly Thanks[]>({ as: "public" }, "open_thanks", {});
  return answer.ok ? answer.value : [];
}
