/** One command, wherever its work happens: in the running product, or here when nothing runs. */
import { callControl } from "./call-control.ts";

/** The running product could not do it. */
class HandOverError extends Error {
  override readonly name = "HandOverError" as const;
}

/** `here` does the same work in this process. `value` of the answer is what the handler of that name returned. */
export function handOver<Body, Value>(
  path: string,
  name: string,
  here: (body: Body) => Promise<Value>,
): (body: Body) => Promise<Value> {
  return async (body) => {
    const answer = await callControl(path, name, body);
    if (answer.type === "failed") throw new HandOverError(answer.error);
    return answer.type === "answered" ? (answer.value as Value) : await here(body);
  };
}
