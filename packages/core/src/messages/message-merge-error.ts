import { EarshotError } from "../errors/earshot-error.js";

/** Two chunks disagree about what a field is, so there is no sum of them. */
export class MessageMergeError extends EarshotError {
  override readonly name = "MessageMergeError";

  readonly field: string;

  constructor(field: string, left: unknown, right: unknown) {
    super(
      `Cannot merge field "${field}" of two message chunks: one has ${kindOf(left)}, the other ${kindOf(right)}. ` +
        "Make the provider send the same type in every chunk, or drop the field from one of them.",
      { code: "MESSAGE_MERGE" },
    );
    this.field = field;
  }
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "an array" : `type ${typeof value}`;
}
