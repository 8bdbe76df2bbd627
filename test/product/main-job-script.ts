/** The main job as people live it, from the invitation to the thanks: the same words on every platform. */
import sharp from "sharp";
import { expect } from "vitest";
import { freePort } from "../support/free-port.ts";
import type { Machine, RunningProduct } from "../support/product.ts";

/** Somebody with a phone, whatever platform is on it. */
export interface Actor {
  /** What one does with a code that an operator handed over. */
  joins(code: string): void;
  says(text: string): void;
  /** Takes the choice with this label in the way of the platform. */
  picks(label: string): void;
  sendsPhoto(bytes: Uint8Array, caption: string): void;
  /** The next message, with the labels of its choices. */
  next(): Promise<{ readonly text: string; readonly choices: readonly string[] }>;
}

export interface Stage {
  readonly machine: Machine;
  readonly product: RunningProduct;
  actor(name: string, language: "vi" | "en"): Actor;
  /** Of the printed invitation. */
  linkOf(code: string): string | undefined;
}

export const startOfMainJob = "2026-10-15T09:00:00+07:00";

/** Where there are no buttons: the labels of the numbered lines, in their order. */
export function numberedChoices(text: string): string[] {
  return [...text.matchAll(/^\d+\. (.+)$/gm)].map(([, label = ""]) => label);
}

/** An environment in which the platform pushes. */
export async function pushedTo(secretName: string): Promise<Record<string, string>> {
  const port = String(await freePort());
  return { PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: port, [secretName]: "a-secret-for-this-test" };
}

interface OpenNeed {
  readonly code: string;
  readonly items: readonly Record<"needed" | "reserved" | "accepted" | "covered" | "remaining", number>[];
}

export async function playMainJob({ machine, product, actor, linkOf }: Stage): Promise<void> {
  const quantities = async () => {
    const needs = (await (await fetch(`${product.url}/api/needs`)).json()) as readonly OpenNeed[];
    const item = needs[0]?.items[0];
    return item && { needed: item.needed, reserved: item.reserved, accepted: item.accepted, remaining: item.remaining };
  };
  const invitation = async (...args: string[]) => {
    const { out, err } = await machine.command("invite", args);
    expect(err).toBe("");
    const [code = "", link] = out.trim().split("\n");
    expect(link).toBe(linkOf(code));
    return code;
  };
  const join = async (person: Actor, code: string) => {
    person.joins(code);
    expect((await person.next()).choices).toContain("Có");
    person.picks("Có");
    expect((await person.next()).choices).toEqual(["Đồng ý", "Không đồng ý"]);
    person.picks("Đồng ý");
    await person.next();
  };

  const officer = actor("Officer", "vi");
  const province = actor("Province", "vi");
  const lan = actor("Lan <b>&", "vi");
  const ann = actor("Ann", "en");
  const late = actor("Late", "vi");

  await join(officer, await invitation("--role", "commune_officer", "--area", "Giang Thành"));
  await join(province, await invitation("--role", "province_officer"));

  officer.says("Thêm nhu cầu 150 bộ đồ ấm 6-8 tuổi cho xã Giang Thành cần trước 15/12");
  await officer.next();
  officer.picks("Có");
  expect((await officer.next()).text).toContain("NC26-001");
  expect((await province.next()).text).toContain("NC26-001");
  expect(await quantities()).toBeUndefined();

  province.says("duyệt NC26-001");
  await province.next();
  province.picks("Duyệt và công bố");
  await province.next();
  expect((await officer.next()).text).toContain("NC26-001");
  expect(await quantities()).toEqual({ needed: 150, reserved: 0, accepted: 0, remaining: 150 });

  lan.says("đăng ký 80 bộ đồ ấm cho Giang Thành, giao trước 10/12");
  expect((await lan.next()).text).toContain("80 bộ đồ ấm");
  lan.says("có");
  await lan.next();
  expect(await quantities()).toEqual({ needed: 150, reserved: 0, accepted: 0, remaining: 150 });
  lan.says("đồng ý");
  expect((await lan.next()).text).toContain("CK26-001");
  expect((await officer.next()).text).toContain("CK26-001");
  expect(await quantities()).toEqual({ needed: 150, reserved: 80, accepted: 0, remaining: 70 });

  ann.says("I'd like to give 100 warm sets to Giang Thanh before 10 December");
  expect((await ann.next()).choices).toContain("Give 70 sets");
  ann.picks("Give 70 sets");
  await ann.next();
  ann.picks("Yes");
  await ann.next();
  ann.picks("I agree");
  expect((await ann.next()).text).toContain("CK26-002");
  await officer.next();
  expect(await quantities()).toEqual({ needed: 150, reserved: 150, accepted: 0, remaining: 0 });

  late.says("mình góp 10 bộ đồ ấm cho Giang Thành");
  expect((await late.next()).choices.some((label) => label.startsWith("Vào danh sách chờ"))).toBe(true);
  late.says("thôi");
  await late.next();
  expect(await quantities()).toEqual({ needed: 150, reserved: 150, accepted: 0, remaining: 0 });

  lan.says("đổi CK26-001 thành 60 bộ");
  await lan.next();
  lan.picks("Có");
  expect((await lan.next()).text).toContain("60 bộ");
  expect((await officer.next()).text).toContain("60 bộ");
  expect(await quantities()).toEqual({ needed: 150, reserved: 130, accepted: 0, remaining: 20 });

  officer.sendsPhoto(await photo(), "GN CK26-001 40 bộ");
  expect((await officer.next()).text).toContain("40 bộ");
  officer.picks("Có");
  expect((await officer.next()).text).toContain("GN26-001");
  expect((await lan.next()).text).toContain("40 bộ");
  expect(await quantities()).toEqual({ needed: 150, reserved: 90, accepted: 40, remaining: 20 });

  const pledge = (await (await fetch(`${product.url}/api/pledges/CK26-001`)).json()) as Record<string, unknown>;
  expect(pledge).toMatchObject({ code: "CK26-001", status: "partially_delivered", need: "NC26-001", donor: null });
}

const photo = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: "#7a4" } })
    .jpeg()
    .withExif({ IFD0: { Copyright: "secret place" } })
    .toBuffer();
