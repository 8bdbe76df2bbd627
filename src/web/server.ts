/** The web server: listens for the site's routes and ends its open streams when the product stops. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { createSite, type SiteDeps } from "./site.ts";

export interface WebServerDeps extends SiteDeps {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

export interface WebServer {
  /** Resolves when it listens; rejects when the port is taken. */
  start(): Promise<{ url: string }>;
  /** Answers what is under way, then closes. Safe to call twice. */
  stop(): Promise<void>;
}

/** What is still unanswered after this long is cut off. */
const patienceMs = 5_000;
const sweepEveryMs = 20;

export function createWebServer(deps: WebServerDeps): WebServer {
  const site = createSite({ remote: (c) => getConnInfo(c).remote.address ?? "", ...deps });
  // Without TLS settings the adaptor makes a plain HTTP server.
  const server = createAdaptorServer({ fetch: (request, env) => site.app.fetch(request, env) }) as Server;
  let stopping: Promise<void> | null = null;

  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(deps.port, deps.host, () => {
          server.off("error", reject);
          const { port } = server.address() as AddressInfo;
          const host = deps.host.includes(":") ? `[${deps.host}]` : deps.host;
          resolve({ url: `http://${host}:${port}` });
        });
      }),

    stop() {
      stopping ??= new Promise((resolve) => {
        site.endStreams();
        const patience = setTimeout(() => server.closeAllConnections(), patienceMs);
        // A connection becomes idle after its last answer, and would then wait for the next question.
        const sweep = setInterval(() => server.closeIdleConnections(), sweepEveryMs);
        server.close(() => {
          clearTimeout(patience);
          clearInterval(sweep);
          resolve();
        });
      });
      return stopping;
    },
  };
}
