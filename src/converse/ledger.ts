/** What the read functions of the ledger answer; the shapes of supabase/migrations/*_progress.sql and *_reads.sql. */
export interface AreaShown {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly code: string;
}

export interface NeedItem {
  readonly item: string;
  readonly unit: string;
  readonly age_band: string | null;
  readonly needed: number;
  readonly reserved: number;
  readonly accepted: number;
  readonly covered: number;
  readonly remaining: number;
}

export interface Need {
  readonly code: string;
  readonly status: string;
  readonly area: AreaShown;
  readonly sector: string;
  readonly needed_by: string;
  /** Whether the person proposed it; told by need_show only. */
  readonly own?: boolean;
  readonly items: readonly NeedItem[];
}

export interface NeedPage {
  readonly total: number;
  readonly offset: number;
  readonly needs: readonly Need[];
}

export interface PledgeItem {
  readonly item: string;
  readonly unit: string;
  readonly age_band: string | null;
  readonly quantity: number;
  readonly accepted: number;
  readonly open: number;
}

export interface Pledge {
  readonly code: string;
  readonly status: string;
  readonly kind: "in_kind" | "cash" | "service";
  readonly need: string | null;
  readonly area: AreaShown | null;
  readonly visibility: "named" | "anonymous" | "initials";
  readonly due_on: string | null;
  readonly amount_vnd: number | null;
  readonly service: string | null;
  readonly donor: string | null;
  readonly own?: boolean;
  readonly items: readonly PledgeItem[];
}

export interface PledgePage {
  readonly total: number;
  readonly offset: number;
  readonly pledges: readonly Pledge[];
}

export interface DeliveryItem {
  readonly item: string;
  readonly unit: string;
  readonly age_band: string | null;
  readonly received: number;
  readonly accepted: number;
  readonly rejected: number;
}

export interface Delivery {
  readonly code: string;
  readonly status: string;
  readonly source: "pledge" | "walk_in" | "other_source";
  readonly pledge: string | null;
  readonly received_on: string;
  readonly items: readonly DeliveryItem[];
}

export interface StatusPage {
  readonly area: AreaShown | null;
  readonly offset: number;
  readonly total_needs: number;
  readonly needs: readonly Need[];
  readonly total_pledges: number;
  readonly pledges: readonly Pledge[];
}

export interface Invitation {
  readonly role: string;
  readonly area: AreaShown | null;
  readonly sector: string | null;
  readonly expires_at: string;
}

export type DifficultyAction = "acknowledge" | "assign" | "answer" | "close" | "reopen" | "escalate";

export interface Difficulty {
  readonly code: string;
  readonly text: string;
  readonly area: AreaShown | null;
  readonly sector: string | null;
  readonly urgent: true | null;
  readonly level: string;
  readonly status: string;
  readonly answer: string | null;
  readonly about: string | null;
  /** The last minute of the clock that runs. */
  readonly until: string | null;
  readonly late: true | null;
  readonly own: boolean;
  /** What the person may do with it now. */
  readonly may: readonly DifficultyAction[];
}

export interface DifficultyPage {
  readonly total: number;
  readonly offset: number;
  readonly difficulties: readonly Difficulty[];
}

export interface DigestPreview {
  readonly recipients: number;
  readonly subscribers: number;
  readonly send_at: string;
  readonly total: number;
  readonly needs: readonly Need[];
}
