import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSigned } from "../../../../src/channels/zalo/oa/signature.ts";

const appId = "431234567890123456";
const secretKey = "test-oa-secret";
const timestamp = "1795000000000";
const text = `{"app_id":"${appId}","event_name":"user_send_text","timestamp":"${timestamp}","message":{"text":"Xin chào"}}`;
const mac = "2be6fc2618def179ced4575f1eadb14e7839d825dc67c70b7e37820586cb763c";
const bytes = (body: string) => new TextEncoder().encode(body);
const signed = (header: string, parts: Partial<Parameters<typeof isSigned>[1]> = {}) =>
  isSigned(header, { appId, body: bytes(text), timestamp, secretKey, ...parts });

describe("the signature of an event", () => {
  test.for([`mac=${mac}`, mac, `MAC=${mac.toUpperCase()}`, ` mac=${mac} `])("is right as %s", (header) => {
    expect(signed(header)).toBe(true);
  });

  test.for([
    ["nothing", ""],
    ["no digits", "mac="],
    ["its beginning", mac.slice(0, 63)],
    ["more than it", `${mac}0`],
    ["one digit of another", mac.replace(/.$/, "d")],
    ["an HMAC of the body", createHmac("sha256", secretKey).update(text).digest("hex")],
    ["a hash without the app", createHash("sha256").update(text).update(timestamp).update(secretKey).digest("hex")],
  ] as const)("is wrong as %s", ([, header]) => {
    expect(signed(header)).toBe(false);
  });

  test.for([
    ["another app", { appId: "431234567890123457" }],
    ["another secret", { secretKey: "test-app-secret" }],
    ["another timestamp", { timestamp: "1795000000001" }],
    ["a body that was written again", { body: bytes(JSON.stringify(JSON.parse(text), null, 1)) }],
    ["a body with escaped letters", { body: bytes(text.replace("à", "\\u00e0")) }],
    ["a body with a line end", { body: bytes(`${text}\n`) }],
  ] as const)("does not hold for %s", ([, parts]) => {
    expect(signed(`mac=${mac}`, parts)).toBe(false);
  });
});
