/** Runs a TypeScript file as a process of its own and reads what it writes, line by line. */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { compiledFolder } from "./compiled-folder.ts";

export interface Child {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly pid: number;
  readonly lines: Interface;
  /** The next line of its output. */
  readonly line: () => Promise<string>;
  /** Ends it without giving it a chance to tidy up. */
  readonly kill: () => Promise<void>;
  /** Closes its input and waits until it has ended by itself. */
  readonly end: () => Promise<void>;
}

const running = new Set<() => boolean>();

/** For `afterEach`: a test that broke off leaves no process behind. */
export function endChildren(): void {
  for (const end of running) end();
}

export function startChild(file: URL, args: readonly string[] = []): Child {
  const child = spawn(process.execPath, [fileURLToPath(file), ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: compiledFolder() },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const iterator = lines[Symbol.asyncIterator]();
  const gone = once(child, "exit");
  const end = () => child.kill("SIGKILL");
  running.add(end);
  child.once("exit", () => running.delete(end));
  return {
    process: child,
    pid: child.pid ?? 0,
    lines,
    async line() {
      const { value, done } = await iterator.next();
      return done === true ? "" : value;
    },
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    async end() {
      child.stdin.end();
      await gone;
    },
  };
}
