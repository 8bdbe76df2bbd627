/** Sorts what supabase-js reports: an expected "no" of the ledger, or a fault that may or may not pass. */
import { z } from "zod";
import { paramsSchema } from "../model/message.ts";
import { refusalCodes, type Refusal } from "../model/refusal.ts";
import { StoreError } from "./store-error.ts";

/** supabase-js promises all three; from a gateway that answers with a page instead of JSON it has only a message. */
const reportSchema = z.object({
  code: z.string().catch(""),
  message: z.string().catch("no message"),
  details: z.string().nullable().catch(null),
});
export type Report = z.infer<typeof reportSchema>;

export function readReport(error: object): Report {
  return reportSchema.parse({ ...error, message: Reflect.get(error, "message") });
}

const refusalCode = z.enum(refusalCodes);
/** Lost connections, too few resources, a server that is starting or stopping: SQLSTATE classes 08, 53 and 57P0. */
const passingCode = /^(08|53|57P0|40001$|40P01$|PGRST00)/;
const passingStatus = new Set([0, 429, 502, 503, 504]);

/** A refusal is raised with the default SQLSTATE of `raise`, one of our codes as its message and its parameters as JSON. */
export function readRefusal({ code, message, details }: Report): Refusal | null {
  const name = refusalCode.safeParse(message);
  if (code !== "P0001" || !name.success) return null;
  return { code: name.data, params: readParams(details) };
}

function readParams(details: string | null): Refusal["params"] {
  if (details === null || details === "") return {};
  try {
    return paramsSchema.parse(JSON.parse(details));
  } catch {
    return {};
  }
}

/** `status` 0 means that no answer came at all; the call may still have been carried out. */
export function readFailure(what: string, { code, message }: Report, status: number): StoreError {
  // A gateway's page may be long and says little after its beginning.
  const said = message.slice(0, 500);
  const known = code === "" ? (status === 0 ? "unreachable" : `http_${status}`) : code;
  return new StoreError(`${what}: ${said}`, {
    code: known,
    retryable: passingCode.test(code) || passingStatus.has(status),
  });
}

/** The database undid the transaction because of another one: the same call may be made again at once. */
export function isRolledBack(error: unknown): boolean {
  return error instanceof StoreError && (error.code === "40001" || error.code === "40P01");
}
