/** Time that this process worked, in seconds: unlike the clock on the wall it does not run while others use the machine. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
