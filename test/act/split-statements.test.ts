import { describe, expect, test } from "vitest";
import { splitStatements } from "../../src/act/embedded/split-statements.ts";

describe("cutting SQL into statements", () => {
  test.for<[string, string, string[]]>([
    ["two statements", "select 1; select 2;", ["select 1", "select 2"]],
    ["nothing", " \n;; ", []],
    ["quoted text", "select 'a;b', 'it''s; ok'; select 2", ["select 'a;b', 'it''s; ok'", "select 2"]],
    ["a backslash that escapes nothing", "select 'c:\\'; select 2", ["select 'c:\\'", "select 2"]],
    ["a backslash that escapes", "select E'a\\';b'; select 2", ["select E'a\\';b'", "select 2"]],
    ["quoted names", 'select 1 as "a;b"; select 2', ['select 1 as "a;b"', "select 2"]],
    ["comments", "select 1 -- a; 'b\n; /* c; */ select 2", ["select 1 -- a; 'b", "/* c; */ select 2"]],
    ["a body between dollars", "do $$ begin; end; $$; select 2", ["do $$ begin; end; $$", "select 2"]],
    ["a body between named dollars", "do $a$ $$;$$ $b$; $a$; select 2", ["do $a$ $$;$$ $b$; $a$", "select 2"]],
    [
      "a body of the standard",
      "create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3",
      ["create function f() returns int begin atomic select case when true then 1 end; select 2; end", "select 3"],
    ],
    ["a transaction", "begin; select 1; end; select 2", ["begin", "select 1", "end", "select 2"]],
  ])("%s", ([, sql, statements], { expect }) => {
    expect(splitStatements(sql)).toEqual(statements);
  });

  test("takes time in proportion to the length", () => {
    const long = `select '${"x;".repeat(500_000)}'; ${"select 1; ".repeat(10_000)}`;
    expect(splitStatements(long)).toHaveLength(10_001);
  });
});
