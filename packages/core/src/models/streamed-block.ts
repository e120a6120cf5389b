import type { ContentBlock } from "../messages/content-block.js";
import { mergeDictionaries } from "../messages/merge-values.js";
import type { ChatModelStreamEvent, ContentBlockDelta } from "../outputs/chat-model-stream-event.js";

/** The field of a block that streams, by the block's type. */
const streamedFields: Readonly<Record<string, string>> = {
  text: "text",
  text_delta: "text",
  reasoning: "reasoning",
  thinking: "thinking",
};

/** Part of every piece, and never news. */
const marks = new Set(["type", "index"]);

/** One block of an answer as it grows. */
export class StreamedBlock {
  /** Its place in the message. */
  readonly index: number;
  /** By what later pieces find it; without one, none does. */
  readonly key: string | undefined;
  private content: ContentBlock;

  constructor(index: number, key: string | undefined, content: ContentBlock) {
    this.index = index;
    this.key = key;
    this.content = content;
  }

  /** Continues the block with a piece of its own kind. */
  grow(part: ContentBlock, events: ChatModelStreamEvent[]): void {
    const before = this.content;
    this.content = { ...(mergeDictionaries(before, part) as ContentBlock), type: before.type };
    const field = streamedFields[part.type] ?? (typeof part["data"] === "string" ? "data" : undefined);
    const piece = field === undefined ? undefined : part[field];
    if (typeof piece === "string" && piece !== "") this.say(deltaOf(field as string, piece), events);
    const fields = this.changedFields(part, field);
    if (fields !== undefined) this.say({ type: "block-delta", fields }, events);
  }

  /** Continues a tool call. */
  growCall(
    { id, name, args }: { id?: string | undefined; name?: string | undefined; args?: string | undefined },
    events: ChatModelStreamEvent[],
  ): void {
    const { content } = this;
    this.content = {
      ...content,
      id: id ?? content["id"],
      name: name ?? content["name"],
      args: this.args + (args ?? ""),
    };
    if (args) this.say({ type: "tool-call-delta", args }, events);
  }

  /** True if the block is a call with another id. */
  isOtherCall(id: string | undefined): boolean {
    const own = this.content["id"];
    return id !== undefined && own !== undefined && own !== id;
  }

  /** The whole block; a call with its arguments parsed. */
  finished(): ContentBlock {
    const { type, id, name } = this.content;
    if (type !== "tool_call_chunk") return this.content;
    const args = parseObject(this.args.trim() || "{}");
    if (args !== undefined) return { type: "tool_call", id, name, args };
    return { type: "invalid_tool_call", id, name, args: this.args, error: "The arguments are no JSON object." };
  }

  private get args(): string {
    return (this.content["args"] as string | undefined) ?? "";
  }

  /** All but what streams, as the block has it by now: a signature, say. */
  private changedFields(part: ContentBlock, streamed: string | undefined): ContentBlock | undefined {
    let fields: Record<string, unknown> | undefined;
    for (const key of Object.keys(part)) {
      if (key !== streamed && !marks.has(key) && part[key] !== undefined) (fields ??= {})[key] = this.content[key];
    }
    return fields && { type: this.content.type, ...fields };
  }

  private say(delta: ContentBlockDelta, events: ChatModelStreamEvent[]): void {
    events.push({ event: "content-block-delta", index: this.index, delta });
  }
}

function deltaOf(field: string, piece: string): ContentBlockDelta {
  if (field === "text") return { type: "text-delta", text: piece };
  if (field === "data") return { type: "data-delta", data: piece, encoding: "base64" };
  return { type: "reasoning-delta", reasoning: piece };
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(json) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
