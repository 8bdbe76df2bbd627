import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { download } from "../../../src/channels/zalo/download.ts";
import { isPublicAddress } from "../../../src/channels/zalo/public-address.ts";

let server: Server | undefined;
let asked: (string | undefined)[] = [];

async function serve(listener: RequestListener): Promise<string> {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

const local = { maxBytes: 1_000, timeoutMs: 5_000, loopback: true };
const world = { ...local, loopback: false };

describe("downloading a picture", () => {
  test("brings its very bytes, up to the size that is allowed", async () => {
    const root = await serve((_, response) => response.end(Buffer.alloc(1_000, 7)));
    expect(await download(`${root}/a.jpg?k=1#x`, local)).toEqual({
      type: "fetched",
      bytes: new Uint8Array(1_000).fill(7),
    });
    expect(asked).toEqual(["/a.jpg?k=1"]);
  });

  test.for([
    ["says so", { "content-length": "1001" }],
    ["does not say so", { "transfer-encoding": "chunked" }],
  ] as const)("leaves one that is too large and %s", async ([, headers]) => {
    const root = await serve((_, response) => response.writeHead(200, headers).end(Buffer.alloc(1_001)));
    expect(await download(root, local)).toEqual({ type: "too_large" });
  });

  test.for([400, 401, 403, 404, 410])("tells that it is gone after %i", async (status) => {
    const root = await serve((_, response) => response.writeHead(status).end());
    expect(await download(root, local)).toEqual({ type: "gone" });
  });

  test.for([408, 429, 500, 503])("throws after %i, because it may come later", async (status) => {
    const root = await serve((_, response) => response.writeHead(status).end());
    await expect(download(`${root}/secret-name`, local)).rejects.toThrow(
      `zalo picture not downloaded: answered ${status}`,
    );
  });

  test("throws without its address when it breaks off or hangs", async () => {
    const root = await serve((request, response) => {
      if (request.url === "/broken")
        response.writeHead(200, { "content-length": "9" }).write("1", () => response.destroy());
    });
    await expect(download(`${root}/broken`, local)).rejects.toThrow("zalo picture not downloaded: it broke off");
    await expect(download(`${root}/hanging`, { ...local, timeoutMs: 50 })).rejects.toThrow(
      "zalo picture not downloaded: no answer in time",
    );
  });

  test("throws when nobody listens", async () => {
    const root = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    await expect(download(root, local)).rejects.toThrow("zalo picture not downloaded: network (ECONNREFUSED)");
  });

  test("follows a redirect, but not for ever", async () => {
    const root = await serve((request, response) => {
      if (request.url === "/once") response.writeHead(302, { location: "/picture" }).end();
      else if (request.url === "/picture") response.end("p");
      else response.writeHead(307, { location: `${request.url}x` }).end();
    });
    expect(await download(`${root}/once`, local)).toMatchObject({ type: "fetched" });
    expect(await download(`${root}/round`, local)).toEqual({ type: "gone" });
    expect(asked).toEqual(["/once", "/picture", "/round", "/roundx", "/roundxx", "/roundxxx"]);
  });

  test.for([
    "http://10.0.0.1/",
    "https://192.168.1.1/",
    "https://[::ffff:10.0.0.1]/",
    "file:///etc/passwd",
    "http://example.org/",
  ])("does not follow a redirect to %j", async (location) => {
    const root = await serve((request, response) =>
      request.url === "/" ? response.writeHead(302, { location }).end() : response.end("p"),
    );
    expect(await download(root, local)).toEqual({ type: "gone" });
  });

  test.for([
    "http://127.0.0.1:PORT/",
    "https://127.0.0.1:PORT/",
    "https://localhost:PORT/",
    "https://[::1]:PORT/",
    "https://2130706433:PORT/",
    "https://0x7f.1:PORT/",
    "https://169.254.169.254/latest/meta-data/",
    "https://user:word@example.org/",
    "http://example.org/",
    "ftp://example.org/",
    "data:image/png;base64,AAAA",
    "/relative",
    "",
  ])("never asks %s from outside of this machine", async (address) => {
    const root = await serve((_, response) => response.end("p"));
    expect(await download(address.replace("PORT", new URL(root).port), world)).toEqual({ type: "gone" });
    expect(asked).toEqual([]);
  });
});

describe("a public address", () => {
  test.for([
    "1.1.1.1",
    "14.225.10.1",
    "100.63.255.255",
    "172.32.0.1",
    "223.255.255.255",
    "2606:4700::1111",
    "2405:4800::1",
  ])("is %s", (ip) => expect(isPublicAddress(ip)).toBe(true));
  test.for([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "fc00::1",
    "fe80::1",
    "ff02::1",
    "2001:db8::1",
    "2002:a00:1::",
  ])("is not %s", (ip) => expect(isPublicAddress(ip)).toBe(false));
});
