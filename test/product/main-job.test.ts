import sharp from "sharp";
import { afterEach, expect, test } from "vitest";
import { freePort } from "../support/free-port.ts";
import { createMachine, type Machine, type RunningProduct } from "../support/product.ts";
import type { Seen } from "../support/telegram/chats.ts";
import type { Person } from "../support/telegram/person.ts";
import { startTelegramServer, type TelegramServer } from "../support/telegram/server.ts";

let machine: Machine | undefined;
let telegram: TelegramServer | undefined;

afterEach(async () => {
  await machine?.close();
  await telegram?.close();
});

interface OpenNeed {
  readonly code: string;
  readonly items: readonly Record<"needed" | "reserved" | "accepted" | "covered" | "remaining", number>[];
}

async function quantities(product: RunningProduct): Promise<Record<string, number> | undefined> {
  const needs = (await (await fetch(`${product.url}/api/needs`)).json()) as readonly OpenNeed[];
  const item = needs[0]?.items[0];
  return item && { needed: item.needed, reserved: item.reserved, accepted: item.accepted, remaining: item.remaining };
}

const labels = (message: Seen) => message.buttons.flat().map(({ label }) => label);

async function join(person: Person, code: string): Promise<void> {
  person.starts(code);
  expect(labels(await person.next())).toContain("Có");
  person.presses("Có");
  expect(labels(await person.next())).toEqual(["Đồng ý", "Không đồng ý"]);
  person.presses("Đồng ý");
  await person.next();
}

const photo = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: "#7a4" } })
    .jpeg()
    .withExif({ IFD0: { Copyright: "secret place" } })
    .toBuffer();

test.for(["polling", "webhook"] as const)(
  "the main job over Telegram by %s, from the invitation to the thanks",
  { timeout: 180_000 },
  async (mode) => {
    telegram = await startTelegramServer();
    const port = await freePort();
    const webhook = {
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      TELEGRAM_WEBHOOK_SECRET: "a-secret-for-this-test",
      PORT: String(port),
    };
    machine = createMachine({
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      CLOCK: "2026-10-15T09:00:00+07:00",
      ...(mode === "webhook" ? webhook : {}),
    });
    const product = await machine.start();

    const invitation = async (...args: string[]) => {
      const { out, err } = await machine!.command("invite", args);
      expect(err).toBe("");
      const [code = "", link] = out.trim().split("\n");
      expect(link).toBe(`https://t.me/${telegram!.botName}?start=${code}`);
      return code;
    };
    const officer = telegram.person({ id: 7_000_000_001, firstName: "Officer", language: "vi" });
    const province = telegram.person({ id: 7_000_000_002, firstName: "Province", language: "vi" });
    const lan = telegram.person({ id: 7_000_000_003, firstName: "Lan <b>&", language: "vi" });
    const ann = telegram.person({ id: 7_000_000_004, firstName: "Ann", language: "en" });
    const late = telegram.person({ id: 7_000_000_005, firstName: "Late", language: "vi" });

    await join(officer, await invitation("--role", "commune_officer", "--area", "Giang Thành"));
    await join(province, await invitation("--role", "province_officer"));

    officer.says("Thêm nhu cầu 150 bộ đồ ấm 6-8 tuổi cho xã Giang Thành cần trước 15/12");
    await officer.next();
    officer.presses("Có");
    expect((await officer.next()).text).toContain("NC26-001");
    expect((await province.next()).text).toContain("NC26-001");
    expect(await quantities(product)).toBeUndefined();

    province.says("duyệt NC26-001");
    await province.next();
    province.presses("Duyệt và công bố");
    await province.next();
    expect((await officer.next()).text).toContain("NC26-001");
    expect(await quantities(product)).toEqual({ needed: 150, reserved: 0, accepted: 0, remaining: 150 });

    lan.says("đăng ký 80 bộ đồ ấm cho Giang Thành, giao trước 10/12");
    expect((await lan.next()).text).toContain("80 bộ đồ ấm");
    lan.says("có");
    await lan.next();
    expect(await quantities(product)).toEqual({ needed: 150, reserved: 0, accepted: 0, remaining: 150 });
    lan.says("đồng ý");
    expect((await lan.next()).text).toContain("CK26-001");
    expect((await officer.next()).text).toContain("CK26-001");
    expect(await quantities(product)).toEqual({ needed: 150, reserved: 80, accepted: 0, remaining: 70 });

    ann.says("I'd like to give 100 warm sets to Giang Thanh before 10 December");
    expect(labels(await ann.next())).toContain("Give 70 sets");
    ann.presses("Give 70 sets");
    await ann.next();
    ann.presses("Yes");
    await ann.next();
    ann.presses("I agree");
    expect((await ann.next()).text).toContain("CK26-002");
    await officer.next();
    expect(await quantities(product)).toEqual({ needed: 150, reserved: 150, accepted: 0, remaining: 0 });

    late.says("mình góp 10 bộ đồ ấm cho Giang Thành");
    expect(labels(await late.next()).some((label) => label.startsWith("Vào danh sách chờ"))).toBe(true);
    late.says("thôi");
    await late.next();
    expect(await quantities(product)).toEqual({ needed: 150, reserved: 150, accepted: 0, remaining: 0 });

    lan.says("đổi CK26-001 thành 60 bộ");
    await lan.next();
    lan.presses("Có");
    expect((await lan.next()).text).toContain("60 bộ");
    expect((await officer.next()).text).toContain("60 bộ");
    expect(await quantities(product)).toEqual({ needed: 150, reserved: 130, accepted: 0, remaining: 20 });

    officer.sendsPhoto(await photo(), { caption: "GN CK26-001 40 bộ" });
    expect((await officer.next()).text).toContain("40 bộ");
    officer.presses("Có");
    expect((await officer.next()).text).toContain("GN26-001");
    expect((await lan.next()).text).toContain("40 bộ");
    expect(await quantities(product)).toEqual({ needed: 150, reserved: 90, accepted: 40, remaining: 20 });

    const pledge = (await (await fetch(`${product.url}/api/pledges/CK26-001`)).json()) as Record<string, unknown>;
    expect(pledge).toMatchObject({ code: "CK26-001", status: "partially_delivered", need: "NC26-001", donor: null });
    expect(telegram.violations).toEqual([]);
    expect(telegram.settings.commands.size).toBeGreaterThan(0);
    expect(await product.stop()).toBe(0);
  },
);
