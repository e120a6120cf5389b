import { eventTable } from "../events/event-table.js";
import { BaseParentRunManager } from "./base-parent-run-manager.js";

/** The manager of one tool call. */
export class CallbackManagerForToolRun extends BaseParentRunManager {
  private index = 0;

  /** Says a part of the output, or how far the tool has come. */
  async handleToolEvent(chunk: unknown): Promise<void> {
    await this.run.emit(eventTable.toolDelta, { chunk, index: this.index++ });
  }

  async handleToolEnd(output: unknown): Promise<void> {
    await this.succeed(output);
  }

  async handleToolError(error: unknown): Promise<void> {
    await this.fail(error);
  }
}
