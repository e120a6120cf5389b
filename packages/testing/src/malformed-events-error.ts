import { EarshotError } from "@earshot/core/errors";

/** Events that break what holds for any run; `violations` lists all of them, in the order they were found. */
export class MalformedEventsError extends EarshotError {
  override readonly name = "MalformedEventsError";
  readonly violations: readonly string[];

  constructor(violations: readonly string[]) {
    super(
      `${violations.length} violation(s) of the event contract:\n- ${violations.join("\n- ")}\n` +
        "Check that the events are in the order they were heard, and that nothing was filtered out.",
      { code: "MALFORMED_EVENTS" },
    );
    this.violations = violations;
  }
}
