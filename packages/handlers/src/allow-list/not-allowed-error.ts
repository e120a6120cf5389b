import { EarshotError } from "@earshot/core/errors";

/** What was refused. */
export interface Refusal {
  readonly kind: "model" | "tool";
  /** `undefined` for a model that says nothing of its name. */
  readonly refused: string | undefined;
  /** What would have been allowed, as text. */
  readonly allowed: readonly string[];
}

/** A model or a tool is not on the list; the cause of the `HandlerAbort` that the caller gets. */
export class NotAllowedError extends EarshotError implements Refusal {
  override readonly name = "NotAllowedError";
  readonly kind: "model" | "tool";
  readonly refused: string | undefined;
  readonly allowed: readonly string[];

  constructor({ kind, refused, allowed }: Refusal) {
    const what = refused === undefined ? `A ${kind} without a name` : `The ${kind} "${refused}"`;
    super(
      `${what} is not allowed here. Allowed: ${allowed.join(", ") || "none"}. Use one of these, or add it to \`${kind}s\`.`,
      { code: "NOT_ALLOWED" },
    );
    this.kind = kind;
    this.refused = refused;
    this.allowed = allowed;
  }
}
