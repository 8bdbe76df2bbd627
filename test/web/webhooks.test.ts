import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Channel, Webhook } from "../../src/model/channel.ts";
import { createWebServer, type WebServer } from "../../src/web/server.ts";
import { createSite } from "../../src/web/site.ts";
import { siteDeps, webChannel } from "./support/site.ts";

const megabyte = 1_048_576;

function pushed(receive: Webhook["receive"]): Channel {
  return { ...webChannel(), webhook: { path: "/webhooks/telegram", receive } };
}
const post = (channel: Channel, init: RequestInit = {}) =>
  createSite(siteDeps({ channels: [channel] })).app.request("/webhooks/telegram", { method: "POST", ...init });

test("the channel gets the headers and the exact bytes", async () => {
  const seen: { secret: string | null; body: string }[] = [];
  const channel = pushed(async (headers, body) => {
    seen.push({ secret: headers.get("x-secret"), body: new TextDecoder().decode(body) });
    return 200;
  });
  const response = await post(channel, { headers: { "x-secret": "s" }, body: '{"a": "ộ"}' });
  expect(response.status).toBe(200);
  expect(seen).toEqual([{ secret: "s", body: '{"a": "ộ"}' }]);
});

test.for([200, 400, 401, 503] as const)("its answer %i is the route's", async (status) => {
  expect((await post(pushed(async () => status))).status).toBe(status);
});

test("when it throws, the platform is asked to deliver again", async () => {
  const deps = siteDeps({ channels: [pushed(() => Promise.reject(new Error("no database")))] });
  const response = await createSite(deps).app.request("/webhooks/telegram", { method: "POST", body: "{}" });
  expect(response.status).toBe(503);
  expect(deps.log).toMatchObject([{ fields: { channel: "web" } }]);
});

test("only POST is taken, and only where a channel listens", async () => {
  const { app } = createSite(siteDeps({ channels: [pushed(async () => 200), webChannel()] }));
  expect((await app.request("/webhooks/telegram")).status).toBe(405);
  expect((await app.request("/webhooks/zalo/bot", { method: "POST" })).status).toBe(404);
});

test("a platform that looks whether somebody is there is told so", async () => {
  const channel = pushed(async () => 400);
  const looked = { ...channel, webhook: { ...channel.webhook!, answersGet: true as const } };
  const { app } = createSite(siteDeps({ channels: [looked] }));
  expect((await app.request("/webhooks/telegram")).status).toBe(200);
  expect((await app.request("/webhooks/telegram", { method: "PUT" })).status).toBe(405);
});

describe("over a real socket", () => {
  let server: WebServer | null = null;
  let asked = 0;
  let log: readonly object[] = [];

  async function start(): Promise<string> {
    asked = 0;
    const channel = pushed(async () => ((asked += 1), 200));
    const deps = siteDeps({ channels: [channel] });
    log = deps.log;
    server = createWebServer({ ...deps, host: "127.0.0.1", port: 0 });
    return (await server.start()).url;
  }
  afterEach(() => server?.stop());

  function raw(url: string, head: string, chunks: Iterable<string>): Promise<string> {
    return new Promise((resolve, reject) => {
      const { port, hostname } = new URL(url);
      const socket = connect(Number(port), hostname);
      let answer = "";
      socket.setEncoding("utf8");
      socket.on("data", (part) => {
        answer += part;
        if (answer.includes("\r\n\r\n")) socket.destroy();
      });
      socket.on("close", () => resolve(answer.split("\r\n")[0] ?? ""));
      socket.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code !== "EPIPE" && error.code !== "ECONNRESET") reject(error);
      });
      socket.write(`POST /webhooks/telegram HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`);
      for (const chunk of chunks) socket.write(chunk);
    });
  }
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

  test("a megabyte is taken, a byte more is not", async () => {
    const url = `${await start()}/webhooks/telegram`;
    expect((await fetch(url, { method: "POST", body: "x".repeat(megabyte) })).status).toBe(200);
    expect((await fetch(url, { method: "POST", body: "x".repeat(megabyte + 1) })).status).toBe(413);
    expect(asked).toBe(1);
  });

  test("a body without a stated length is counted while it comes", async () => {
    const url = await start();
    const endless = Array.from({ length: 40 }, () => chunk("x".repeat(65_536)));
    expect(await raw(url, "transfer-encoding: chunked", endless)).toBe("HTTP/1.1 413 Payload Too Large");
    expect(asked).toBe(0);
  });

  test("a small body in pieces is taken", async () => {
    const url = await start();
    expect(await raw(url, "transfer-encoding: chunked", [chunk("{"), chunk("}"), "0\r\n\r\n"])).toBe("HTTP/1.1 200 OK");
    expect(asked).toBe(1);
  });

  test("a connection that breaks off in the middle stores nothing and harms nobody", async () => {
    const url = await start();
    const { port, hostname } = new URL(url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write("POST /webhooks/telegram HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf");
        socket.end();
      });
      socket.on("close", () => resolve());
      socket.resume();
    });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(asked).toBe(0);
    expect(log).toEqual([]);
  });

  test("a taken port is told, and stopping twice is fine", async () => {
    const url = await start();
    const second = createWebServer({ ...siteDeps(), host: "127.0.0.1", port: Number(new URL(url).port) });
    await expect(second.start()).rejects.toThrow("EADDRINUSE");
    await Promise.all([server?.stop(), server?.stop()]);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });
});
