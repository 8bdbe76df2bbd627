/**
 * Time that this thread worked, in seconds: what the clock on the wall shows on a machine that has nothing else to do, and unlike
 * that clock it stands still while others use the machine.
 */
export function threadSeconds(): number {
  return seconds(process.threadCpuUsage());
}

/** The same with the threads beside it, on which the runtime compiles and collects. */
export function processSeconds(): number {
  return seconds(process.cpuUsage());
}

function seconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}
