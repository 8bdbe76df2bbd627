/**
 * Gets a picture from the address that came with a message: over TLS, from the public internet, up to a size.
 * Every name is resolved once, checked, and asked at the very address that was checked; so is every redirect.
 */
import { lookup } from "node:dns";
import type { IncomingMessage } from "node:http";
import { get as getPlain } from "node:http";
import { get as getSecure } from "node:https";
import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import type { FetchedFile } from "../../model/channel.ts";
import { readUpTo } from "../read-up-to.ts";
import { codeOf } from "./call.ts";
import { isLoopbackHost, isPublicAddress } from "./public-address.ts";

export interface DownloadOptions {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Where the platform itself is a server on this machine, its pictures are, too. */
  readonly loopback: boolean;
}

/** Large networks of copies redirect once, seldom twice. */
const maxRedirects = 3;

/** Throws, without the address, only when trying again later can help. */
export async function download(address: string, options: DownloadOptions): Promise<FetchedFile> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  let url = readAddress(address, options.loopback);
  for (let redirects = 0; url && redirects <= maxRedirects; redirects += 1) {
    const response = await ask(url, options.loopback, signal);
    if (!response) return { type: "gone" };
    const status = response.statusCode ?? 0;
    if (status === 200) return await keep(response, options.maxBytes);
    response.destroy();
    if (status < 300 || status >= 400) return refused(status);
    url = readAddress(response.headers.location ?? "", options.loopback, url);
  }
  return { type: "gone" };
}

/** Null: an address that is never asked. */
function readAddress(address: string, loopback: boolean, base?: URL): URL | null {
  const url = URL.parse(address, base?.href);
  if (!url || url.username !== "" || url.password !== "") return null;
  const host = url.hostname;
  if (loopback && isLoopbackHost(host)) return /^https?:$/.test(url.protocol) ? url : null;
  const ip = host.replace(/^\[|\]$/g, "");
  return url.protocol === "https:" && (isIP(ip) === 0 || isPublicAddress(ip)) ? url : null;
}

/** Null: its name leads to an address that is not public. */
async function ask(url: URL, loopback: boolean, signal: AbortSignal): Promise<IncomingMessage | null> {
  const get = url.protocol === "https:" ? getSecure : getPlain;
  const resolve = loopback && isLoopbackHost(url.hostname) ? undefined : lookupPublic;
  const answer = await new Promise<IncomingMessage | string>((done) => {
    // A connection that is kept would be asked again without a look at its address.
    get(url, { signal, agent: false, ...(resolve && { lookup: resolve }) }, done).once("error", (error) =>
      done(codeOf(error)),
    );
  });
  if (typeof answer !== "string") return answer;
  if (answer.includes(privateAddress)) return null;
  throw new Error(`zalo picture not downloaded: ${signal.aborted ? "no answer in time" : `network${answer}`}`);
}

const privateAddress = "ERR_NOT_PUBLIC";

const lookupPublic: LookupFunction = (hostname, options, found) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const first = addresses?.[0];
    if (error || !first) return found(error ?? new Error("no address"), "");
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return found(Object.assign(new Error("not a public address"), { code: privateAddress }), "");
    return options.all ? found(null, addresses) : found(null, first.address, first.family);
  });
};

async function keep(response: IncomingMessage, maxBytes: number): Promise<FetchedFile> {
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) {
    response.destroy();
    return { type: "too_large" };
  }
  try {
    const bytes = await readUpTo(response, maxBytes);
    return bytes ? { type: "fetched", bytes } : { type: "too_large" };
  } catch {
    throw new Error("zalo picture not downloaded: it broke off");
  }
}

/** Pictures of chats are kept for a while and behind addresses that expire: other refusals than these do not pass. */
function refused(status: number): FetchedFile {
  if (status >= 500 || [408, 425, 429].includes(status))
    throw new Error(`zalo picture not downloaded: answered ${status}`);
  return { type: "gone" };
}
