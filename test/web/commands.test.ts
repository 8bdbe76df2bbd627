import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import type { Inbound } from "../../src/model/channel.ts";
import { type Company, runChat } from "../../src/command/run-chat.ts";
import { type InviteRequest, type InviteResult, runInvite } from "../../src/command/run-invite.ts";
import { findRunningCompany } from "../../src/command/running-company.ts";
import { runTick } from "../../src/command/run-tick.ts";
import { createChatHandlers } from "../../src/control/chat-handlers.ts";
import { createControlServer } from "../../src/control/control-server.ts";
import { countingIds, personas, say, startTalker, webChannel } from "./support/site.ts";

function surroundings() {
  const out: string[] = [];
  const err: string[] = [];
  return {
    out,
    err,
    around: { say, out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) },
  };
}

describe("invite", () => {
  async function invite(args: string[], result: InviteResult = { ok: true, code: "ABCD-1234", link: null }) {
    const { out, err, around } = surroundings();
    const asked: InviteRequest[] = [];
    const exit = await runInvite(args, async (request) => (asked.push(request), result), around);
    return { exit, out, err, asked };
  }

  test("prints exactly the code", async () => {
    expect(await invite(["--role", "commune_officer", "--area", " Giang Thành "])).toEqual({
      exit: 0,
      out: ["ABCD-1234"],
      err: [],
      asked: [{ role: "commune_officer", area: "Giang Thành", locale: "vi" }],
    });
  });

  test("prints the link on a second line when there is one", async () => {
    const link = "https://t.me/example?start=ABCD-1234";
    const { out, asked } = await invite(["--role=province_officer", "--locale=en"], { ok: true, code: "A", link });
    expect(out).toEqual(["A", link]);
    expect(asked).toEqual([{ role: "province_officer", area: null, locale: "en" }]);
  });

  test.for([
    [
      [],
      "Thiếu --role. Chọn một trong: commune_officer, agency_officer, partner_officer, fund_officer, province_officer.",
    ],
    [
      ["--role", "donor"],
      'Không có vai "donor". Chọn một trong: commune_officer, agency_officer, partner_officer, fund_officer, province_officer.',
    ],
    [
      ["--role", "king", "--locale", "en"],
      'There is no role "king". Choose one of: commune_officer, agency_officer, partner_officer, fund_officer, province_officer.',
    ],
    [["--role", "commune_officer", "--locale", "fr"], "--locale là vi hoặc en."],
  ] as const)("%o is told what is wrong", async ([args, sentence]) => {
    expect(await invite([...args])).toEqual({ exit: 2, out: [], err: [sentence], asked: [] });
  });

  test.for([["--rolle", "x"], ["x"], ["--role"], ["-x"]])("%o is not understood", async (args) => {
    const { exit, err, asked } = await invite(args);
    expect([exit, err.length, asked]).toEqual([2, 1, []]);
    expect(err[0]).toMatch(/^Không hiểu dòng lệnh: /);
  });

  test("a refusal is told and nothing else is printed", async () => {
    const refused = { ok: false, reason: "không có nơi nào tên Xã Mây" } as const;
    const { exit, out, err } = await invite(["--role", "commune_officer"], refused);
    expect([exit, out, err]).toEqual([2, [], ["Không tạo được mã mời: không có nơi nào tên Xã Mây."]]);
  });
});

describe("tick", () => {
  async function tick(args: string[]) {
    const { out, err, around } = surroundings();
    const asked: (string | null)[] = [];
    const exit = await runTick(args, async ({ now }) => (asked.push(now), { reminders: 2 }), around);
    return { exit, out, err, asked };
  }

  test.for(["2026-11-29T08:00:00+07:00", "2026-11-29T01:00:00Z", "2026-11-29T08:00:00.5+07:00"])(
    "at %s what is due is done and counted in one line",
    async (now) => {
      expect(await tick(["--now", now])).toEqual({ exit: 0, out: ['{"reminders":2}'], err: [], asked: [now] });
    },
  );

  test("without an instant the product's clock counts", async () => {
    expect((await tick([])).asked).toEqual([null]);
  });

  test.for(["", "now", "2026-11-29", "2026-11-29T08:00:00", "2026-02-30T08:00:00Z", "29/11/2026", "1796000000"])(
    "%o is no instant",
    async (now) => {
      expect(await tick([`--now=${now}`])).toEqual({
        exit: 2,
        out: [],
        err: ["--now phải là một thời điểm có múi giờ, ví dụ 2026-11-29T08:00:00+07:00."],
        asked: [],
      });
    },
  );
});

