/** The product as its operator runs it: a process of its own with an environment, on a folder of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { compiledFolder } from "./compiled-folder.ts";
import { projectFolder } from "./database.ts";

export interface RunningProduct {
  readonly url: string;
  /** Everything it printed. */
  readonly output: readonly string[];
  /** Ends it as the power company would. */
  kill(): Promise<void>;
  /** Asks it to stop; answers its exit code. */
  stop(): Promise<number | null>;
  /** Resolves with the exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
}

export interface Machine {
  readonly dataDir: string;
  start(env?: Readonly<Record<string, string>>, entry?: string): Promise<RunningProduct>;
  /** A command of package.json, for example `command("invite", ["--role", "province_officer"])`. */
  command(
    name: string,
    args: readonly string[],
    options?: {
      env?: Readonly<Record<string, string>>;
      input?: string;
      /** What is typed when this line was printed; null: nothing. */
      answer?: (printed: string) => string | null;
    },
  ): Promise<{ code: number | null; out: string; err: string }>;
  /** Kills what still runs and removes the folder. */
  close(): Promise<void>;
}

const startPatienceMs = 90_000;

export function createMachine(base: Readonly<Record<string, string>> = {}): Machine {
  const dataDir = mkdtempSync(join(tmpdir(), "nhip-cau-product-"));
  const children = new Set<ChildProcess>();

  function run(entry: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
    const child = spawn(process.execPath, [join(projectFolder, entry), ...args], {
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        NODE_COMPILE_CACHE: compiledFolder(),
        DATA_DIR: dataDir,
        PORT: "0",
        LOG_LEVEL: "warn",
        DEMO: "off",
        ...base,
        ...env,
      },
      stdio: ["pipe", "pipe", "pipe"],
    });
    children.add(child);
    child.once("exit", () => children.delete(child));
    return child;
  }

  return {
    dataDir,

    async start(env = {}, entry = "src/main.ts") {
      const child = run(entry, [], env);
      const output: string[] = [];
      const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
      const url = await new Promise<string>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`It did not start:\n${output.join("\n")}`)), startPatienceMs);
        const hear = (line: string) => {
          output.push(line);
          const found = /http:\/\/[\d.:]+(?=\s|$)/.exec(line)?.[0];
          if (!found) return;
          clearTimeout(late);
          resolve(found);
        };
        for (const stream of [child.stdout, child.stderr])
          if (stream) createInterface({ input: stream }).on("line", hear);
        void ended.then((code) => reject(new Error(`It ended with ${code}:\n${output.join("\n")}`)));
      });
      const end = (signal: NodeJS.Signals) => {
        child.kill(signal);
        return ended;
      };
      return { url, output, ended, kill: async () => void (await end("SIGKILL")), stop: () => end("SIGTERM") };
    },

    async command(name, args, { env = {}, input = "", answer } = {}) {
      const child = run(`src/command/${name}.ts`, args, env);
      let out = "";
      let err = "";
      child.stdout?.on("data", (bytes: Buffer) => (out += bytes.toString()));
      child.stderr?.on("data", (bytes: Buffer) => (err += bytes.toString()));
      if (answer && child.stdout)
        createInterface({ input: child.stdout }).on("line", (printed) => {
          const typed = answer(printed);
          if (typed !== null) child.stdin?.write(`${typed}\n`);
        });
      else child.stdin?.end(input);
      const code = await new Promise<number | null>((resolve) => child.once("close", (ended) => resolve(ended)));
      return { code, out, err };
    },

    async close() {
      await Promise.all(
        [...children].map((child) => new Promise((resolve) => (child.once("exit", resolve), child.kill("SIGKILL")))),
      );
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
