/** As whom a function runs, and what the store makes of its answers. */
import { describe, expect, test } from "vitest";
import { signToken, type TokenRole } from "../../src/act/token.ts";
import { jwtSecret } from "../support/database.ts";
import { person, type RpcSubject } from "./rpc-subject.ts";

export function callersContract(subject: RpcSubject): void {
  describe("runs as the caller", () => {
    test("without a token as nobody in particular", async () => {
      expect(await subject.call("who")).toMatchObject({ data: { user: "anon", role: "anon", uid: null } });
    });

    test("with a token as the person", async () => {
      expect(await subject.call("who", {}, { as: "authenticated" })).toEqual({
        status: 200,
        data: {
          user: "authenticated",
          role: "authenticated",
          uid: person,
          method: "POST",
          path: "/rest/v1/rpc/who",
          token: false,
          search_path: "public, extensions",
        },
      });
    });

    test("row level security decides what a person sees", async () => {
      const seen = await subject.call("visible_items", {}, { as: "authenticated" });
      expect([seen, await subject.call("visible_items")]).toEqual([
        { status: 200, data: [1, 2, 100] },
        { status: 200, data: [] },
      ]);
    });

    test("a function that is not granted is refused with 401 to nobody and with 403 to somebody", async () => {
      const nobody = await subject.call("hidden");
      const somebody = await subject.call("hidden", {}, { as: "authenticated" });
      expect([nobody, somebody]).toMatchObject([
        { status: 401, error: { code: "42501", message: "permission denied for function hidden" } },
        { status: 403, error: { code: "42501" } },
      ]);
    });

    test("one request never sees the caller of another", async () => {
      const roles: (TokenRole | undefined)[] = Array.from({ length: 20 }, (_, index) =>
        index % 2 ? "authenticated" : undefined,
      );
      const answers = await Promise.all(roles.map((as) => subject.call("who", {}, as ? { as } : {})));
      expect(answers.map((answer) => (answer.data as { user: string }).user)).toEqual(
        roles.map((role) => role ?? "anon"),
      );
    });

    test.for<[string, () => string, number, string]>([
      ["no token at all", () => "nonsense", 401, "PGRST301"],
      ["an empty token", () => "", 401, "PGRST301"],
      ["a token signed with another secret", () => signed({ secret: "another" }), 401, "PGRST301"],
      ["a token without a signature", () => unsigned(), 401, "PGRST301"],
      ["an expired token", () => signed({ lifetimeSeconds: 0 }), 401, "PGRST303"],
      [
        "a token for a role above the caller's reach",
        () => signed({ role: "service_role" as TokenRole }),
        403,
        "42501",
      ],
      ["a token for the owner of everything", () => signed({ role: "postgres" as TokenRole }), 403, "42501"],
    ])("%s opens nothing", async ([, make, status, code], { expect }) => {
      const answer = await subject.raw("/rest/v1/rpc/who", { headers: { authorization: `Bearer ${make()}` } });
      expect(answer).toMatchObject({ status, body: { code } });
    });

    const signed = (change: object) =>
      signToken({
        role: "authenticated",
        sub: person,
        now: subject.database.clock.now,
        lifetimeSeconds: 60,
        secret: jwtSecret,
        ...change,
      });
    const unsigned = () => {
      const header = Buffer.from('{"alg":"none"}').toString("base64url");
      return `${header}.${signed({}).split(".")[1]}.AA`;
    };
  });

  describe("called through the store", () => {
    test("a refusal is a value", async () => {
      const args = { code: "surplus", params: { remaining: 70 } };
      expect(await subject.database.store.call({ as: "public" }, "refuse", args)).toEqual({
        ok: false,
        refusal: { code: "surplus", params: { remaining: 70 } },
      });
    });

    test("an unknown refusal is a fault", async () => {
      const failure = subject.database.store.call({ as: "public" }, "refuse", { code: "whatever", params: {} });
      await expect(failure).rejects.toMatchObject({ name: "StoreError", code: "P0001", retryable: false });
    });

    test.for<[string, boolean]>([
      ["08006", true],
      ["53300", true],
      ["57P01", true],
      ["57014", false],
      ["23505", false],
      ["XX000", false],
    ])("a fault %s may pass: %s", async ([state, retryable], { expect }) => {
      const failure = subject.database.store.call({ as: "public" }, "fail_with", { state, message: "on purpose" });
      await expect(failure).rejects.toMatchObject({ code: state, retryable });
    });

    test.for(["40001", "40P01"])(
      "a transaction that lost against another (%s) is tried again",
      async (state, { expect }) => {
        await subject.database.store.call({ as: "public" }, "reset_attempts", {});
        const answer = await subject.database.store.call({ as: "public" }, "succeed_at", { attempt: 3, state });
        expect(answer).toEqual({ ok: true, value: 3 });
      },
    );

    test("other faults are not tried again", async () => {
      await subject.database.store.call({ as: "public" }, "reset_attempts", {});
      const failure = subject.database.store.call({ as: "public" }, "succeed_at", { attempt: 3, state: "57P01" });
      await expect(failure).rejects.toMatchObject({ code: "57P01" });
      expect(await subject.database.store.call({ as: "public" }, "attempts_made", {})).toEqual({ ok: true, value: 1 });
    });

    test("of fifty who take at once, as many get something as there is", async () => {
      const takes = Array.from({ length: 50 }, () => subject.database.store.call({ as: "public" }, "take_one", {}));
      const answers = await Promise.all(takes);
      const left = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
      expect([left.toSorted((one, other) => Number(one) - Number(other)), answers.length - left.length]).toEqual([
        [0, 1, 2],
        47,
      ]);
    });

    test("a token is renewed before it expires", async () => {
      const start = subject.database.clock.now;
      const users: unknown[] = [];
      for (const seconds of [0, 30, 59, 61, 3_600]) {
        subject.database.clock.now = new Date(start.getTime() + seconds * 1_000);
        const answer = await subject.database.store.call<{ uid: string }>(
          { as: "person", personId: person },
          "who",
          {},
        );
        users.push(answer.ok && answer.value.uid);
      }
      subject.database.clock.now = start;
      expect(users).toEqual([person, person, person, person, person]);
    });
  });
}
