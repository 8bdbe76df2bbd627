import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { signToken, verifyToken } from "../../src/act/token.ts";
import { createTokens } from "../../src/act/tokens.ts";

const now = new Date("2026-10-15T02:00:00Z");
const secret = "a secret that only tests know, long enough for HS256";
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const sign = (change: object = {}) =>
  signToken({ role: "authenticated", sub: "p1", now, lifetimeSeconds: 60, secret, ...change });
const forge = (header: unknown, claims: unknown) => {
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
};

describe("a token", () => {
  test("carries role, person and dates", () => {
    expect(verifyToken(sign(), { now, secret })).toEqual({
      ok: true,
      claims: { role: "authenticated", sub: "p1", iat: 1_792_029_600, exp: 1_792_029_660 },
    });
  });

  test("is read by anybody who knows the standard", () => {
    const [header, claims, signature] = sign().split(".");
    expect(JSON.parse(Buffer.from(header!, "base64url").toString())).toEqual({ alg: "HS256", typ: "JWT" });
    expect(signature).toBe(createHmac("sha256", secret).update(`${header}.${claims}`).digest("base64url"));
  });

  test("holds until its last second and not longer", () => {
    const token = sign();
    const checks = [0, 59, 60, 61].map((seconds) => verifyToken(token, { now: later(seconds), secret }).ok);
    expect(checks).toEqual([true, true, false, false]);
  });

  test.for<[string, string, string]>([
    ["another secret", sign({ secret: "another" }), "wrong_signature"],
    ["a cut signature", sign().slice(0, -4), "wrong_signature"],
    [
      "changed claims",
      sign().replace(/\.[^.]+\./, `.${Buffer.from('{"role":"anon"}').toString("base64url")}.`),
      "wrong_signature",
    ],
    ["no signature", sign().replace(/[^.]+$/, ""), "malformed"],
    ["two parts", "a.b", "malformed"],
    ["four parts", `${sign()}.d`, "malformed"],
    ["a header that is no JSON", sign().replace(/^[^.]+/, "AAAA"), "malformed"],
    ["the algorithm none", forge({ alg: "none" }, { role: "anon" }), "wrong_algorithm"],
    ["another algorithm", forge({ alg: "HS512" }, { role: "anon" }), "wrong_algorithm"],
    ["an expiry that is no number", forge({ alg: "HS256" }, { exp: "tomorrow" }), "wrong_claims"],
    ["claims that are no object", forge({ alg: "HS256" }, "anon"), "wrong_claims"],
    ["a beginning in the future", forge({ alg: "HS256" }, { nbf: 1_792_029_601 }), "not_yet_valid"],
  ])("with %s is refused", ([, token, problem], { expect }) => {
    expect(verifyToken(token, { now, secret })).toEqual({ ok: false, problem });
  });
});

describe("tokens of callers", () => {
  test("say who calls and are used again for a while", () => {
    let instant = now;
    const tokens = createTokens({ secret, now: () => instant });
    const first = tokens.of({ as: "person", personId: "p1" });
    instant = later(34);
    const second = tokens.of({ as: "person", personId: "p1" });
    instant = later(36);
    const third = tokens.of({ as: "person", personId: "p1" });
    expect([second === first, third === first, verifyToken(third, { now: later(90), secret }).ok]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test("are signed anew when the clock was set back", () => {
    let instant = later(3_600);
    const tokens = createTokens({ secret, now: () => instant });
    tokens.of({ as: "worker" });
    instant = now;
    expect(verifyToken(tokens.of({ as: "worker" }), { now, secret })).toMatchObject({ claims: { iat: 1_792_029_600 } });
  });

  test.for([
    [
      { as: "person", personId: "p1" },
      { role: "authenticated", sub: "p1" },
    ],
    [{ as: "worker" }, { role: "nhip_cau_worker" }],
    [{ as: "operator" }, { role: "nhip_cau_operator" }],
    [{ as: "public" }, { role: "anon" }],
  ] as const)("of %o are %o", ([caller, claims], { expect }) => {
    const token = createTokens({ secret, now: () => now }).of(caller);
    expect(verifyToken(token, { now, secret })).toMatchObject({ ok: true, claims });
  });
});
