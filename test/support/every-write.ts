/** Every write with every value that may have been said for it, so that what a plan sends of them can be looked for in what it reads back. */
import type { Known } from "../../src/converse/state.ts";
import type { Item } from "../../src/model/frame.ts";
import { giangThanh, vinhDieu } from "./said-values.ts";
import type { ReadBacks, Wish } from "./read-backs.ts";

/** `without`: what has no place in it. `others`: choices that only a dialogue can make. `chooses`: slots that pick what is written about. */
export interface Written extends Omit<Wish, "known"> {
  readonly what: string;
  readonly known: Known;
  readonly without?: readonly (keyof Known)[];
  readonly others?: readonly Known[];
  readonly chooses?: readonly (keyof Known)[];
}

const GT = "demo-xa-giang-thanh";
const VD = "demo-xa-vinh-dieu";
const T = "demo-tinh";
const donor = "demo-minh-phat";
const warm: Item = { item: "warm_clothes", quantity: 40, unit: "set", age_band: "6-8" };
const blankets: Item = { item: "blanket", quantity: 25, unit: "piece" };
const goods = ["amount", "service"] as const;
const theNeed = ["area", "sector"] as const;
const evidence = [{ key: "k1", sha256: "1", mime: "image/jpeg" }];

/** Every write there is at least once, about things that the demo's ledger then holds. */
export async function everyWrite({ must, hash }: ReadBacks): Promise<readonly Written[]> {
  const codeOf = async (as: string, name: string, args: object) =>
    (await must<{ code: string }>(as, name, { ...args })).code;
  const reportOf = async (as: string, kind: string) => {
    const { reports } = await must<{ reports: { code: string; kind: string }[] }>(as, "report_list", {});
    return reports.find((report) => report.kind === kind)?.code ?? "";
  };
  const cash = await codeOf(donor, "pledge_create", { p_amount: 9_000_000 });
  const anywhere = await codeOf(donor, "pledge_create", { p_items: [blankets] });
  await must(T, "pledge_confirm", { p_pledge: anywhere });
  const unsent = await reportOf("demo-so-y-te", "annual");
  const trouble = await codeOf(GT, "difficulty_report", { p_text: "đường ngập" });
  const ofGT = await reportOf(GT, "annual");
  await must(GT, "report_submit", { p_code: ofGT });
  await must(T, "report_compile", { p_from: "2026-01-01", p_to: "2026-12-31" });
  const ofVD = await reportOf(VD, "annual");
  await must(VD, "report_submit", { p_code: ofVD });
  await must(T, "report_order", { p_text: "đồ ấm", p_due: "2026-10-30" });
  const ordered = await reportOf(GT, "adhoc");
  await must(VD, "report_submit", { p_code: await reportOf(VD, "adhoc") });
  await must(donor, "digest_subscribe", { p_text_version: "1" });
  await must("operator", "invitation_create", {
    p_code_hash: hash("one"),
    p_role: "commune_officer",
    p_area: giangThanh.id,
  });
  const { recipients } = await must<{ recipients: { name: string }[] }>(T, "report_recipients", {});
  const [to, another] = recipients.map(({ name }) => name);
  const step = (name: string): Written => ({
    what: name,
    as: T,
    intent: `difficulty.${name}`,
    known: { code: trouble },
  });
  return [
    {
      what: "goods for a need",
      as: donor,
      intent: "pledge.create",
      known: { need: "NC26-001", items: [warm] },
      without: goods,
      chooses: theNeed,
    },
    {
      what: "goods in a queue",
      as: donor,
      intent: "pledge.create",
      known: { need: "NC26-001", items: [warm], waitlist: true },
      without: goods,
      chooses: theNeed,
      others: [{ waitlist: false }],
    },
    {
      what: "goods for two needs",
      as: donor,
      intent: "pledge.create",
      known: {
        need: "NC26-001",
        items: [warm],
        split: { need: "NC26-004", area: { ...vinhDieu, code: "30793" }, item: blankets },
      },
      without: goods,
      chooses: theNeed,
      others: [
        { split: { need: "NC26-004", area: { ...vinhDieu, code: "30793" }, item: { ...blankets, quantity: 26 } } },
      ],
    },
    {
      what: "goods for wherever it helps",
      as: donor,
      intent: "pledge.create",
      known: { items: [blankets], unspecified: true },
      without: goods,
    },
    { what: "money", as: donor, intent: "pledge.create", known: { need: "NC26-001" }, without: ["service"] },
    { what: "help", as: donor, intent: "pledge.create", known: { need: "NC26-001" }, without: ["amount"] },
    {
      what: "other goods than promised",
      as: donor,
      intent: "pledge.amend",
      known: { pledge: "CK26-001", items: [{ ...warm, quantity: 90 }] },
      without: ["amount"],
    },
    { what: "another sum than promised", as: donor, intent: "pledge.amend", known: { pledge: cash } },
    { what: "no promise any more", as: donor, intent: "pledge.cancel", known: { pledge: "CK26-001" } },
    { what: "a promise that waits", as: T, intent: "pledge.confirm", known: { pledge: cash } },
    { what: "a promise that is declined", as: T, intent: "pledge.decline", known: { pledge: cash } },
    { what: "a handover", as: donor, intent: "pledge.schedule", known: { pledge: "CK26-001" } },
    {
      what: "promised goods that came",
      as: GT,
      intent: "delivery.log",
      known: { pledge: "CK26-001", need: "NC26-001", items: [{ ...warm, quantity: 30 }] },
      evidence,
      others: [{ need: "NC26-002" }],
    },
    {
      what: "more goods than promised",
      as: GT,
      intent: "delivery.log",
      known: { pledge: "CK26-001", items: [{ ...warm, quantity: 60 }], surplus: "need" },
      others: [{ surplus: "store" }],
    },
    {
      what: "goods that were promised for wherever it helps",
      as: T,
      intent: "delivery.log",
      known: { pledge: anywhere, items: [blankets] },
    },
    {
      what: "unpromised goods for a need",
      as: GT,
      intent: "delivery.log",
      known: { need: "NC26-001", items: [warm] },
      evidence,
    },
    { what: "unpromised goods", as: GT, intent: "delivery.log", known: { items: [warm], walk_in: true } },
    {
      what: "a wrong entry",
      as: GT,
      intent: "delivery.amend",
      known: { delivery: "GN26-001", items: [{ ...warm, quantity: 35 }] },
    },
    { what: "a need", as: GT, intent: "need.create", known: { items: [blankets] } },
    {
      what: "a need to publish",
      as: T,
      intent: "need.approve",
      known: { need: "NC26-014" },
      others: [{ publish: false }],
    },
    { what: "a need to publish later", as: T, intent: "need.publish", known: { need: "NC26-014" } },
    { what: "a need to look at again", as: T, intent: "need.return", known: { need: "NC26-014" } },
    { what: "no need any more", as: VD, intent: "need.withdraw", known: { need: "NC26-014" } },
    { what: "help from elsewhere", as: GT, intent: "coverage.log", known: { items: [blankets] } },
    { what: "an invitation", as: donor, intent: "officer.join", known: { invitation: hash("one") } },
    {
      what: "another account",
      as: donor,
      intent: "account.link",
      known: { link: { hash: hash("two"), channel: "telegram" } },
    },
    {
      what: "what children need",
      as: GT,
      intent: "assessment.answer",
      known: {
        partial: true,
        assessed: [{ sector: "health", beneficiaries: 92, bands: { preschool: 30, primary: 62 } }],
      },
      others: [
        { assessed: [{ sector: "health", beneficiaries: 92, bands: { preschool: 31, primary: 61 } }] },
        { assessed: [{ sector: "health", beneficiaries: 93, bands: {} }] },
        { assessed: [{ sector: "clothing", beneficiaries: 92, bands: { preschool: 30, primary: 62 } }] },
      ],
    },
    ...[false, true].map((save_only): Written => ({
      what: save_only ? "a report to go on with" : "a report",
      as: GT,
      intent: "report.submit",
      without: ["period"],
      known: { code: ordered, words: { difficulties: "thiếu ghe", recommendations: "mở thêm điểm nhận" }, save_only },
      others: [
        { words: { difficulties: "thiếu xe", recommendations: "mở thêm điểm nhận" } },
        { words: { difficulties: "thiếu ghe", recommendations: "giao sớm hơn" } },
        { words: { difficulties: null, recommendations: null } },
      ],
    })),
    {
      what: "a report that was handed in",
      as: T,
      intent: "report.accept",
      known: { code: ofVD },
      without: ["area", "unit"],
    },
    {
      what: "a report with mistakes",
      as: T,
      intent: "report.return",
      known: { code: ofVD },
      without: ["area", "unit"],
    },
    { what: "more to a report", as: GT, intent: "report.addendum", known: { code: ofGT } },
    { what: "a report out of turn", as: T, intent: "report.order", known: {} },
    {
      what: "all reports",
      as: T,
      intent: "report.compile",
      known: { code: unsent },
      without: ["period"],
      others: [{ code: ordered }],
    },
    {
      what: "a report that was sent",
      as: T,
      intent: "report.sent",
      known: { recipient: to ?? "" },
      chooses: ["text"],
      others: [{ recipient: another ?? "" }],
    },
    {
      what: "a difficulty",
      as: GT,
      intent: "difficulty.report",
      known: { delivery: "GN26-001", pledge: "CK26-001", need: "NC26-001" },
      others: [{ need: "NC26-002" }, { pledge: "CK26-003" }, { text: "cháy kho, cần gấp ngay hôm nay" }],
    },
    ...["acknowledge", "assign", "close", "reopen", "escalate"].map(step),
    { ...step("answer"), others: [{ text: "còn chờ kinh phí" }] },
    { what: "news", as: "demo-overseas", intent: "digest.subscribe", known: {} },
    { what: "no news any more", as: donor, intent: "digest.unsubscribe", known: {} },
    {
      what: "news for all",
      as: T,
      intent: "digest.send",
      known: { date: "2026-10-20" },
      others: [{ date: "2026-10-21" }],
    },
    { what: "a policy", as: GT, intent: "policy.propose", known: {} },
    {
      what: "nothing of it",
      as: donor,
      intent: "undo",
      known: {},
      done: { acts: [{ name: "pledge_create", args: {} }], results: [{ code: cash }] },
    },
  ];
}