describe("chat", () => {
  async function chat(args: string[], lines: string, company: () => Promise<Company>) {
    const { out, err, around } = surroundings();
    const input = new PassThrough();
    const output = new PassThrough();
    let printed = "";
    output.on("data", (part: Buffer) => (printed += part.toString()));
    input.end(lines);
    const deps = { input, output, interactive: false, randomId: countingIds("session"), folder: tmpdir(), company };
    const exit = await runChat(args, deps, around);
    return { exit, out, err, printed };
  }

  /** Answers every line with its number; `settled` waits for all answers. */
  function ownCompany(heard: Inbound[] = []): () => Promise<Company> {
    let answered = Promise.resolve();
    return async () => ({
      addressOf: (role) => (role === "king" ? null : `terminal-${role}`),
      join: (terminal) =>
        terminal.start(async (events) => {
          heard.push(...events);
          const text = `answer ${heard.length}`;
          const message = { text, plain: text, buttons: [] };
          answered = answered.then(async () => void (await terminal.send(events[0]!.address, message)));
        }),
      settled: () => answered,
      leave: async () => {},
    });
  }

  test("lines from a pipe are answered before it ends", async () => {
    const heard: Inbound[] = [];
    const { exit, printed } = await chat(["--locale", "en"], "one\n\ntwo\nthree", ownCompany(heard));
    expect([exit, printed]).toEqual([0, "answer 1\nanswer 2\nanswer 3\n"]);
    expect(heard.map(({ address, sender, content }) => ({ address, sender, content }))).toEqual(
      ["one", "two", "three"].map((text) => ({
        address: "terminal-donor",
        sender: { language: "en" },
        content: { type: "text", text },
      })),
    );
  });

  test("the role may be chosen at the start and changed on the way", async () => {
    const heard: Inbound[] = [];
    const { printed } = await chat(
      ["--as", "commune_officer"],
      "a\n/as donor\nb\n/as king\nc\n/quit\nd\n",
      ownCompany(heard),
    );
    expect(heard.map(({ address }) => address)).toEqual([
      "terminal-commune_officer",
      "terminal-donor",
      "terminal-donor",
    ]);
    expect(printed).toContain("(bây giờ bạn là donor)");
    expect(printed).toContain('Không có vai "king".');
  });

  test("a role that nobody has ends it at once", async () => {
    const { exit, err } = await chat(["--as", "king"], "a\n", ownCompany());
    expect(exit).toBe(2);
    expect(err[0]).toMatch(/^Không có vai "king"\./);
  });

  test("a photo is sent by its path, with or without blanks in it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "chat "));
    const path = join(folder, "ảnh giao.PNG");
    await writeFile(path, "PNG");
    const heard: Inbound[] = [];
    const lines = `/photo "${path}" CK26-045 đã giao\n/photo ${folder}/none.jpg\n/start ABC\n/start\n`;
    const { printed } = await chat([], lines, ownCompany(heard));
    expect(heard.map(({ content }) => content)).toMatchObject([
      { type: "file", file: { mime: "image/png", size: 3 }, caption: "CK26-045 đã giao" },
      { type: "start", parameter: "ABC" },
      { type: "start" },
    ]);
    expect(printed).toContain("(đã gửi tệp)");
    expect(printed).toContain("Không đọc được tệp");
    await rm(folder, { recursive: true });
  });

  test("it joins the product that runs, hears only what is new, and is answered in full", async () => {
    const folder = await mkdtemp(join(tmpdir(), "chat-"));
    const path = join(folder, "control.sock");
    const channel = webChannel();
    await startTalker(channel);
    await channel.send("demo-donor", { text: "cũ", plain: "cũ", buttons: [] });
    const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
    const server = createControlServer(
      path,
      createChatHandlers({ channel, personas: async () => personas, settled, baseUrl: () => "http://127.0.0.1:3000" }),
    );
    await server.start();
    const photo = join(folder, "photo.png");
    await writeFile(photo, Uint8Array.of(0x89, 0x50));

    const company = async () => (await findRunningCompany(path, "vi"))!;
    const { exit, printed } = await chat([], `xin chào\n/start\n/photo ${photo}\n/as province_officer\nhai\n`, company);
    expect(exit).toBe(0);
    expect(printed).not.toContain("cũ");
    for (const expected of [
      "xin chào\nĐúng không?\n1. Có\n2. Sửa\n3. Bỏ",
      "Xin chào!",
      "image/png 2",
      "hai\nĐúng không?",
    ]) {
      expect(printed.split(expected)).toHaveLength(2);
    }
    await server.stop();
    expect(await findRunningCompany(path, "vi")).toBeNull();
    await rm(folder, { recursive: true });
  });
});
