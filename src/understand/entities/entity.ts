/** Everything that the grammar can find in a sentence, with where it stands. */
import type { Amount } from "../../model/frame.ts";
import type { PlaceFound } from "../places/places.ts";
import type { LengthFound, TimeFound } from "../time/read-time.ts";
import type { CodeKind } from "./code.ts";
import type { MoneyValue } from "./money-range.ts";
import type { NumberFound } from "./number.ts";

interface Span {
  /** Token indexes, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface Goods extends Span {
  readonly type: "goods";
  readonly item: string | null;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly sector: string | null;
  readonly others: readonly number[];
  readonly free: boolean;
  readonly holdsThing?: boolean;
  readonly unitEnd?: number | undefined;
  readonly lead?: number;
}

export type Entity =
  | Goods
  | (Span & {
      readonly type: "number";
      readonly value: number;
      readonly others: readonly number[];
      readonly form: NumberFound["form"];
      /** It counts what is no goods: "2 bên", "28 nhà". */
      readonly aside?: boolean;
    })
  | (Span & {
      readonly type: "money";
      readonly money: MoneyValue;
      readonly amount: Amount | null;
      readonly others: readonly number[];
      readonly unsaid: boolean;
    })
  | (Span & { readonly type: "children"; readonly count: number })
  | (Span & { readonly type: "time"; readonly time: TimeFound })
  | (Span & { readonly type: "duration"; readonly length: LengthFound })
  /** `time`: what the same words mean besides: Bình Minh is dawn. */
  | (Span & { readonly type: "place"; readonly place: PlaceFound; readonly time: TimeFound | null })
  | (Span & { readonly type: "code"; readonly kind: CodeKind; readonly code: string })
  | (Span & { readonly type: "phone"; readonly phone: string })
  | (Span & { readonly type: "age"; readonly band: string })
  | (Span & { readonly type: "ordinal"; readonly position: number })
  | (Span & {
      readonly type: "named";
      readonly slot: "sector" | "visibility" | "status" | "sort" | "language";
      readonly value: string;
    });
export type EntityType = Entity["type"];
