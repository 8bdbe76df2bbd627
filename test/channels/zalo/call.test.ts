import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { call } from "../../../src/channels/zalo/call.ts";

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/bot123:secret-token/getMe`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

const usual = { method: "POST", timeoutMs: 5_000 } as const;

test("an answer is told with its status, whatever that is", async () => {
  const url = await serve((_, response) => response.writeHead(503).end('{"ok":false}'));
  expect(await call(url, usual)).toMatchObject({ type: "answered", status: 503, body: { ok: false } });
});

test("an answer that is no JSON has no body", async () => {
  const url = await serve((_, response) => response.end("<html>"));
  expect(await call(url, usual)).toMatchObject({ type: "answered", status: 200, body: undefined });
});

test.for([
  ["hangs up", (_request, response) => response.destroy()],
  ["breaks off", (_request, response) => response.writeHead(200).write("{", () => response.destroy())],
  ["sends us elsewhere", (_request, response) => response.writeHead(302, { location: "/other" }).end()],
  ["never ends", (_request, response) => void endless(response)],
] satisfies [string, RequestListener][])(
  "a server that %s did not answer, and the token is not told",
  async ([, listener]) => {
    const told = await call(await serve(listener), usual);
    expect(told).toMatchObject({ type: "unanswered", detail: expect.stringMatching(/answer/) });
    expect(JSON.stringify(told)).not.toContain("secret-token");
  },
);

test("a server that is silent is left after a while", async () => {
  const url = await serve(() => undefined);
  expect(await call(url, { ...usual, timeoutMs: 50 })).toEqual({ type: "unanswered", detail: "no answer in time" });
});

test("an address that is none is no answer", async () => {
  const told = await call("bot123:secret-token", usual);
  expect(told.type).toBe("unanswered");
  expect(JSON.stringify(told)).not.toContain("secret-token");
});

test("the waiting can be left at once", async () => {
  const quit = new AbortController();
  const url = await serve(() => quit.abort());
  expect(await call(url, { ...usual, quit: quit.signal })).toMatchObject({ type: "unanswered" });
  expect(await call(url, { ...usual, quit: quit.signal })).toMatchObject({ type: "unanswered" });
});

test("an answer that has begun is read to its end although nobody waits any more", async () => {
  const quit = new AbortController();
  const begun = Promise.withResolvers<() => void>();
  const url = await serve((_, response) => {
    response.writeHead(200).write('{"text":"xin ', () => begun.resolve(() => response.end('chào"}')));
  });
  const told = call(url, { ...usual, quit: quit.signal });
  const end = await begun.promise;
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  quit.abort();
  end();
  expect(await told).toMatchObject({ type: "answered", body: { text: "xin chào" } });
});

async function endless(response: Parameters<RequestListener>[1]): Promise<void> {
  while (!response.destroyed && !response.closed) {
    await new Promise((written) => response.write("x".repeat(65_536), written));
  }
}
