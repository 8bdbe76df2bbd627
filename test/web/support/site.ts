/** A site over plain data and a small talker behind the chat page, for tests of routes and pages. */
import { readFileSync } from "node:fs";
import { createReply } from "../../../src/reply/create-reply.ts";
import type { TerminalWords } from "../../../src/channels/terminal/terminal.ts";
import { createWebChannel } from "../../../src/channels/web/channel.ts";
import { createMemoryUploads } from "../../../src/channels/web/uploads.ts";
import type { Inbound } from "../../../src/model/channel.ts";
import type { Persona, WebChannel } from "../../../src/model/web-chat.ts";
import type { Thanks } from "../../../src/web/board-page.ts";
import type { OpenNeed, OpenPledge } from "../../../src/web/open-data.ts";
import type { SiteDeps } from "../../../src/web/site.ts";
import type { Say } from "../../../src/web/words.ts";

const readLocale = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../../locales/${language}.json`, import.meta.url), "utf8"));
const reply = createReply({ resources: { vi: readLocale("vi"), en: readLocale("en") } });

export const say: Say = (key, params, language) => reply.say(key, params, language);

export const personas: readonly Persona[] = [
  { id: "demo-donor", role: "donor", name: "Cửa hàng Mây" },
  { id: "demo-commune", role: "commune_officer", name: "Cán bộ 1", area: "Giang Thành" },
  { id: "demo-province", role: "province_officer", name: "Cán bộ 2" },
  { id: "demo-fund", role: "fund_officer", name: "Cán bộ 3" },
];

export const needs: readonly OpenNeed[] = [
  {
    code: "NC26-012",
    status: "published",
    area: { name: "Giang Thành", code: "30823" },
    sector: "clothing",
    needed_by: "2026-12-14",
    items: [
      {
        item: "warm_clothes",
        unit: "set",
        age_band: "6-8",
        needed: 1_500,
        reserved: 420,
        accepted: 380,
        covered: 50,
        remaining: 650,
      },
    ],
  },
  {
    code: "NC26-013",
    status: "fulfilled",
    area: { name: "Vĩnh Điều", code: "30824" },
    sector: "education",
    needed_by: null,
    items: [
      {
        item: "school_bag",
        unit: "piece",
        age_band: null,
        needed: 60,
        reserved: 0,
        accepted: 60,
        covered: 0,
        remaining: 0,
      },
      {
        item: "notebook",
        unit: "book",
        age_band: null,
        needed: 600,
        reserved: 200,
        accepted: 400,
        covered: 0,
        remaining: 0,
      },
    ],
  },
];

export const pledge: OpenPledge = {
  code: "CK26-045",
  status: "confirmed",
  need: "NC26-012",
  items: [{ item: "warm_clothes", unit: "set", quantity: 420, accepted: 0 }],
  amount_vnd: null,
  due_on: "2026-12-14",
  donor: null,
};

export const thanks: readonly Thanks[] = [
  {
    donor: "Cửa hàng Mây",
    items: [{ item: "warm_clothes", unit: "set", quantity: 380 }],
    amount_vnd: null,
    area: "Giang Thành",
    on: "2026-11-02",
  },
];

export const instant = new Date("2026-11-20T01:30:00Z");

export function countingIds(prefix = "id"): () => string {
  let last = 0;
  return () => `${prefix}-${String((last += 1)).padStart(16, "0")}`;
}

export function webChannel(limits = { lines: 200, conversations: 100 }): WebChannel {
  return createWebChannel({
    limits,
    uploads: createMemoryUploads(40_000_000),
    now: () => instant,
    randomId: countingIds("epoch"),
  });
}

export function siteDeps(
  changes: Partial<SiteDeps> = {},
): SiteDeps & { readonly log: { fields: object; message: string }[] } {
  const log: { fields: object; message: string }[] = [];
  const note = (fields: object, message: string) => void log.push({ fields, message });
  return {
    log,
    channels: [],
    openData: {
      needs: async (filter) => needs.filter((need) => !filter.sector || need.sector === filter.sector),
      need: async (code) => needs.find((need) => need.code === code) ?? null,
      pledge: async (code) => (code === pledge.code ? pledge : null),
      stats: async () => ({ needs: 2, open: 1 }),
    },
    thanks: async () => thanks,
    health: { ready: async () => ({ ready: true, database: true, channels: { web: true } }) },
    metrics: () => "",
    telegramLink: () => null,
    say,
    now: () => instant,
    randomId: countingIds("visitor"),
    logger: { info: note, warn: note, error: note },
    ...changes,
  };
}

export interface Talker {
  readonly heard: readonly Inbound[];
  /** How often events were offered, doubles included. */
  offered(): number;
}

/** Answers on the web channel like a very small product: greets, offers choices, tells the officer what the donor chose. */
export async function startTalker(channel: WebChannel): Promise<Talker> {
  const heard = new Map<string, Inbound>();
  let offered = 0;
  const write = (address: string, text: string, buttons: readonly { label: string; data: string }[] = []) =>
    channel.send(address, { text, plain: text.replaceAll(/<[^>]*>/g, ""), buttons });

  await channel.start(async (events) => {
    for (const event of events) {
      offered += 1;
      if (heard.has(event.externalId)) continue;
      heard.set(event.externalId, event);
      queueMicrotask(() => queueMicrotask(() => void answer(event)));
    }
  });

  async function answer({ address, content, sender }: Inbound): Promise<void> {
    const english = sender.language === "en";
    const choices = english ? ["Yes", "Change", "Drop"] : ["Có", "Sửa", "Bỏ"];
    if (content.type === "start") {
      await write(address, english ? "<b>Hello!</b> What would you like to do?" : "<b>Xin chào!</b> Bạn muốn làm gì?");
    } else if (content.type === "button") {
      await write(address, `✓ ${choices[Number(content.data.split(":")[1]) - 1]}`);
      await write("demo-commune", english ? "A promise: 20 sets" : "Có lời hứa mới: 20 bộ");
    } else if (content.type === "file") {
      await write(address, `📷 ${content.file.mime} ${content.file.size}`);
    } else if (content.type === "text") {
      const quoted = content.text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      const buttons = choices.map((label, at) => ({ label, data: `q1:${at + 1}` }));
      await write(address, `<i>${quoted}</i>\n${english ? "Right?" : "Đúng không?"}`, buttons);
    }
  }

  return {
    get heard() {
      return [...heard.values()];
    },
    offered: () => offered,
  };
}

export const terminalWords: TerminalWords = {
  noFile: (path) => `no file ${path}`,
  sentFile: () => "file sent",
  keptFile: (path) => `kept ${path}`,
  nowAs: (role) => `now as ${role}`,
  unknownRole: (role) => `unknown role ${role}`,
};
