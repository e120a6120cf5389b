import type { StudioApi } from "../../../src/api/studio-api.js";

/** What came of a file, in words. */
export interface ImportOutcome {
  readonly text: string;
  /** Nothing of it was taken. */
  readonly isFailure: boolean;
}

export function importOutcome(
  fileName: string,
  { events, broken, firstBroken }: StudioApi["POST /api/import"]["answer"],
): ImportOutcome {
  const first = firstBroken === undefined ? "" : ` Line ${firstBroken.line}: ${firstBroken.reason}.`;
  if (events === 0) {
    const why = broken === 0 ? "It is empty." : `None of its lines is an event.${first}`;
    return { text: `${fileName}: nothing was imported. ${why}`, isFailure: true };
  }
  const rest =
    broken === 0
      ? ""
      : broken === 1
        ? ` One line is none, and was left out.${first}`
        : ` ${broken} lines are none, and were left out.${first}`;
  return { text: `${fileName}: ${events === 1 ? "1 event" : `${events} events`}.${rest}`, isFailure: false };
}
