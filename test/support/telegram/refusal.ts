/** An answer of the Bot API that says no. */
export class Refusal extends Error {
  override readonly name = "Refusal" as const;
  readonly code: number;
  readonly parameters: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };

  constructor(code: number, description: string, parameters: Refusal["parameters"] = {}) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** What a correct client never causes: answered like any refusal, and remembered in `server.violations`. */
export class Violation extends Refusal {
  constructor(description: string, code = 400) {
    super(code, code === 400 ? `Bad Request: ${description}` : description);
  }
}
