/**
 * What goes wrong, as PostgREST says it over HTTP: `{code, message, details, hint}` and a status.
 * Codes and statuses follow PostgREST's own source (src/library/PostgREST/Error.hs), which knows more cases than its manual.
 */
import { z } from "zod";
import { StoreError } from "../store-error.ts";
import { readFault, type DatabaseFault } from "./runner.ts";

export interface ProblemContent {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: string | null;
  readonly hint?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown inside a request; what was written so far is rolled back. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem" as const;
  readonly content: ProblemContent;

  constructor(content: ProblemContent) {
    super(content.message);
    this.content = content;
  }
}

/** PostgREST's own word for "we do not do this"; an unknown wish is never silently passed over. */
export function notImplemented(feature: string): HttpProblem {
  return new HttpProblem({ status: 400, code: "PGRST127", message: "Feature not implemented", details: feature });
}

export function problemResponse({
  status,
  code,
  message,
  details = null,
  hint = null,
  headers,
}: ProblemContent): Response {
  // A platform Response of these statuses carries no body.
  const bodiless = status === 204 || status === 205 || status === 304;
  return new Response(bodiless ? null : JSON.stringify({ code, message, details, hint }), {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "proxy-status": `PostgREST; error=${code}`,
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...headers,
    },
  });
}

/** Turns whatever a transaction threw into an answer. `known` is whether the caller proved to be somebody. */
export function problemOf(error: unknown, known: boolean): ProblemContent {
  if (error instanceof HttpProblem) return error.content;
  const fault = readFault(error);
  if (fault?.code === "PGRST") return raisedResponse(fault);
  if (fault) {
    const { code, message, detail, hint } = fault;
    return { status: statusOf(fault, known), code, message, details: detail, hint };
  }
  if (error instanceof StoreError)
    return { status: error.retryable ? 503 : 500, code: error.code, message: error.message };
  return { status: 500, code: "XX000", message: error instanceof Error ? error.message : String(error) };
}

const statusByCode: Readonly<Record<string, number>> = {
  "23503": 409,
  "23505": 409,
  "25006": 405,
  "42P01": 404,
  "42P17": 500,
  "42883": 404,
  "53400": 500,
  "57P01": 503,
  P0001: 400,
};

const statusByClass: Readonly<Record<string, number>> = {
  "08": 503,
  "09": 500,
  "0L": 403,
  "0P": 403,
  "25": 500,
  "28": 403,
  "2D": 500,
  "38": 500,
  "39": 500,
  "3B": 500,
  "40": 500,
  "53": 503,
  "54": 500,
  "55": 500,
  "57": 500,
  "58": 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
};

function statusOf({ code, message }: DatabaseFault, known: boolean): number {
  switch (code) {
    case "42501":
      return known ? 403 : 401;
    case "21000":
      return message.endsWith("requires a WHERE clause") ? 400 : 500;
    case "22023":
      return message.startsWith("role") && message.endsWith("does not exist") ? 401 : 400;
    default:
      return customStatus(code) ?? statusByCode[code] ?? statusByClass[code.slice(0, 2)] ?? 400;
  }
}

/** `raise sqlstate 'PT409'` chooses the status itself. */
function customStatus(code: string): number | undefined {
  if (!code.startsWith("PT")) return undefined;
  const status = Number(code.slice(2));
  return isStatus(status) ? status : 500;
}

/** What a `Response` of the platform can carry. */
export function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 200 && status <= 599;
}

const raisedMessage = z.object({
  code: z.string(),
  message: z.string(),
  details: z.string().nullish(),
  hint: z.string().nullish(),
});
const raisedDetail = z.object({
  status: z.int().refine(isStatus),
  status_text: z.string().nullish(),
  headers: z.record(z.string(), z.string()),
});

/** `raise sqlstate 'PGRST'` gives the whole answer as JSON in its message and detail. */
function raisedResponse({ message, detail }: DatabaseFault): ProblemContent {
  const body = raisedMessage.safeParse(parseJson(message));
  if (!body.success) {
    return raiseProblem(
      `Invalid JSON value for MESSAGE: '${message}'`,
      "MESSAGE",
      "'code', 'message' and optional keys: 'details', 'hint'",
    );
  }
  const rest = "'status', 'headers' and optional key: 'status_text'";
  if (detail === null) return raiseProblem("DETAIL is missing in the RAISE statement", "DETAIL", rest);
  const head = raisedDetail.safeParse(parseJson(detail));
  if (!head.success) return raiseProblem(`Invalid JSON value for DETAIL: '${detail}'`, "DETAIL", rest);
  const { code, details = null, hint = null } = body.data;
  return { status: head.data.status, code, message: body.data.message, details, hint, headers: head.data.headers };
}

function raiseProblem(details: string, part: string, keys: string): ProblemContent {
  return {
    status: 500,
    code: "PGRST121",
    message: `Could not parse JSON in the "RAISE SQLSTATE 'PGRST'" error`,
    details,
    hint: `${part} must be a JSON object with obligatory keys: ${keys}.`,
  };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
