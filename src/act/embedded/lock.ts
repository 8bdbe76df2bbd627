/**
 * One process per database folder: PGlite takes no lock, and two of them on one folder destroy it without a word.
 * The lock file says who holds it; a holder that is gone is succeeded.
 */
import { randomUUID } from "node:crypto";
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { currentProcess, isRunning } from "./process-identity.ts";

export interface Lock {
  /** Safe to call twice. */
  release(): void;
}

export class DatabaseInUse extends Error {
  override readonly name = "DatabaseInUse" as const;
  /** Process that holds the lock; null while somebody is just taking it over. */
  readonly pid: number | null;

  constructor(message: string, pid: number | null) {
    super(message);
    this.pid = pid;
  }
}

const holderSchema = z.object({ id: z.string(), pid: z.int(), started: z.string().nullable(), host: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** How often a holder shows that it is alive, and after which silence a holder on another host counts as gone. */
const beatMs = 5_000;
const silenceMs = 30_000;
/** A succession takes milliseconds; one that is older was broken off. */
const successionMs = 10_000;

export function acquireLock(file: string): Lock {
  const holder: Holder = { id: randomUUID(), ...currentProcess(), host: hostname() };
  if (!create(file, holder)) succeed(file, holder);
  const beat = setInterval(() => touch(file), beatMs).unref();
  return {
    release() {
      clearInterval(beat);
      if (readHolder(file)?.id === holder.id) rmSync(file, { force: true });
    },
  };
}

/** Only one process may clear away a dead holder's file at a time, or the second would clear away the first one's new file. */
function succeed(file: string, holder: Holder): void {
  refuseIfAlive(file);
  const succession = `${file}.succession`;
  if (ageOf(succession) > successionMs) rmSync(succession, { force: true });
  if (!create(succession, holder)) throw takenOver(file);
  try {
    refuseIfAlive(file);
    rmSync(file, { force: true });
    if (!create(file, holder)) throw takenOver(file);
  } finally {
    rmSync(succession, { force: true });
  }
}

function refuseIfAlive(file: string): void {
  const existing = readHolder(file);
  if (!existing) {
    // Somebody created it a moment ago and has not written yet, or a crash left it empty.
    if (ageOf(file) < successionMs) throw takenOver(file);
    return;
  }
  const { pid, host } = existing;
  if (host !== hostname()) {
    if (ageOf(file) > silenceMs) return;
    throw new DatabaseInUse(
      `The database is in use by process ${pid} on ${host}. Stop it there, or wait ${silenceMs / 1_000} seconds if that machine is gone. (${file})`,
      pid,
    );
  }
  if (!isRunning(existing)) return;
  throw new DatabaseInUse(
    `The database is in use by process ${pid}. Stop that process first, or use another data folder. (${file})`,
    pid,
  );
}

function takenOver(file: string): DatabaseInUse {
  return new DatabaseInUse(`Another process is just opening the database. Try again in a few seconds. (${file})`, null);
}

function create(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/** Milliseconds since the file was written or touched; by the machine's clock, which is also the file system's. */
function ageOf(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? Date.now() - stat.mtimeMs : 0;
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // The folder was removed under a running program; its own next write will say so.
  }
}
