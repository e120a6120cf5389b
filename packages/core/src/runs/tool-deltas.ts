import { eventTable } from "../events/event-table.js";
import type { Run } from "./run.js";
import { SpokenDeltas } from "./spoken-deltas.js";

/** Says the parts of a tool's output as they come. */
export class ToolDeltas extends SpokenDeltas {
  constructor(run: Run) {
    super(run, "tool", ({ chunk, index }) => run.emit(eventTable.toolDelta, { chunk, index }));
  }

  say(chunk: unknown): Promise<void> | undefined {
    return this.push(chunk, "", []);
  }
}
