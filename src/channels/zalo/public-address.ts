/**
 * Which addresses of the internet may be asked for a picture. An address comes with a message, so whoever wrote it could
 * otherwise make this machine read from its own network.
 */
import { BlockList, isIPv6 } from "node:net";

const notPublic = new BlockList();
// IANA IPv4 and IPv6 Special-Purpose Address Registries, with multicast.
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  notPublic.addSubnet(net, prefix, "ipv4");

/** Everything else of IPv6 is reserved, private, or IPv4 in disguise. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");

const special6 = new BlockList();
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special6.addSubnet(net, prefix, "ipv6");

/** `ip` is an IP address without brackets. */
export function isPublicAddress(ip: string): boolean {
  if (isIPv6(ip)) return global6.check(ip, "ipv6") && !special6.check(ip, "ipv6");
  return !notPublic.check(ip, "ipv4");
}

/** `hostname` as `URL` prints it. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
