import { eventTable } from "../events/event-table.js";
import type { DeltaRedaction } from "../events/redactor.js";
import type { Run } from "./run.js";

/** Says the parts of a tool's output as they come. With redaction, text that may begin a match comes with a later part. */
export class ToolDeltas {
  readonly #run: Run;
  readonly #redaction: DeltaRedaction | undefined;
  #index = 0;

  constructor(run: Run) {
    this.#run = run;
    const redaction = run.redactor?.startDeltas("tool", run, ({ chunk, index }) =>
      run.emit(eventTable.toolDelta, { chunk, index }),
    );
    this.#redaction = redaction;
    if (redaction !== undefined) run.beforeEnd = () => redaction.flush();
  }

  say(chunk: unknown): Promise<void> | undefined {
    const index = this.#index++;
    if (this.#redaction === undefined) return this.#run.emit(eventTable.toolDelta, { chunk, index });
    return this.#redaction.push({ chunk, index, text: "", parts: [] });
  }
}
