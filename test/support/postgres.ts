/** A PostgreSQL server of our own for tests: Debian's binaries, a data folder in the temporary folder, a free port on 127.0.0.1. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type FoundPostgres =
  | { readonly missing: null; readonly version: number; readonly folder: string }
  /** Why tests that need it are skipped. */
  | { readonly missing: string };

export interface PostgresServer {
  /** Connection string of one of its databases. */
  readonly url: (database: string) => string;
  readonly stop: () => Promise<void>;
}

const home = "/usr/lib/postgresql";

export function findPostgres(): FoundPostgres {
  const versions = existsSync(home) ? readdirSync(home).map(Number) : [];
  const version = Math.max(0, ...versions.filter((number) => existsSync(`${home}/${number}/bin/initdb`)));
  if (version < 15) return { missing: `no PostgreSQL 15 or newer in ${home}` };
  return { missing: null, version, folder: `${home}/${version}/bin` };
}

export async function startPostgres(): Promise<PostgresServer> {
  const postgres = findPostgres();
  if (postgres.missing !== null) throw new Error(postgres.missing);
  const data = mkdtempSync(join(tmpdir(), "nhip-cau-postgres-"));
  const user = serverUser();
  if (user) chownSync(data, user.uid, user.gid);
  const options = { ...user, cwd: data };
  const initdb = ["-D", data, "-U", "postgres", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"];
  execFileSync(join(postgres.folder, "initdb"), initdb, { ...options, stdio: ["ignore", "ignore", "inherit"] });
  const port = await freePort();
  const settings = [
    "-p",
    String(port),
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    `unix_socket_directories=${data}`,
    "-c",
    "fsync=off",
  ];
  const server = spawn(join(postgres.folder, "postgres"), ["-D", data, ...settings], {
    ...options,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const abandon = () => {
    server.kill("SIGQUIT");
    rmSync(data, { recursive: true, force: true });
  };
  process.once("exit", abandon);
  await untilReady(server);
  return {
    url: (database) => `postgresql://postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      process.off("exit", abandon);
      const gone = once(server, "exit");
      server.kill("SIGINT");
      await gone;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function untilReady(server: ChildProcess): Promise<void> {
  let log = "";
  await new Promise<void>((resolve, reject) => {
    server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${log}`)));
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-10_000);
      if (log.includes("ready to accept connections")) resolve();
    });
  });
}
