/** The HTTP side: addresses, tokens, faults, and the envelope around every answer. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Endpoint, type Faults, playFault } from "./faults.ts";
import { sendConsultation } from "./messages.ts";
import { Refusal, wrong } from "./refusal.ts";
import { readBody } from "./request.ts";
import { uploadFile } from "./upload.ts";
import type { World } from "./world.ts";
import { sendTemplate } from "./zns.ts";

export interface Call {
  readonly endpoint: Endpoint;
  readonly path: string;
  /** As it came; tokens are not part of it. */
  readonly body: string;
}

interface Parts {
  readonly world: World;
  readonly faults: Faults;
  readonly called: (call: Call) => void;
  readonly violated: (call: Call, problem: string) => void;
}

interface Asked {
  readonly call: Call;
  readonly bytes: Uint8Array;
  readonly headers: IncomingMessage["headers"];
}

const endpoints: Readonly<Record<string, Endpoint>> = {
  "/v4/oa/access_token": "oauth",
  "/v3.0/oa/message/cs": "cs",
  "/v2.0/oa/message": "cs",
  "/v2.0/oa/getoa": "getoa",
  "/v2.0/oa/upload/file": "upload",
  "/message/template": "zns",
};

export function createEndpoint({ world, faults, called, violated }: Parts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    try {
      const endpoint = endpoints[pathname];
      if (request.method === "GET" && endpoint !== "getoa") return sendFile(pathname, response);
      const bytes = await readBody(request);
      if (!endpoint || (request.method === "GET") !== (endpoint === "getoa")) return void response.writeHead(404).end();
      const call = { endpoint, path: pathname, body: new TextDecoder().decode(bytes) };
      called(call);
      await answer({ call, bytes, headers: request.headers }, response);
    } catch {
      response.destroy();
    }
  };

  async function answer(asked: Asked, response: ServerResponse): Promise<void> {
    const fault = faults.take(asked.call.endpoint);
    try {
      if (fault && playFault(fault, response)) return;
      const answered = await carryOut(asked);
      if (fault?.type === "slow") await fault.until;
      if (fault?.type === "answer_lost") response.destroy();
      else sendJson(answered, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.violation) violated(asked.call, error.message);
      sendJson(asked.call.endpoint === "oauth" ? oauthRefusal(error) : refusal(error), response);
    }
  }

  async function carryOut({ call, bytes, headers }: Asked): Promise<object> {
    if (call.endpoint === "oauth")
      return world.oauth.exchange(new URLSearchParams(call.body), one(headers["secret_key"]));
    if (headers.authorization !== undefined) throw wrong(-216, "the token belongs into the header access_token");
    const token = one(headers["access_token"]);
    if (call.endpoint === "zns") {
      world.oauth.check(token, { unknown: -124, expired: -124 });
      return success(sendTemplate(readJson(call, headers), world));
    }
    world.oauth.check(token);
    if (call.path === "/v2.0/oa/message") throw wrong(-240, "MessageV2 was shut down");
    if (call.endpoint === "getoa") return success({ oa_id: world.oaId, name: "OA" });
    if (call.endpoint === "upload") return success(await uploadFile(bytes, headers["content-type"] ?? "", world));
    return success(sendConsultation(readJson(call, headers), world));
  }

  function sendFile(path: string, response: ServerResponse): void {
    const file = world.files.get(path);
    const fault = faults.take("file");
    if (fault && playFault(fault, response)) return;
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": file.mime });
    if (!fault) return void response.end(file.bytes);
    response.write(file.bytes.slice(0, 1));
    setImmediate(() => response.destroy());
  }
}

function readJson({ body }: Call, headers: IncomingMessage["headers"]): unknown {
  if (!/^application\/json\b/.test(headers["content-type"] ?? "")) throw wrong(-201, "the body is not said to be JSON");
  try {
    return JSON.parse(body);
  } catch {
    throw wrong(-201, "the body is not JSON");
  }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function success(data: object): object {
  return { error: 0, message: "Success", data };
}

function refusal({ code, message }: Refusal): object {
  return { error: code, message };
}

function oauthRefusal({ code, message }: Refusal): object {
  return { error: code, error_name: message, error_reason: message, error_description: message };
}

function sendJson(body: object, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}
