import { BaseMessage, type BaseMessageFields } from "./base-message.js";
import type { MessageContent } from "./content-block.js";
import { isBrandedMessage } from "./message-brand.js";

export interface ToolMessageFields extends BaseMessageFields {
  /** The id of the call that this answers. */
  tool_call_id: string;
  /** The tool's full output, where the content is only what the model should see of it. */
  artifact?: unknown;
  status?: "success" | "error";
  metadata?: Record<string, unknown>;
}

/** What a tool answered. */
export class ToolMessage extends BaseMessage {
  readonly type = "tool";
  /** Tells a runtime that a tool returned a finished message, not a value to be wrapped in one. */
  declare readonly lc_direct_tool_output: true;
  declare tool_call_id: string;
  declare artifact: unknown;
  declare status: "success" | "error" | undefined;
  declare metadata: Record<string, unknown> | undefined;

  static {
    Object.defineProperty(this.prototype, "lc_direct_tool_output", { value: true });
  }

  /** Content, call id and name may also be given one after the other. */
  constructor(fields: MessageContent | ToolMessageFields, tool_call_id = "", name?: string) {
    const given =
      typeof fields === "string" || Array.isArray(fields) ? { content: fields, tool_call_id, name } : fields;
    super(given);
    const { artifact, status, metadata } = given as ToolMessageFields;
    this.tool_call_id = given.tool_call_id;
    this.artifact = artifact;
    this.status = status;
    this.metadata = metadata;
  }

  static override lc_name(): string {
    return "ToolMessage";
  }

  static override isInstance(value: unknown): value is ToolMessage {
    return isBrandedMessage(value) && value.type === "tool";
  }

  override get lc_aliases(): Record<string, string> {
    return Object.assign(super.lc_aliases, { tool_call_id: "tool_call_id" });
  }

  override get _printableFields(): Record<string, unknown> {
    return { ...super._printableFields, tool_call_id: this.tool_call_id, artifact: this.artifact };
  }

  protected override _initialKwargs(): Record<string, unknown> {
    const kwargs = super._initialKwargs();
    kwargs.tool_call_id = this.tool_call_id;
    if (this.artifact !== undefined) kwargs.artifact = this.artifact;
    if (this.status !== undefined) kwargs.status = this.status;
    if (this.metadata !== undefined) kwargs.metadata = this.metadata;
    return kwargs;
  }
}

/** True for a tool's message, chunks included. */
export function isToolMessage(message: unknown): message is ToolMessage {
  return ToolMessage.isInstance(message);
}
