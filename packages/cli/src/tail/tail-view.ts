import type { RunRecord, TraceChanges } from "@earshot/trace";

/** Who shows what comes into a store. */
export interface TailView {
  /** Nothing that comes from now on will be missed. */
  begin(): void;
  /** Runs that are told, as they are now, and all that came with them. Resolves when there is room for more. */
  hear(
    told: readonly RunRecord[],
    changes: Pick<TraceChanges, "runs" | "deltas" | "deleted" | "isReset">,
  ): Promise<void>;
  /** Says something about what is shown. */
  say(text: string): void;
  end(): void;
}
