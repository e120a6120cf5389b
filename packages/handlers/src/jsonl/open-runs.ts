import type { EarshotEvent } from "@earshot/core/events";

const maxKnown = 10_000;

/**
 * Knows which ends are the last word of what a handler hears: those of runs whose parent is none, or none that it hears. Remembers so
 * many open runs; what it doesn't know counts as the last word rather than not.
 */
export class OpenRuns {
  readonly #ids = new Set<string>();

  /** True if the event ends a run that nothing heard goes on above. */
  isLastWord({ type, runId, parentRunId }: EarshotEvent): boolean {
    if (type.endsWith(".start") && this.#ids.size < maxKnown) this.#ids.add(runId);
    if (!type.endsWith(".end")) return false;
    this.#ids.delete(runId);
    return parentRunId === undefined || !this.#ids.has(parentRunId);
  }
}
