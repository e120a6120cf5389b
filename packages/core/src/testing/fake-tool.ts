import type { OutputOfSchema, Schema } from "../schema/schema.js";
import { StructuredTool } from "../tools/structured-tool.js";
import type { ToolParams } from "../tools/tool-fields.js";

export interface FakeToolParams<TSchema = Schema> extends ToolParams {
  name: string;
  description: string;
  schema: TSchema;
}

/** A tool that answers with its arguments, as JSON. */
export class FakeTool<TSchema = Schema> extends StructuredTool<TSchema> {
  name: string;
  description: string;
  schema: TSchema;

  constructor(fields: FakeToolParams<TSchema>) {
    super(fields);
    this.name = fields.name;
    this.description = fields.description;
    this.schema = fields.schema;
  }

  protected override _call(args: OutputOfSchema<TSchema>): Promise<string> {
    return Promise.resolve(JSON.stringify(args));
  }
}
