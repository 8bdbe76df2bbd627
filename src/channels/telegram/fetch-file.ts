/** The bytes behind a file id. The download address holds the token, so no address is ever logged or thrown. */
import type { Api } from "grammy";
import { GrammyError } from "grammy";
import type { Channel, FetchedFile } from "../../model/channel.ts";
import { readUpTo } from "../read-up-to.ts";
import { failureOf } from "./failures.ts";
import { grammySignal } from "./signal.ts";

interface FetchParts {
  readonly api: Api;
  readonly token: string;
  /** For example `https://api.telegram.org/file`. */
  readonly fileRoot: string;
  readonly timeoutMs: number;
}

export function createFetchFile({ api, token, fileRoot, timeoutMs }: FetchParts): Channel["fetchFile"] {
  return async (fileId, maxBytes) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const place = await locate(fileId, maxBytes, signal);
    return typeof place === "string" ? await download(place, maxBytes, signal) : place;
  };

  async function locate(fileId: string, limit: number, signal: AbortSignal): Promise<string | FetchedFile> {
    const file = await api.getFile(fileId, grammySignal(signal)).catch(refusedFile);
    if ("type" in file) return file;
    if ((file.file_size ?? 0) > limit) return { type: "too_large" };
    return file.file_path ?? { type: "gone" };
  }

  async function download(path: string, limit: number, signal: AbortSignal): Promise<FetchedFile> {
    let response: Response;
    try {
      response = await fetch(`${fileRoot}/bot${token}/${path.split("/").map(encodeURIComponent).join("/")}`, {
        signal,
      });
    } catch {
      throw new Error("telegram file download failed: network");
    }
    if (response.ok) return await bytesOf(response, limit);
    await response.body?.cancel();
    if (response.status === 404) return { type: "gone" };
    throw new Error(`telegram file download failed: ${response.status}`);
  }
}

/** Telegram hands out no more than 20 MB ("getFile") and says so. */
function refusedFile(error: unknown): FetchedFile {
  if (error instanceof GrammyError && error.error_code === 400) {
    return { type: /too big/i.test(error.description) ? "too_large" : "gone" };
  }
  throw new Error(`telegram getFile failed: ${failureOf(error).detail}`);
}

async function bytesOf(response: Response, limit: number): Promise<FetchedFile> {
  try {
    const bytes = await readUpTo(response.body, limit);
    return bytes ? { type: "fetched", bytes } : { type: "too_large" };
  } catch {
    throw new Error("telegram file download failed: it broke off");
  }
}
