import { dirname, normalize } from "node:path/posix";
import { describe, expect, test } from "vitest";
import { readFiles, type SourceFile, withoutComments } from "./read.ts";

const sources = readFiles("src/**/*.ts");
const generated = ["src/act/database.types.ts"];

const plumbing = ["config", "config.ts", "log.ts", "clock.ts"];
const isJoiner = (stage: string) => stage.endsWith(".ts") || stage === "command" || stage === "control";

const sdkHomes: Record<string, readonly string[]> = {
  grammy: ["src/channels/telegram/"],
  hono: ["src/web/"],
  "@hono/node-server": ["src/web/"],
  i18next: ["src/reply/"],
  "@supabase/supabase-js": ["src/act/"],
  "@electric-sql/pglite": ["src/act/"],
  pg: ["src/act/"],
  openai: ["src/understand/"],
  yaml: ["src/understand/"],
  pino: ["src/log.ts"],
};

interface Edge {
  readonly file: string;
  readonly target: string;
}

const imports = (pattern: RegExp) => (files: readonly SourceFile[]) =>
  files.flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(pattern)].map(([, target = ""]): Edge => ({ file: path, target })),
  );

const relative = imports(/(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']/g);
const packages = imports(/(?:\bfrom|\bimport)\s*\(?\s*["']((?:@[\w.-]+\/)?[\w][\w.-]*)[^"']*["']/g);

const edges = relative(sources).map(({ file, target }) => ({ file, target: normalize(`${dirname(file)}/${target}`) }));
const stageOf = (path: string) => path.split("/")[1] ?? "";
const show = ({ file, target }: Edge) => `${file} imports ${target}`;

test("the guard sees the code", () => {
  expect(sources.length).toBeGreaterThan(60);
  expect(edges.length).toBeGreaterThan(150);
  expect(packages(sources).length).toBeGreaterThan(30);
});

describe("who may import whom", () => {
  test("a stage imports only itself and the model; the files at the top of src and src/command join the stages", () => {
    const strays = edges.filter(({ file, target }) => {
      const [from, to] = [stageOf(file), stageOf(target)];
      return !isJoiner(from) && !plumbing.includes(from) && from !== to && to !== "model";
    });
    expect(strays.map(show)).toEqual([]);
  });

  test("the model imports only itself", () => {
    const strays = edges.filter(({ file, target }) => stageOf(file) === "model" && stageOf(target) !== "model");
    expect(strays.map(show)).toEqual([]);
  });

  test("settings, log and clock import only one another", () => {
    const strays = edges.filter(
      ({ file, target }) => plumbing.includes(stageOf(file)) && !plumbing.includes(stageOf(target)),
    );
    expect(strays.map(show)).toEqual([]);
  });

  test("one channel does not know another", () => {
    const platform = (path: string) => /^src\/channels\/([^/]+)\//.exec(path)?.[1];
    const strays = edges.filter(
      ({ file, target }) => platform(file) && platform(target) && platform(file) !== platform(target),
    );
    expect(strays.map(show)).toEqual([]);
  });

  test("every relative import names a file with its ending", () => {
    expect(edges.filter(({ target }) => !/\.(?:ts|json)$/.test(target)).map(show)).toEqual([]);
  });
});

describe("one home for each library", () => {
  test.for(Object.entries(sdkHomes))("%s lives in %s", ([name, homes]) => {
    const strays = packages(sources).filter(
      ({ file, target }) => target === name && !homes.some((home) => file.startsWith(home)),
    );
    expect(strays.map(show)).toEqual([]);
  });

  test("openai is loaded when it is needed and not before", () => {
    const homes = sources.filter(({ text }) => text.includes('"openai"'));
    const eager = homes.filter(({ text }) => /^import (?!type )[^;]*from "openai/m.test(text));
    expect(homes.length).toBeGreaterThan(0);
    expect(eager.map(({ path }) => path)).toEqual([]);
  });

  test("only src/config.ts reads the environment", () => {
    const readers = sources.filter(({ text }) =>
      /\bprocess\s*(?:\.|\[")env\b|\bloadEnvFile\b/.test(withoutComments(text)),
    );
    expect(readers.map(({ path }) => path)).toEqual(["src/config.ts"]);
  });
});

describe("how the database is used", () => {
  test("every access is an rpc; no table is read or written through the client", () => {
    const door = sources.filter(({ path }) => path.startsWith("src/act/"));
    const tables = door.flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(/(\w+)\)?\s*\.from\(/g)]
        .filter(([, receiver = ""]) => /^[a-z]/.test(receiver) && receiver !== "storage")
        .map(([call]) => `${path}: ${call}`),
    );
    expect(door.some(({ text }) => text.includes(".rpc("))).toBe(true);
    expect(tables).toEqual([]);
  });
});

describe("what a stage may not ask the machine for", () => {
  const code = (folder: string) =>
    sources
      .filter(({ path }) => path.startsWith(`src/${folder}/`))
      .map(({ path, text }) => ({ path, text: withoutComments(text) }));

  test.for(["model", "understand", "converse", "reply", "deliver", "remind", "report"])(
    "the time and chance are arguments in src/%s",
    (folder) => {
      const asking = code(folder).filter(({ text }) =>
        /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\brandomUUID\(/.test(text),
      );
      expect(asking.map(({ path }) => path)).toEqual([]);
    },
  );

  test.for(["model", "converse", "reply"])("src/%s does its work without waiting for anything", (folder) => {
    expect(
      code(folder)
        .filter(({ text }) => /\bawait\b/.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});

describe("the shape of files", () => {
  test("no file in src is longer than 300 lines", () => {
    const long = readFiles("src/**/*.{ts,js,css,sql,html}")
      .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
      .filter(({ path, lines }) => lines > 300 && !generated.includes(path));
    expect(long).toEqual([]);
  });

  test("file and folder names are in kebab-case, and none is a drawer for everything", () => {
    const odd = sources.filter(
      ({ path }) =>
        !/^[a-z0-9/.-]+$/.test(path) ||
        /(?:^|\/)(?:utils?|helpers?|common|misc|lib|services?|types)(?:\/|\.ts$)/.test(path),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  test("every source file opens by saying what part of the story it is", () => {
    const silent = sources.filter(({ path, text }) => !text.startsWith("/**") && !generated.includes(path));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test("nothing is left to do in a comment", () => {
    const marks = new RegExp(`\\b(?:${["TO", "FIX"].map((start, index) => start + ["DO", "ME"][index]).join("|")})\\b`);
    const files = readFiles("{src,test,supabase,intents}/**/*.{ts,js,sql,yaml}");
    expect(files.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe("tests", () => {
  test("nothing of ours is mocked", () => {
    const call = new RegExp(`\\bvi\\.(?:${["mock", "doMock", "spyOn"].join("|")})\\(`);
    const files = readFiles("test/**/*.ts").filter(({ text }) => call.test(text));
    expect(files.map(({ path }) => path)).toEqual([]);
  });
});
