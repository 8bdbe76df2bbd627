/** Several messages as one where a platform counts messages: what a turn says in three parts would else cost three of the few that are free. */
import type { Capabilities, RenderedMessage } from "../model/channel.ts";

/** One rendered part of one message of the outbox. */
export interface Part {
  readonly id: number;
  readonly rendered: RenderedMessage;
}

export interface Bundle {
  readonly parts: readonly Part[];
  readonly message: RenderedMessage;
}

const between = "\n\n";

/** In order; each bundle fits `maxLength`. Elsewhere than on channels with `onePerTurn` every part stays alone; a file and a form for a phone number always do, since they show neither buttons nor much text. */
export function joinParts(parts: readonly Part[], { maxLength, onePerTurn }: Capabilities): Bundle[] {
  const bundles: Bundle[] = [];
  for (const part of parts) {
    const last = bundles.at(-1);
    const joined =
      onePerTurn && last && !isAlone(last.message) && !isAlone(part.rendered)
        ? join(last.message, part.rendered)
        : null;
    if (last && joined && joined.text.length <= maxLength)
      bundles.splice(-1, 1, { parts: [...last.parts, part], message: joined });
    else bundles.push({ parts: [part], message: part.rendered });
  }
  return bundles;
}

function isAlone({ requestContact, file }: RenderedMessage): boolean {
  return requestContact !== undefined || file !== undefined;
}

/** The buttons of the last question: an earlier one is no longer open, its choices can still be read. */
function join(first: RenderedMessage, second: RenderedMessage): RenderedMessage {
  return {
    text: first.text + between + second.text,
    plain: first.plain + between + second.plain,
    buttons: second.buttons.length > 0 ? second.buttons : first.buttons,
  };
}
