/** The demo for many tests of one file: the same database, and for each of them the rows of the beginning. */
import { openTestApp, type TestApp, type TestAppOptions } from "./app.ts";
import { keepRows } from "./put-back.ts";

export interface Stage {
  /** Everything is as if the demo had just been told; whoever was on the stage before has left. */
  enter(options?: Omit<TestAppOptions, "database" | "demo" | "now" | "world">): Promise<TestApp>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const { database, world, close } = await openTestApp({ demo: true });
  const beginning = database.clock.now;
  const putBack = await keepRows(database);
  return {
    close,
    async enter(options = {}) {
      await putBack();
      database.clock.now = beginning;
      const opened = await openTestApp({ ...options, database, world });
      return { ...opened, close: () => opened.app.stop() };
    },
  };
}
