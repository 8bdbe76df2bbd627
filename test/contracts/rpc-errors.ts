/** How errors of the database are told, and what is refused by name. */
import { describe, expect, test } from "vitest";
import { type RpcSubject } from "./rpc-subject.ts";

export function errorsContract(subject: RpcSubject): void {
  describe("reports errors as PostgREST does", () => {
    test("a refusal keeps its words", async () => {
      expect(await subject.call("refuse", { code: "surplus", params: { remaining: 70 } })).toEqual({
        status: 400,
        error: { code: "P0001", message: "surplus", details: '{"remaining": 70}', hint: "ask again" },
      });
    });

    test.for<[string, number]>([
      ["08006", 503],
      ["09000", 500],
      ["0L000", 403],
      ["0P000", 403],
      ["21000", 500],
      ["22000", 400],
      ["22023", 400],
      ["23502", 400],
      ["23503", 409],
      ["23505", 409],
      ["23514", 400],
      ["25001", 500],
      ["25006", 405],
      ["28000", 403],
      ["2D000", 500],
      ["38000", 500],
      ["39000", 500],
      ["3B000", 500],
      ["40001", 500],
      ["40P01", 500],
      ["42501", 401],
      ["42601", 400],
      ["42883", 404],
      ["42P01", 404],
      ["42P17", 500],
      ["53000", 503],
      ["53400", 500],
      ["54000", 500],
      ["55000", 500],
      ["57014", 500],
      ["57P01", 503],
      ["58000", 500],
      ["F0000", 500],
      ["HV000", 500],
      ["P0002", 500],
      ["PT409", 409],
      ["PT299", 299],
      ["PTXYZ", 500],
      ["XX000", 500],
      ["ZZ999", 400],
    ])("SQLSTATE %s is HTTP %i", async ([state, status], { expect }) => {
      const answer = await subject.raw("/rest/v1/rpc/fail_with", {
        body: JSON.stringify({ state, message: "on purpose" }),
      });
      expect(answer).toMatchObject({ status, body: { code: state, message: "on purpose" } });
    });

    test.for<[string, string, number]>([
      ["21000", "DELETE requires a WHERE clause", 400],
      ["22023", 'role "x" does not exist', 401],
    ])("SQLSTATE %s saying %s is HTTP %i", async ([state, message, status], { expect }) => {
      expect(await subject.call("fail_with", { state, message })).toMatchObject({ status, error: { code: state } });
    });

    test("the name of the error stands in a header, and 401 asks for a token", async () => {
      const { headers } = await subject.raw("/rest/v1/rpc/hidden");
      expect([headers.get("proxy-status"), headers.get("www-authenticate")]).toEqual([
        "PostgREST; error=42501",
        "Bearer",
      ]);
    });

    test("a key that exists already", async () => {
      expect(await subject.call("add_item", { id: 1, name: "x" })).toEqual({
        status: 409,
        error: {
          code: "23505",
          message: 'duplicate key value violates unique constraint "items_pkey"',
          details: "Key (id)=(1) already exists.",
          hint: null,
        },
      });
    });

    test("a constraint that is checked at the end", async () => {
      expect(await subject.call("add_part", { id: 1, item: 999 })).toMatchObject({
        status: 409,
        error: { code: "23503" },
      });
    });

    test("a function may write the whole answer", async () => {
      const message = JSON.stringify({ code: "teapot", message: "short and stout", details: "d", hint: "h" });
      const detail = JSON.stringify({ status: 418, headers: { "x-kind": "tea" } });
      const { status, headers, body } = await subject.raw("/rest/v1/rpc/fail_fully", {
        body: JSON.stringify({ message, detail }),
      });
      expect([status, headers.get("x-kind"), body]).toEqual([418, "tea", JSON.parse(message)]);
    });

    test.for<[string, string, string]>([
      ["no JSON as message", "oops", '{"status":418,"headers":{}}'],
      ["no JSON as detail", '{"code":"a","message":"b"}', "oops"],
      ["a status that cannot be", '{"code":"a","message":"b"}', '{"status":42,"headers":{}}'],
    ])("%s is an error of its own", async ([, message, detail], { expect }) => {
      expect(await subject.call("fail_fully", { message, detail })).toMatchObject({
        status: 500,
        error: { code: "PGRST121" },
      });
    });

    test("a whole answer without its second half is an error of its own", async () => {
      expect(await subject.call("fail_plainly")).toMatchObject({
        status: 500,
        error: { code: "PGRST121", details: "DETAIL is missing in the RAISE statement" },
      });
    });
  });

  describe("refuses by name what it does not do", () => {
    const json = { "content-type": "application/json" };

    test.for<[string, string, RequestInit, number, string]>([
      ["broken JSON", "rpc/add", { headers: json, body: '{"a":' }, 400, "PGRST102"],
      ["a body that is a list", "rpc/add", { headers: json, body: '[{"a": 1}]' }, 400, "PGRST127"],
      ["a body that is no JSON", "rpc/add", { headers: { "content-type": "text/plain" }, body: "a" }, 400, "PGRST127"],
      ["a table", "items", { method: "GET" }, 404, "PGRST125"],
      ["the root", "", { method: "GET" }, 404, "PGRST125"],
      ["a longer path", "rpc/add/more", {}, 404, "PGRST125"],
      ["a broken path", "rpc/%E0%A", {}, 404, "PGRST125"],
      ["another method", "rpc/add", { method: "DELETE" }, 405, "PGRST101"],
      ["another schema", "rpc/add", { headers: { "content-profile": "auth" } }, 406, "PGRST106"],
      [
        "another schema to read from",
        "rpc/add",
        { method: "GET", headers: { "accept-profile": "auth" } },
        406,
        "PGRST106",
      ],
      ["comma separated values", "rpc/add", { headers: { accept: "text/csv" } }, 400, "PGRST127"],
      ["a filter on a POST", "rpc/all_items?id=eq.1", {}, 400, "PGRST127"],
      ["an order", "rpc/all_items?order=id", { method: "GET" }, 400, "PGRST127"],
      ["a preference", "rpc/add", { headers: { prefer: "tx=rollback" } }, 400, "PGRST127"],
    ])("%s", async ([, path, init, status, code], { expect }) => {
      expect(await subject.raw(`/rest/v1/${path}`, init)).toMatchObject({ status, body: { code } });
    });

    test("a count", async () => {
      const { status, error } = await subject.client.rpc("all_items", {}, { count: "exact" });
      expect([status, error?.code, error?.details]).toEqual([400, "PGRST127", "Prefer: count=exact"]);
    });

    test("a selection of columns", async () => {
      const { status, error } = await subject.client.rpc("all_items").select("id");
      expect([status, error?.code]).toEqual([400, "PGRST127"]);
    });

    test("a service that is not there", async () => {
      expect(await subject.raw("/auth/v1/token")).toMatchObject({ status: 404, body: { code: "PGRST125" } });
    });
  });
}
