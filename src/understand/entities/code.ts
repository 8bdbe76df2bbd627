/** Reads the codes of needs, pledges, deliveries and obstacles however they are typed, and invitation codes. */
import { bareAt, type Token } from "../tokens.ts";

export type CodeKind = "need" | "pledge" | "delivery" | "difficulty";

export interface CodeFound {
  readonly kind: CodeKind;
  /** As stored: `CK26-045`. */
  readonly code: string;
  readonly end: number;
}

const kinds: Readonly<Record<string, CodeKind>> = { nc: "need", ck: "pledge", gn: "delivery", kk: "difficulty" };
/** "CK 500k" is slang for a transfer of money, not a code. */
const amounts = new Set(["k", "tr", "trieu", "d", "dong", "ngan", "nghin", "cu", "ty", "vnd", "usd"]);

/** `year` is the two-digit year that a code without one gets. `isUnit` tells whether a token can count things. */
export function readCode(
  tokens: readonly Token[],
  at: number,
  year: number,
  isUnit: (at: number) => boolean,
): CodeFound | null {
  const kind = kinds[bareAt(tokens, at)];
  if (!kind) return null;
  const letters = bareAt(tokens, at).toUpperCase();
  const first = skipMark(tokens, at + 1);
  const head = tokens[first];
  if (head?.kind !== "number" || head.full.length > 7) return null;
  if (amounts.has(bareAt(tokens, first + 1))) return null;
  // "gn 40 bộ" logs a delivery; only "gn26-101" names one.
  if (kind === "delivery" && !head.glued && isUnit(first + 1)) return null;

  const plausibleYear = head.full.length === 2 && Math.abs(Number(head.full) - year) <= 6;
  const second = skipMark(tokens, first + 1);
  const tail = tokens[second];
  if (plausibleYear && tail?.kind === "number" && tail.full.length <= 5) {
    const apart = second === first + 1 && !tail.glued;
    // "ck 45 80 bộ" is pledge 45 and 80 sets; "ck 26 045" is one code.
    const counts = apart && isUnit(second + 1) && tail.full.length !== 3;
    if (!counts) return { kind, code: `${letters}${head.full}-${pad(tail.full)}`, end: second + 1 };
  }
  if (head.full.length >= 5 && Math.abs(Number(head.full.slice(0, 2)) - year) <= 6)
    return { kind, code: `${letters}${head.full.slice(0, 2)}-${pad(head.full.slice(2))}`, end: first + 1 };
  return { kind, code: `${letters}${String(year).padStart(2, "0")}-${pad(head.full)}`, end: first + 1 };
}

function skipMark(tokens: readonly Token[], at: number): number {
  const mark = tokens[at];
  if (mark?.kind !== "mark" || !/^[-#./_:]$/u.test(mark.full)) return at;
  // A full stop or colon ends a sentence unless digits follow at once.
  return mark.full === "-" || mark.full === "#" || tokens[at + 1]?.glued ? at + 1 : at;
}

function pad(serial: string): string {
  return String(Number(serial)).padStart(3, "0");
}

/** 16 random bytes in base64url: 22 characters, nearly always with both cases and a digit, which no word has. */
const invitation = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/gu;

/** Looks at the text as typed: spelling rules must not touch a secret. */
export function findInvitation(text: string): string | null {
  for (const [run] of text.matchAll(invitation))
    if (/[A-Z]/u.test(run) && /[a-z]/u.test(run) && /[\d_-]/u.test(run)) return run;
  return null;
}
