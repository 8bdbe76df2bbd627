/** A worker that works while there is something to do, then waits until it is woken or a little time has passed. */

export interface Loop {
  /** There may be something to do now. */
  wake(): void;
  /** Waits for the work under way; nothing is started afterwards. */
  stop(): Promise<void>;
}

export interface LoopDeps {
  /** Answers how much was done; 0 lets the loop rest. */
  readonly work: () => Promise<number>;
  /** Longest rest; another process may have written something meanwhile. */
  readonly restMs: number;
  /** Rest after the work itself broke (database away). */
  readonly brokenMs: number;
  readonly onBroken: (error: unknown) => void;
}

export function createLoop({ work, restMs, brokenMs, onBroken }: LoopDeps): Loop {
  const stopping = new AbortController();
  let woken = false;
  let endRest: (() => void) | null = null;
  const running = run();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = false;
      const rest = await work().then(
        (done) => (done > 0 ? 0 : restMs),
        (error: unknown) => {
          onBroken(error);
          return brokenMs;
        },
      );
      if (rest > 0 && !woken && !stopping.signal.aborted) await pause(rest);
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    wake() {
      woken = true;
      endRest?.();
    },
    stop() {
      stopping.abort();
      endRest?.();
      return running;
    },
  };
}
