import { ToolDeltas } from "../runs/tool-deltas.js";
import { BaseParentRunManager } from "./base-parent-run-manager.js";

/** The manager of one tool call. */
export class CallbackManagerForToolRun extends BaseParentRunManager {
  declare private deltas: ToolDeltas | undefined;

  /** Says a part of the output, or how far the tool has come. */
  async handleToolEvent(chunk: unknown): Promise<void> {
    this.deltas ??= new ToolDeltas(this.run);
    await this.deltas.say(chunk);
  }

  async handleToolEnd(output: unknown): Promise<void> {
    await this.succeed(output);
  }

  async handleToolError(error: unknown): Promise<void> {
    await this.fail(error);
  }
}
