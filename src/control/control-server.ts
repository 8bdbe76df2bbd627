/**
 * The running product's ear for commands on the same machine (`invite`, `tick`, `understand`, `chat`): the embedded database
 * has one process, so a second one must ask the first. JSON over HTTP on a socket that only its owner may open.
 */
import { mkdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { dirname } from "node:path";
import { callControl } from "./call-control.ts";

export type ControlHandler = (body: unknown) => Promise<unknown>;

export interface ControlServer {
  /** Rejects when another process listens there. */
  start(): Promise<void>;
  /** Safe to call twice. */
  stop(): Promise<void>;
}

/** A photo of the terminal chat travels as base64 inside the JSON. */
const maxBodyBytes = 16 * 1_048_576;

export function createControlServer(path: string, handlers: Readonly<Record<string, ControlHandler>>): ControlServer {
  const server = createServer((request, response) => void answer(request, response));
  const isFile = !path.startsWith("\\\\");

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = (status: number, value: unknown) => {
      response.writeHead(status, { "content-type": "application/json", connection: "close" });
      response.end(JSON.stringify(value));
    };
    const name = request.url?.slice(1) ?? "";
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!handler || request.method !== "POST") return reply(404, { error: `There is no command ${name}` });
    try {
      const value = await handler(await readJson(request));
      reply(200, { value: value ?? null });
    } catch (error) {
      reply(500, { error: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    async start() {
      if (isFile) {
        const { type } = await callControl(path, "hello", null);
        if (type !== "not_running") throw new Error(`Another process already listens on ${path}`);
        await mkdir(dirname(path), { recursive: true });
        // Left behind by a process that was killed.
        await rm(path, { force: true });
      }
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        // The socket file is made inside `listen`, so there is no moment in which others could open it.
        const mask = process.umask(0o177);
        server.listen(path, resolve);
        process.umask(mask);
      });
    },

    async stop() {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Error("The command is too large");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
