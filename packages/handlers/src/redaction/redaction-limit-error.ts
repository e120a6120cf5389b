import { EarshotError } from "@earshot/core/errors";

/** A value has more parts than redaction looks through; it is withheld. */
export class RedactionLimitError extends EarshotError {
  override readonly name = "RedactionLimitError";

  constructor(maxValues: number) {
    super(
      `A value has more than ${maxValues} parts, so that it was withheld rather than looked through. Hand runs less, or hide it by path.`,
      { code: "REDACTION_LIMIT" },
    );
  }
}
