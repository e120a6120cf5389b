import { BaseMessage, type BaseMessageFields } from "./base-message.js";
import type { ContentBlock, MessageContent } from "./content-block.js";
import { isBrandedMessage } from "./message-brand.js";
import { defaultToolCallParser } from "./parse-raw-tool-calls.js";
import { withToolCallBlocks } from "./tool-call-blocks.js";
import type { InvalidToolCall, ToolCall } from "./tool-call.js";
import { toolCallSlots, type ToolCallSource } from "./tool-call-slots.js";
import type { UsageMetadata } from "./usage-metadata.js";

export interface AIMessageFields extends BaseMessageFields {
  /** Left out, the calls are taken from `tool_call` parts, or from `additional_kwargs.tool_calls` in OpenAI's spelling. */
  tool_calls?: ToolCall[];
  invalid_tool_calls?: InvalidToolCall[];
  usage_metadata?: UsageMetadata;
}

/** What a model answered. */
export class AIMessage extends BaseMessage {
  readonly type = "ai";
  declare tool_calls: ToolCall[];
  declare invalid_tool_calls: InvalidToolCall[];
  declare usage_metadata: UsageMetadata | undefined;

  constructor(fields: MessageContent | AIMessageFields) {
    super(fields);
    const given: AIMessageFields & ToolCallSource = typeof fields === "string" || Array.isArray(fields) ? {} : fields;
    const spread = given[toolCallSlots]; // `new AIMessage({ ...chunk })`
    const raw = given.tool_calls === undefined ? given.additional_kwargs?.tool_calls : undefined;
    const [parsed, invalid] = Array.isArray(raw) ? defaultToolCallParser(raw as Record<string, unknown>[]) : [[], []];
    this.tool_calls =
      given.tool_calls ??
      spread?.readCalls() ??
      (given.contentBlocks === undefined ? parsed : callsIn(given.contentBlocks));
    this.invalid_tool_calls = given.invalid_tool_calls ?? spread?.readInvalid() ?? invalid;
    this.usage_metadata = given.usage_metadata;
  }

  static override lc_name(): string {
    return "AIMessage";
  }

  static override isInstance(value: unknown): value is AIMessage {
    return isBrandedMessage(value) && value.type === "ai";
  }

  override get contentBlocks(): ContentBlock[] {
    return withToolCallBlocks(super.contentBlocks, this.tool_calls);
  }

  override get lc_aliases(): Record<string, string> {
    const names = {
      tool_calls: "tool_calls",
      invalid_tool_calls: "invalid_tool_calls",
      usage_metadata: "usage_metadata",
    };
    return Object.assign(super.lc_aliases, names);
  }

  override get _printableFields(): Record<string, unknown> {
    const { tool_calls, invalid_tool_calls, usage_metadata } = this;
    return { ...super._printableFields, tool_calls, invalid_tool_calls, usage_metadata };
  }

  protected override _initialKwargs(): Record<string, unknown> {
    const kwargs = super._initialKwargs();
    kwargs.tool_calls = this.tool_calls;
    kwargs.invalid_tool_calls = this.invalid_tool_calls;
    if (this.usage_metadata !== undefined) kwargs.usage_metadata = this.usage_metadata;
    return kwargs;
  }
}

/** True for a model's message, chunks included. */
export function isAIMessage(message: BaseMessage): message is AIMessage {
  return message.getType() === "ai";
}

function callsIn(blocks: readonly ContentBlock[]): ToolCall[] {
  const calls = blocks.filter((block): block is ContentBlock.ToolCall => block.type === "tool_call");
  return calls.map(({ id, name, args }) => ({ type: "tool_call", id, name, args }));
}
