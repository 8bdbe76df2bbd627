/** JSON as Zalo sends it: ids have 18 and 19 digits, and some arrive as numbers. */

/** Numbers that JavaScript would round stay the digits that were sent, as text. Undefined: no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
}

/** The third argument is the text of the value (ECMAScript "JSON.parse source text access"). */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const digits = context?.source;
  return typeof value === "number" && !Number.isSafeInteger(value) && digits !== undefined && /^-?\d+$/.test(digits)
    ? digits
    : value;
}
