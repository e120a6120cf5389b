import type { CallbackManagerForToolRun } from "../callbacks/callback-manager-for-tool-run.js";
import type { DynamicToolInput, ToolResult } from "./tool-fields.js";
import { checkToolFields } from "./check-tool-fields.js";
import type { HandedToolConfig } from "./tool-runnable-config.js";
import { Tool } from "./string-tool.js";

/** A function as a tool that takes one text. */
export class DynamicTool<TOutput = unknown, TEvent = unknown> extends Tool<TOutput, TEvent> {
  override name: string;
  override description: string;
  func: DynamicToolInput<TOutput, TEvent>["func"];

  constructor(fields: DynamicToolInput<TOutput, TEvent>) {
    checkToolFields(fields);
    super(fields);
    this.name = fields.name;
    this.description = fields.description;
    this.func = fields.func;
    this.returnDirect = fields.returnDirect ?? false;
  }

  static override lc_name(): string {
    return "DynamicTool";
  }

  protected override get runName(): string | undefined {
    return this.name;
  }

  override _call(
    input: string | undefined,
    runManager: CallbackManagerForToolRun | undefined,
    config: HandedToolConfig,
  ): ToolResult<TOutput, TEvent> {
    return this.func(input as string, runManager, config);
  }
}
