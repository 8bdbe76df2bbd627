/** Administrative units have validity dates and successors; names repeat across levels and eras. Loaded from the database. */
export interface Area {
  readonly id: string;
  /** With diacritics, without its kind: "Giang Thành". */
  readonly name: string;
  readonly level: "province" | "district" | "commune" | "hamlet";
  /** tinh, huyen, thanh-pho, xa, phuong, thi-tran, dac-khu, ap. */
  readonly kind: string;
  readonly code: string;
  readonly parentId: string | null;
  /** ISO days, inclusive; null = unknown or still valid. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly successorIds: readonly string[];
}

/** One unit that a person may have meant. */
export interface AreaCandidate {
  /** The unit that is valid today; what is stored. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Set when the person used the name of a retired unit: that name, its kind and its district, to say "nay thuộc …". */
  readonly retired?: { readonly name: string; readonly kind: string; readonly parent: string | null };
}
