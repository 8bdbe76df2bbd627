/** grammY declares the signal of its own polyfill; at run time it asks only for `addEventListener`, which Node's has. */
import type { Api } from "grammy";

type GrammySignal = NonNullable<Parameters<Api["getMe"]>[0]>;

export function grammySignal(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}
