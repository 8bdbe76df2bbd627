/** A refusal as the platform words it: HTTP 200 with a negative number. `violation`: a correct client never causes it. */
export class Refusal extends Error {
  readonly code: number;
  readonly violation: boolean;

  constructor(code: number, message: string, { violation = false }: { violation?: boolean } = {}) {
    super(message);
    this.code = code;
    this.violation = violation;
  }
}

export function wrong(code: number, message: string): Refusal {
  return new Refusal(code, message, { violation: true });
}
