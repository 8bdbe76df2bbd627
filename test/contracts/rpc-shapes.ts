/** What functions of every shape answer, by POST and by GET. */
import { describe, expect, test } from "vitest";
import { plain, person, type RpcSubject } from "./rpc-subject.ts";

export function shapesContract(subject: RpcSubject): void {
  describe("answers in the shape of the function", () => {
    test.for<[string, string, object, unknown]>([
      ["a value", "add", { a: 1, b: 4 }, 5],
      ["a value with a default argument", "add", { a: 1 }, 3],
      ["a null value", "echo_text", { value: null }, null],
      [
        "text with Vietnamese letters and an emoji",
        "echo_text",
        { value: "Nhịp Cầu 🌉 'x' \\ \"y\"" },
        "Nhịp Cầu 🌉 'x' \\ \"y\"",
      ],
      ["json", "echo_json", { value: { a: [1, null, { b: "c" }] } }, { a: [1, null, { b: "c" }] }],
      ["a set of values", "count_up", { top: 3 }, [1, 2, 3]],
      ["an empty set of values", "count_up", { top: 0 }, []],
      ["a row", "item", { wanted: 1 }, { id: 1, name: "áo ấm" }],
      ["a row that does not exist", "item", { wanted: 7 }, { id: null, name: null }],
      [
        "a set of rows",
        "all_items",
        {},
        [
          { id: 1, name: "áo ấm" },
          { id: 2, name: "cặp sách" },
        ],
      ],
      ["a table", "item_names", { from_id: 1 }, [{ id: 2, label: "cặp sách" }]],
      ["a table without rows", "item_names", { from_id: 99 }, []],
      ["several out parameters", "two_results", {}, { a: 1, b: "x" }],
      ["a variadic function", "total", { numbers: [1, 2, 3] }, 6],
      ["a parameter with an odd name", "odd_name", { 'a "b': 3 }, 3],
    ])("%s", async ([, fn, args, data], { expect }) => {
      expect(await subject.call(fn, args)).toEqual({ status: 200, data });
    });

    test("nothing at all", async () => {
      expect(await subject.call("does_nothing")).toEqual({ status: 204, data: null });
    });

    test("every type that arguments have crosses unharmed", async () => {
      const given = {
        n: 1.5,
        b: true,
        d: "2026-11-30",
        t: "2026-11-30T23:59:59+07:00",
        u: person,
        l: ["a", "b,c", 'd"e', null],
        big: 9_007_199_254_740_991,
      };
      expect(await subject.call("echo_types", given)).toEqual({
        status: 200,
        data: { ...given, t: "2026-11-30T16:59:59" },
      });
    });

    test("a function may choose status and headers", async () => {
      const { status, headers, body } = await subject.raw("/rest/v1/rpc/answers_created");
      expect([status, headers.get("x-kind"), body]).toEqual([201, "made", "made"]);
    });

    test.for<[string, object, string]>([
      ["a status that is none", { status: "many", headers: "[]" }, "PGRST112"],
      ["headers that are no list", { status: "", headers: '{"a": "b"}' }, "PGRST111"],
      ["headers of several keys", { status: "", headers: '[{"a": "b", "c": "d"}]' }, "PGRST111"],
    ])("%s is the function's own fault", async ([, args, code], { expect }) => {
      expect(await subject.call("answers_nonsense", args)).toMatchObject({ status: 500, error: { code } });
    });
  });

  describe("reads with GET and HEAD", () => {
    test("a GET passes its arguments in the address", async () => {
      expect(await subject.call("add", { a: 2, b: 5 }, { get: true })).toEqual({ status: 200, data: 7 });
    });

    test("a GET passes a list", async () => {
      expect(await subject.call("total", { numbers: [4, 5] }, { get: true })).toEqual({ status: 200, data: 9 });
    });

    test("a HEAD has no body", async () => {
      expect(await subject.call("add", { a: 2 }, { head: true })).toEqual({ status: 200, data: null });
    });

    test("a GET cannot write", async () => {
      const answer = await subject.call("add_item", { id: 51, name: "x" }, { get: true });
      expect(answer).toMatchObject({ status: 405, error: { code: "25006" } });
    });

    test("a stable function cannot write, not even by POST", async () => {
      expect(await subject.call("stable_but_writes")).toMatchObject({ status: 405, error: { code: "25006" } });
    });

    test("an argument that occurs twice is refused", async () => {
      const answer = await subject.raw("/rest/v1/rpc/add?a=1&a=2", { method: "GET" });
      expect(answer).toMatchObject({
        status: 400,
        body: { code: "PGRST127", details: "repeated query parameter a" },
      });
    });
  });

  describe("asked for a single row", () => {
    test("one row comes without a list", async () => {
      expect(await subject.client.rpc("item_names", { from_id: 1 }).single()).toMatchObject({
        status: 200,
        data: { id: 2, label: "cặp sách" },
      });
    });

    test("two rows are an error", async () => {
      const { status, error } = await subject.client.rpc("all_items").single();
      expect([status, plain(error!)]).toEqual([
        406,
        {
          code: "PGRST116",
          message: "Cannot coerce the result to a single JSON object",
          details: "The result contains 2 rows",
          hint: null,
        },
      ]);
    });

    test("what the function wrote is undone", async () => {
      const before = await subject.call("count_items");
      const { status } = await subject.client.rpc("add_and_list", { id: 60, name: "x" }).single();
      expect([status, await subject.call("count_items")]).toEqual([406, before]);
    });

    test("maybeSingle answers null for no row", async () => {
      expect(await subject.client.rpc("item_names", { from_id: 99 }).maybeSingle()).toMatchObject({
        data: null,
        error: null,
      });
    });
  });

  describe("finds the function by the names of its arguments", () => {
    test("an unknown function", async () => {
      expect(await subject.call("nobody", { a: 1, b: 2 })).toEqual({
        status: 404,
        error: {
          code: "PGRST202",
          message: "Could not find the function public.nobody(a, b) in the schema cache",
          details:
            "Searched for the function public.nobody with parameters a, b, but no matches were found in the schema cache.",
          hint: null,
        },
      });
    });

    test.for<[string, string, object]>([
      ["an argument too few", "add", {}],
      ["an argument too many", "add", { a: 1, c: 2 }],
      ["another letter case", "Add", { a: 1 }],
      ["a function whose parameter has no name", "takes_body", { a: 1 }],
      ["an operator function of the system", "int4pl", {}],
    ])("%s is not found", async ([, fn, args], { expect }) => {
      expect(await subject.call(fn, args)).toMatchObject({ status: 404, error: { code: "PGRST202" } });
    });

    test("two functions that take the same names", async () => {
      expect(await subject.call("either", { value: 1 })).toEqual({
        status: 300,
        error: {
          code: "PGRST203",
          message:
            "Could not choose the best candidate function between: public.either(value => integer), public.either(value => text)",
          details: null,
          hint: "Try renaming the parameters or the function itself in the database so function overloading can be resolved",
        },
      });
    });

    test("a function created later is found", async () => {
      const before = await subject.call("latecomer");
      await subject.database.runner.transaction((query) =>
        query("create function public.latecomer() returns int language sql as 'select 7'"),
      );
      expect([before.status, await subject.call("latecomer")]).toEqual([404, { status: 200, data: 7 }]);
    });

    test("an argument of the wrong type", async () => {
      expect(await subject.call("add", { a: "many" })).toEqual({
        status: 400,
        error: { code: "22P02", message: 'invalid input syntax for type integer: "many"', details: null, hint: null },
      });
    });

    test("a name that tries to be SQL is only a name", async () => {
      const answer = await subject.call("add", { 'a" int); drop table public.items; --': 1 });
      expect([answer.status, (await subject.call("count_items")).status]).toEqual([404, 200]);
    });
  });
}
