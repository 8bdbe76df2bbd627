/** Every write as a person would meet it: what is read back of some values, and what a yes to it would do. The real dialogue over the demo's ledger, which nothing is written to. */
import { advance } from "../../src/converse/advance.ts";
import { emptyState, type Evidence, type Known, type State } from "../../src/converse/state.ts";
import type { Act, Conversation, Ending, Person, Turn } from "../../src/converse/turn.ts";
import type { Language, Message } from "../../src/model/message.ts";
import { dayInVietnam } from "../../src/model/wall-clock.ts";
import { createReply } from "../../src/reply/create-reply.ts";
import en from "../../locales/en.json" with { type: "json" };
import vi from "../../locales/vi.json" with { type: "json" };
import { openTestApp } from "./app.ts";

export interface ReadBack {
  readonly acts: readonly Act[];
  readonly sentences: Readonly<Record<Language, string>>;
}

export interface Wish {
  /** The address of somebody of the demo. */
  readonly as: string;
  readonly intent: string;
  readonly known: Known;
  readonly evidence?: readonly Evidence[];
  readonly done?: State["done"];
}

export interface ReadBacks {
  /** Null: it asks for something first, or cannot be done. */
  of(wish: Wish): Promise<ReadBack | null>;
  /** Calls the ledger as somebody, to have something to write about. */
  must<T>(as: string, name: string, args: Record<string, unknown>): Promise<T>;
  readonly intents: Turn["intents"];
  readonly hash: Turn["hash"];
  close(): Promise<void>;
}

/** What was done at once is told without the ledger's answer here; the gaps it leaves are the same in all of them. */
const reply = createReply({ resources: { vi, en }, onMissing: () => {} });

export async function openReadBacks(): Promise<ReadBacks> {
  const { database, store, world, close } = await openTestApp({ demo: true });
  const now = database.clock.now;
  const people = new Map<string, Person>();
  const answers = new Map<string, unknown>();

  async function personOf(address: string): Promise<Person> {
    const known = people.get(address);
    if (known) return known;
    const [row] = await database.runner.transaction((query) =>
      query("select private.person_json(id, $2) as person from public.channel_identities where address = $1", [
        address,
        now.toISOString(),
      ]),
    );
    const person = JSON.parse(row?.["person"] ?? "null") as Person | null;
    if (!person) throw new Error(`Nobody is called ${address}`);
    people.set(address, { ...person, consented: true });
    return { ...person, consented: true };
  }

  async function drive(conversation: Conversation, person: Person): Promise<Ending> {
    let step = conversation.next();
    while (!step.done) {
      const request = step.value;
      if (request.type === "commit") return request.ending;
      if (request.type !== "read") throw new Error(`A read-back needs no ${request.type}`);
      const asked = JSON.stringify([person.id, request]);
      if (!answers.has(asked))
        answers.set(asked, await store.call({ as: "person", personId: person.id }, request.name, request.args));
      step = conversation.next(answers.get(asked));
    }
    return step.value;
  }

  return {
    async of({ as, intent, known, evidence = [], done }) {
      const person = await personOf(as);
      const state: State = { ...emptyState, ...(done ? { done } : {}) };
      const turn: Turn = {
        ...world,
        outside: { ai_model: false, ai_voice: false },
        // What was not typed is never done at once where it can be read back.
        content: { type: "start" },
        stale: false,
        byHand: false,
        phoneControl: null,
        senderName: null,
        person,
        state,
        restarted: false,
        now,
        today: dayInVietnam(now),
        language: "vi",
        newId: "prompt",
      };
      const flow = { intent, known, evidence: [...evidence], trail: [], confirmed: false };
      const asked = await drive(advance(turn, state, flow), person);
      if (!asked.acts && asked.state.prompt?.awaiting !== "confirm") return null;
      const open = asked.state.flow ?? flow;
      const { acts = [] } = asked.acts
        ? asked
        : await drive(advance(turn, asked.state, { ...open, confirmed: true }), person);
      return { acts, sentences: { vi: written(asked.messages, "vi"), en: written(asked.messages, "en") } };
    },
    async must<T>(as: string, name: string, args: Record<string, unknown>): Promise<T> {
      const caller =
        as === "operator" ? ({ as } as const) : ({ as: "person", personId: (await personOf(as)).id } as const);
      const answer = await store.call<T>(caller, name, { ...args, p_now: now });
      if (!answer.ok) throw new Error(`${name} was refused: ${answer.refusal.code}`);
      people.delete(as);
      return answer.value;
    },
    intents: world.intents,
    hash: world.hash,
    close,
  };
}

function written(messages: readonly Message[], language: Language): string {
  return messages.map(({ key, params = {} }) => reply.say(key, params, language)).join("\n");
}
