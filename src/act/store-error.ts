/** A fault of the store: nothing that a person could mend by writing something else. */
export class StoreError extends Error {
  override readonly name = "StoreError" as const;
  /** PostgREST or SQLSTATE code where one is known. */
  readonly code: string;
  /** True when the same call may succeed later (connection lost, serialisation failure, database starting). */
  readonly retryable: boolean;

  constructor(message: string, options: { code: string; retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = options.code;
    this.retryable = options.retryable;
  }
}
