/** The HTTP side: addresses, tokens, faults, and the envelope around every answer. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { isMethod, problemsOf } from "./bot-api.ts";
import type { Params } from "./bot-api.ts";
import { playFault } from "./faults.ts";
import type { Faults } from "./faults.ts";
import { methods } from "./methods.ts";
import { Refusal, Violation } from "./refusal.ts";
import { readBody, readParams } from "./request.ts";
import type { World } from "./world.ts";

export interface Call {
  readonly method: string;
  readonly params: Params;
}

interface EndpointParts {
  readonly token: string;
  readonly world: World;
  readonly faults: Faults;
  readonly called: (call: Call) => void;
  readonly violated: (call: Call, problem: string) => void;
}

export function createEndpoint({
  token,
  world,
  faults,
  called,
  violated,
}: EndpointParts): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    try {
      const body = await readBody(request);
      const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(decodeURIComponent(url.pathname));
      if (file) return sendFile(file[1], file[2] ?? "", response);
      const [, given, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
      if (given === undefined) throw new Refusal(404, "Not Found");
      if (given !== token) throw new Refusal(401, "Unauthorized");
      const params = readParams(method, url, request.headers["content-type"] ?? "", body);
      await call({ method, params }, response);
    } catch (error) {
      if (error instanceof Refusal) return sendRefusal(error, response);
      response.destroy();
      if (!request.destroyed) throw error;
    }
  };

  async function call({ method, params }: Call, response: ServerResponse): Promise<void> {
    called({ method, params });
    const fault = faults.take(method);
    if (fault && playFault(fault, response)) return;
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    try {
      const carryOut = isMethod(method) ? methods[method] : undefined;
      if (!carryOut) throw new Violation("Not Found: method not found", 404);
      const [problem] = problemsOf(method, params);
      if (problem) throw new Violation(problem);
      const result = await carryOut(params, world, gone.signal);
      if (fault?.type === "answer_lost") response.destroy();
      else sendJson(200, { ok: true, result }, response);
    } catch (error) {
      if (error instanceof Violation) violated({ method, params }, error.message);
      throw error;
    }
  }

  function sendFile(given: string | undefined, path: string, response: ServerResponse): void {
    const fault = faults.take("file");
    if (fault && playFault(fault, response)) return;
    const stored = given === token ? world.chats.fileAt(path) : null;
    if (!stored) throw new Refusal(404, "Not Found");
    if (fault) {
      response.writeHead(200).write(stored.bytes.slice(0, 1));
      setImmediate(() => response.destroy());
      return;
    }
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(stored.bytes);
  }
}

function sendRefusal(refusal: Refusal, response: ServerResponse): void {
  const { code, message, parameters } = refusal;
  if (parameters.retry_after !== undefined) response.setHeader("retry-after", String(parameters.retry_after));
  const known = Object.keys(parameters).length > 0 && { parameters };
  sendJson(code, { ok: false, error_code: code, description: message, ...known }, response);
}

function sendJson(status: number, body: unknown, response: ServerResponse): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
