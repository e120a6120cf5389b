import type { BaseMessage } from "./base-message.js";
import { BaseMessageChunk } from "./base-message-chunk.js";
import { isBrandedChunk } from "./chunk-brand.js";
import { concatFields } from "./concat-fields.js";
import { mergeArtifacts } from "./merge-artifacts.js";
import type { ToolMessageFields } from "./tool-message.js";

/** A piece of a tool's message. */
export class ToolMessageChunk extends BaseMessageChunk {
  readonly type = "tool";
  declare tool_call_id: string;
  declare artifact: unknown;
  declare status: "success" | "error" | undefined;

  constructor(fields: ToolMessageFields) {
    super(fields);
    this.tool_call_id = fields.tool_call_id;
    this.artifact = fields.artifact;
    this.status = fields.status;
  }

  static override lc_name(): string {
    return "ToolMessageChunk";
  }

  static override isInstance(value: unknown): value is ToolMessageChunk {
    return isBrandedChunk(value) && value.type === "tool";
  }

  /** An error in either piece is an error in the whole. */
  override concat(chunk: ToolMessageChunk): ToolMessageChunk {
    return new (this.constructor as typeof ToolMessageChunk)({
      ...concatFields(this, chunk),
      tool_call_id: this.tool_call_id,
      artifact: mergeArtifacts(this.artifact, chunk.artifact),
      status: this.status === "error" || chunk.status === "error" ? "error" : "success",
    });
  }

  override get _printableFields(): Record<string, unknown> {
    return { ...super._printableFields, tool_call_id: this.tool_call_id, artifact: this.artifact };
  }

  protected override _initialKwargs(): Record<string, unknown> {
    const kwargs = super._initialKwargs();
    kwargs.tool_call_id = this.tool_call_id;
    if (this.artifact !== undefined) kwargs.artifact = this.artifact;
    if (this.status !== undefined) kwargs.status = this.status;
    return kwargs;
  }
}

/** True for a piece of a tool's message. */
export function isToolMessageChunk(message: BaseMessage): message is ToolMessageChunk {
  return ToolMessageChunk.isInstance(message);
}
