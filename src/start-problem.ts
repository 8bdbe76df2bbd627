/** What an operator reads when the product cannot start for a reason that they can mend themselves. */
import { DatabaseInUse } from "./act/embedded/lock.ts";
import { StoreError } from "./act/store-error.ts";
import type { Config } from "./config.ts";

const folderCodes = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOSPC", "EDQUOT"]);

/** Null when only a programmer can tell what is wrong. */
export function describeStartProblem(error: unknown, { web, dataDir }: Pick<Config, "web" | "dataDir">): string | null {
  if (error instanceof DatabaseInUse || error instanceof StoreError) return error.message;
  const { code, syscall, port = 0 } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (syscall === "listen" && port > 0) {
    if (code === "EADDRINUSE")
      return `Port ${web.port} is in use. Stop the program that uses it, or set PORT to another one.`;
    return `Nothing can listen on ${web.host}, port ${web.port} (${code}). Set HOST and PORT to an address of this machine.`;
  }
  if (code === undefined || !folderCodes.has(code)) return null;
  return `The data folder ${dataDir} cannot be written to (${code}). Make it writable with free space, or set DATA_DIR to another folder.`;
}
