import type { CallbackManagerForToolRun } from "../callbacks/callback-manager-for-tool-run.js";
import type { InputOfSchema, OutputOfSchema, Schema } from "../schema/schema.js";
import { StructuredTool } from "./structured-tool.js";
import type { DynamicStructuredToolInput, ToolResult } from "./tool-fields.js";
import { checkToolFields } from "./check-tool-fields.js";
import type { HandedToolConfig } from "./tool-runnable-config.js";

/** A function as a tool whose arguments a schema describes. {@link tool} makes one with less to write. */
export class DynamicStructuredTool<
  TSchema = Schema,
  TArgs = OutputOfSchema<TSchema>,
  TInput = InputOfSchema<TSchema>,
  TOutput = unknown,
  TEvent = unknown,
  TName extends string = string,
> extends StructuredTool<TSchema, TArgs, TInput, TOutput, TEvent> {
  override name: TName;
  override description: string;
  override schema: TSchema;
  func: DynamicStructuredToolInput<TSchema, TArgs, TOutput, TEvent>["func"];

  constructor(fields: DynamicStructuredToolInput<TSchema, TArgs, TOutput, TEvent> & { name: TName }) {
    checkToolFields(fields);
    super(fields);
    this.name = fields.name;
    this.description = fields.description;
    this.schema = fields.schema;
    this.func = fields.func;
    this.returnDirect = fields.returnDirect ?? false;
  }

  static override lc_name(): string {
    return "DynamicStructuredTool";
  }

  protected override get runName(): string | undefined {
    return this.name;
  }

  protected override _call(
    args: TArgs,
    runManager: CallbackManagerForToolRun | undefined,
    config: HandedToolConfig,
  ): ToolResult<TOutput, TEvent> {
    return this.func(args, runManager, config);
  }
}
