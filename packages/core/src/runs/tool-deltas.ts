import { eventTable } from "../events/event-table.js";
import type { DeltaAccess } from "../events/redactor.js";
import type { Run } from "./run.js";
import { SpokenDeltas } from "./spoken-deltas.js";

/** Says the parts of a tool's output as they come. */
export class ToolDeltas extends SpokenDeltas {
  constructor(run: Run) {
    super(run, toolText, ({ chunk, index }) => run.emit(eventTable.toolDelta, { chunk, index }));
  }

  say(chunk: unknown): Promise<void> | undefined {
    return this.push(chunk, "", []);
  }
}

/** Parts that are text are one text; any other is redacted by itself. */
const toolText: DeltaAccess = {
  read: (chunk) => new Map(typeof chunk === "string" ? [["text", chunk]] : []),
  write: (delta, texts) => (typeof delta.chunk === "string" ? { ...delta, chunk: texts.get("text") ?? "" } : delta),
};
