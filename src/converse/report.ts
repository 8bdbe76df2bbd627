/** What the ledger answers about reports (supabase/migrations/*_report_*.sql), and what sentences need of it. */
import type { Json, Params } from "../model/message.ts";
import type { AreaShown } from "./ledger.ts";
import { asJson } from "./say.ts";

export interface ReportCall {
  readonly kind: "annual" | "quarterly" | "adhoc";
  readonly name: { readonly [kind: string]: Json };
  readonly from: string;
  readonly to: string;
  /** The exclusive end, as a day, and the one before it. */
  readonly before: string;
  readonly last_day: string;
  readonly days_left: number;
}

export interface Report extends ReportCall {
  readonly code: string;
  readonly unit: {
    readonly area: AreaShown | null;
    readonly sector: string | null;
    readonly agency: boolean;
    readonly fund: boolean;
  };
  readonly status: "upcoming" | "open" | "drafting" | "submitted" | "returned" | "accepted" | "compiled";
  readonly overdue: boolean;
  readonly late: boolean;
  readonly internal_day: string | null;
  readonly submitted_at: string | null;
  readonly nil: boolean;
  readonly return_reason: string | null;
  /** Whether the person hands it in. */
  readonly own: boolean;
}

export interface ReportPage {
  readonly total: number;
  readonly reports: readonly Report[];
}

export interface ReportProgress extends ReportCall {
  readonly overdue: boolean;
  readonly total: number;
  readonly submitted: number;
  readonly missing: readonly Report[];
  readonly late: readonly Report[];
  readonly waiting: readonly Report[];
}

export interface GoodsFigures {
  readonly sector: string;
  readonly item: string;
  readonly unit: string;
  readonly needed: number;
  readonly missing: number;
  readonly promised: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly other: number;
  readonly needs: readonly string[];
  readonly pledges: readonly string[];
  readonly deliveries: readonly string[];
  readonly others: readonly string[];
}

export interface Figures {
  readonly goods: readonly GoodsFigures[];
  readonly services: { readonly count: number; readonly pledges: readonly string[] };
  readonly cash: { readonly promised_vnd: number; readonly pledges: readonly string[] };
  readonly children: {
    readonly turns: number;
    readonly deliveries: readonly string[];
    readonly places: readonly { readonly area: AreaShown; readonly turns: number }[];
    readonly elsewhere: number;
  };
}

export interface ReportShown extends Report {
  readonly frozen: boolean;
  readonly empty: boolean;
  readonly content: {
    readonly as_of: string;
    readonly figures: Figures;
    readonly difficulties: string | null;
    readonly recommendations: string | null;
    readonly proposals: readonly string[];
  };
  readonly addenda: readonly { readonly text: string; readonly at: string }[];
}

export interface Recipient {
  readonly position: number;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly sent_on: string | null;
  readonly acknowledged_on: string | null;
}

export interface Compiled extends ReportCall {
  readonly code: string;
  readonly version: number;
  readonly submitted: number;
  readonly total: number;
  readonly recipients: readonly Recipient[];
}

/** Days that are left, or have gone by, as a sentence says them; one of them is there. */
export function leftOf({ days_left: days }: ReportCall): Params {
  return { left: days > 0 ? days : null, last: days === 0, past: days < 0 ? -days : null };
}

export function mayBeHandedIn({ status, own }: Report): boolean {
  return own && (status === "open" || status === "drafting" || status === "returned" || status === "upcoming");
}

/** Figures as the sentences of a draft see them. `rows`: with the codes of what stands behind each. */
export function figureParams({ goods, services, cash, children }: Figures, rows: boolean): Params {
  const behind = (...lists: readonly (readonly string[])[]): Json => (rows ? lists.flat() : null);
  return {
    goods: asJson(
      goods.map((line) => ({ ...line, codes: behind(line.needs, line.pledges, line.deliveries, line.others) })),
    ),
    services: services.count > 0 ? { services: services.count, codes: behind(services.pledges) } : null,
    cash: cash.promised_vnd > 0 ? { promised: cash.promised_vnd, codes: behind(cash.pledges) } : null,
    children: children.turns > 0 ? { turns: children.turns, codes: behind(children.deliveries) } : null,
  };
}
