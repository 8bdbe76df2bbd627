/** Where the running product listens for commands on the same machine: a socket file in its data folder, on Windows a named pipe. */
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";

/** A socket's path must fit 108 bytes on Linux and 104 on macOS, the closing zero included – unix(7), unix(4). */
const maxPathBytes = 100;

export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Usually `os.tmpdir()`; only used where the data folder lies too deep. */
  readonly temporaryFolder: string;
}

export function controlPath(dataFolder: string, { platform, temporaryFolder }: Machine): string {
  const folder = resolve(dataFolder);
  const name = `nhip-cau-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`;
  if (platform === "win32") return `\\\\.\\pipe\\${name}`;
  const path = join(folder, "control.sock");
  return Buffer.byteLength(path) <= maxPathBytes ? path : join(temporaryFolder, `${name}.sock`);
}
