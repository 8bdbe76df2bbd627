/** Carries what was claimed for one person over the way that was chosen, part by part, and remembers what has left: a long message that breaks off goes on where it broke off. */
import { z } from "zod";
import type { Channel, Quota, RenderedMessage, SendResult } from "../model/channel.ts";
import { type Language, languages, type Message, messageSchema } from "../model/message.ts";
import type { TemplateSender } from "../model/template-sender.ts";
import { joinParts, type Part } from "./join-parts.ts";

const rowSchema = z.object({
  id: z.number(),
  /** Read apart, so that one that cannot be read holds up no other. */
  message: z.unknown(),
  attempts: z.number(),
  tracking: z.string(),
});
export type Row = z.infer<typeof rowSchema>;

/** What `outbox_claim` answers: one message, and what goes with it. */
export const claimedSchema = rowSchema.extend({
  lease: z.string(),
  channel: z.string(),
  address: z.string(),
  way: z.string(),
  language: z.enum(languages).nullable(),
  more: z.array(rowSchema),
});
export type Claimed = z.infer<typeof claimedSchema>;

export type Failed = Extract<SendResult, { type: "failed" }>;

/** A message of the outbox that has left as a whole. */
export interface Gone {
  readonly row: Row;
  readonly messageId: string | undefined;
  /** Messages of the platform that left since the last one that was gone. */
  readonly used: number;
  readonly quota: Quota | undefined;
}

export type OnGone = (gone: Gone) => Promise<void>;

export interface CarryDeps {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly templates: TemplateSender | null;
  readonly render: (message: Message, language: Language, channel: Channel) => readonly RenderedMessage[];
  /** Adds the documents that a message names: as files, or as words that say where they are. Absent: messages have none. */
  readonly attach?: Attach | undefined;
}

/** Always as many parts for the same message and channel: what has left is counted. */
export type Attach = (
  outboxId: number,
  message: Message,
  parts: readonly RenderedMessage[],
  language: Language,
  channel: Channel,
) => Promise<readonly RenderedMessage[]>;

export interface Carry {
  /** Null when everything left; else why it stopped, and `onGone` was told of what had left before. */
  carry(claimed: Claimed, onGone: OnGone): Promise<Failed | null>;
  /** A message is settled for good: nothing about it need be remembered. */
  forget(id: number): void;
}

interface Whole {
  readonly row: Row;
  readonly parts: readonly RenderedMessage[];
}

interface Left {
  readonly way: string;
  readonly parts: number;
  readonly messageId: string | undefined;
}

export function createCarry({ channels, templates, render, attach }: CarryDeps): Carry {
  /** Of messages that are not settled. Lost with the process: then they leave again as a whole. */
  const leftOf = new Map<number, Left>();

  /** A part that left over another way may say other words: there it begins anew. */
  function left({ id }: Pick<Row, "id">, way: string): Left {
    const known = leftOf.get(id);
    return known?.way === way ? known : { way, parts: 0, messageId: undefined };
  }

  /** Up to the first that cannot be read, which then has its turn alone. */
  async function read(claimed: Claimed, channel: Channel): Promise<Whole[]> {
    const renderRow = async (row: Row): Promise<Whole> => {
      const message = messageSchema.parse(row.message);
      const language = claimed.language ?? "vi";
      const parts = render(message, language, channel);
      const whole = message.document && attach ? await attach(row.id, message, parts, language, channel) : parts;
      return { row, parts: whole };
    };
    const wholes = [await renderRow(claimed)];
    for (const row of claimed.more) {
      try {
        wholes.push(await renderRow(row));
      } catch {
        return wholes;
      }
    }
    return wholes;
  }

  async function carryTemplate(claimed: Claimed, sender: TemplateSender, onGone: OnGone): Promise<Failed | null> {
    const { key, params = {} } = messageSchema.parse(claimed.message);
    const result = await sender.send(claimed.address, { key, params, trackingId: claimed.tracking });
    if (result.type === "failed") return result;
    await onGone({ row: claimed, messageId: result.messageId, used: 1, quota: result.quota });
    return null;
  }

  async function carryWords(claimed: Claimed, channel: Channel, onGone: OnGone): Promise<Failed | null> {
    const { address, way } = claimed;
    let waiting = await read(claimed, channel);
    let used = 0;

    async function tellGone(quota?: Quota): Promise<void> {
      const isGone = ({ row, parts }: Whole) => left(row, way).parts >= parts.length;
      const gone = waiting.filter(isGone);
      waiting = waiting.filter((whole) => !isGone(whole));
      for (const { row } of gone) {
        await onGone({ row, messageId: left(row, way).messageId, used, quota });
        used = 0;
      }
    }

    const rest = waiting.flatMap(({ row, parts }) =>
      parts.slice(left(row, way).parts).map((rendered): Part => ({ id: row.id, rendered })),
    );
    await tellGone();
    for (const { parts, message } of joinParts(rest, channel.capabilities)) {
      const result = await channel.send(address, message);
      if (result.type === "failed") return result;
      used += 1;
      for (const part of parts)
        leftOf.set(part.id, { way, parts: left(part, way).parts + 1, messageId: result.messageId });
      await tellGone(result.quota);
    }
    return null;
  }

  return {
    async carry(claimed, onGone) {
      if (templates && claimed.channel === templates.name) return await carryTemplate(claimed, templates, onGone);
      const channel = channels.get(claimed.channel);
      if (!channel) throw new Error(`There is no channel ${claimed.channel}`);
      return await carryWords(claimed, channel, onGone);
    },
    forget: (id) => void leftOf.delete(id),
  };
}
