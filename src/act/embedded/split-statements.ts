/** Cuts a SQL file into its statements, for the history table only; files are executed whole. */

/** What may hold a semicolon that ends nothing: comments, escaped text, quoted text and names, dollar-quoted bodies. */
const opaque = new RegExp(
  [
    String.raw`--[^\n]*`,
    String.raw`/\*[\s\S]*?\*/`,
    String.raw`[eE]'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'`,
    String.raw`'[^']*(?:''[^']*)*'`,
    String.raw`"[^"]*(?:""[^"]*)*"`,
    String.raw`(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?\1`,
  ].join("|"),
  "y",
);
/** A body of the SQL standard's form holds statements of its own; `case … end` may stand inside. */
const word = /[A-Za-z_]\w*/y;

export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let position = 0;
  let previous = "";
  let atomicDepth = 0;
  while (position < sql.length) {
    const skipped = match(opaque, sql, position);
    const name = skipped ?? match(word, sql, position)?.toLowerCase();
    if (skipped === undefined && name !== undefined) {
      if (name === "atomic" && previous === "begin") atomicDepth = 1;
      else if (name === "case" && atomicDepth > 0) atomicDepth += 1;
      else if (name === "end" && atomicDepth > 0) atomicDepth -= 1;
      previous = name;
    }
    if (name !== undefined) {
      position += name.length;
      continue;
    }
    position += 1;
    if (sql[position - 1] === ";" && atomicDepth === 0) {
      statements.push(sql.slice(start, position - 1));
      start = position;
    }
  }
  statements.push(sql.slice(start));
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== "");
}

function match(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}
