/** A server on this machine that speaks as much of the OpenAI protocol as we use, and answers as well or as badly as a test wants. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

export interface ModelRequest {
  readonly path: string;
  /** As it came over the wire. */
  readonly raw: string;
  readonly authorization: string | undefined;
}

export type Answer =
  /** What a good server says, with this as the words of the model. */
  | { readonly type: "says"; readonly content: string | null }
  | { readonly type: "raw"; readonly status: number; readonly body: string; readonly contentType?: string }
  | { readonly type: "redirect"; readonly to: string }
  | { readonly type: "hangs" }
  | { readonly type: "breaks_off" };

export interface OpenAiServer {
  /** With `/v1`, as a setting wants it. */
  readonly url: string;
  readonly requests: ModelRequest[];
  /** Answers all that follows. */
  answer(how: Answer | ((request: ModelRequest) => Answer)): void;
  close(): Promise<void>;
}

export const says = (content: unknown): Answer => ({
  type: "says",
  content: typeof content === "string" ? content : JSON.stringify(content),
});

export const fails = (status: number, body = '{"error":{"message":"no"}}'): Answer => ({ type: "raw", status, body });

const chat = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  temperature: z.number().optional(),
  response_format: z.object({ type: z.string() }).loose().optional(),
});

/** What a chat request asks for. */
export function readChat({ raw }: ModelRequest): z.infer<typeof chat> & { message: string; format: string } {
  const read = chat.parse(JSON.parse(raw));
  const asked = z.object({ message: z.string() }).parse(JSON.parse(read.messages.at(-1)?.content ?? ""));
  return { ...read, message: asked.message, format: read.response_format?.type ?? "none" };
}

/** The words "recorded" in the file of a transcription request. */
export function readVoice({ raw }: ModelRequest): { words: string; model: string } {
  const file = /filename="voice\.ogg"\r\n(?:[^\r]+\r\n)*\r\n([^]*?)\r\n--/.exec(raw)?.[1] ?? "";
  const model = /name="model"\r\n\r\n([^\r]*)/.exec(raw)?.[1] ?? "";
  return { words: Buffer.from(file, "latin1").toString("utf8"), model };
}

export async function startOpenAiServer(): Promise<OpenAiServer> {
  const requests: ModelRequest[] = [];
  let how: Answer | ((request: ModelRequest) => Answer) = says({ intent: "out_of_scope", quotes: [] });

  const server = createServer((incoming, response) => {
    void serve(incoming, response);
  });
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await hear(incoming);
    requests.push(request);
    reply(response, request.path, typeof how === "function" ? how(request) : how);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    answer: (next) => (how = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function hear(incoming: IncomingMessage): Promise<ModelRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks).toString("latin1");
  const isJson = incoming.headers["content-type"]?.includes("json") === true;
  return {
    path: incoming.url ?? "",
    raw: isJson ? Buffer.from(raw, "latin1").toString("utf8") : raw,
    authorization: incoming.headers.authorization,
  };
}

function reply(response: ServerResponse, path: string, answer: Answer): void {
  switch (answer.type) {
    case "says": {
      const body = path.endsWith("/audio/transcriptions") ? { text: answer.content } : completion(answer.content);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
      return;
    }
    case "raw":
      response.writeHead(answer.status, { "content-type": answer.contentType ?? "application/json" }).end(answer.body);
      return;
    case "redirect":
      response.writeHead(307, { location: answer.to }).end();
      return;
    case "breaks_off":
      response.destroy();
      return;
    case "hangs":
  }
}

function completion(content: string | null): object {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 0,
    model: "test",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content, refusal: null } }],
  };
}
