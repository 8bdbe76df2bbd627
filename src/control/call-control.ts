/** Asks the running product to carry out a command. That nothing runs is an ordinary answer: the command then does it itself. */
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

export type ControlAnswer =
  | { readonly type: "answered"; readonly value: unknown }
  | { readonly type: "failed"; readonly error: string }
  | { readonly type: "not_running" };

const answerSchema = z.union([z.object({ value: z.json() }), z.object({ error: z.string() })]);

/** No socket, or one that nobody listens on any more. */
const nobodyThere = ["ENOENT", "ECONNREFUSED"];

export async function callControl(
  path: string,
  name: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<ControlAnswer> {
  try {
    const answer = answerSchema.parse(JSON.parse(await post(path, name, JSON.stringify(body), signal)));
    return "value" in answer ? { type: "answered", value: answer.value } : { type: "failed", error: answer.error };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return nobodyThere.includes(code ?? "") ? { type: "not_running" } : { type: "failed", error: message };
  }
}

function post(socketPath: string, name: string, body: string, signal: AbortSignal | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(
      { socketPath, path: `/${name}`, method: "POST", headers, ...(signal ? { signal } : {}) },
      (response) => {
        text(response).then(resolve, reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
