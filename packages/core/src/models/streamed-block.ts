import type { ContentBlock } from "../messages/content-block.js";
import { mergeDictionaries } from "../messages/merge-values.js";
import type { ChatModelStreamEvent, ContentBlockDelta } from "../outputs/chat-model-stream-event.js";

/** What streams in a block of a type: its field, and what a delta calls it. */
type Streamed = readonly [field: string, type: ContentBlockDelta["type"], key: string];

const text: Streamed = ["text", "text-delta", "text"];
const data: Streamed = ["data", "data-delta", "data"];
const streamedIn: Readonly<Record<string, Streamed>> = {
  text,
  text_delta: text,
  reasoning: ["reasoning", "reasoning-delta", "reasoning"],
  thinking: ["thinking", "reasoning-delta", "reasoning"],
  tool_call_chunk: ["args", "tool-call-delta", "args"],
};

/** Part of every piece, and never news; a call's id and name are told when it starts. */
const marks = new Set(["type", "index", "id", "name"]);

/** One block of an answer as it grows. */
export class StreamedBlock {
  /** Its place in the message. */
  readonly index: number;
  /** By what later pieces find it; without one, none does. */
  readonly key: string | undefined;
  content: ContentBlock;

  constructor(index: number, key: string | undefined, content: ContentBlock) {
    this.index = index;
    this.key = key;
    this.content = content;
  }

  /** Continues the block with a piece of its own kind, and says what that brings. */
  grow(part: ContentBlock, tell: (event: ChatModelStreamEvent) => void): void {
    this.content = mergeDictionaries(this.content, part) as ContentBlock;
    const say = (delta: object): void =>
      tell({ event: "content-block-delta", index: this.index, delta: delta as ContentBlockDelta });
    const [field, type, key] = streamedIn[part.type] ?? data;
    if (part[field]) say({ type, [key]: part[field], ...(field === "data" && { encoding: "base64" }) });
    // All but what streams, as the block has it by now: a signature, say.
    const changed = Object.keys(part).filter((name) => name !== field && !marks.has(name) && part[name] !== undefined);
    if (changed.length === 0) return;
    const fields = Object.fromEntries(changed.map((name) => [name, this.content[name]]));
    say({ type: "block-delta", fields: { type: this.content.type, ...fields } });
  }

  /** The whole block; a call with its arguments parsed. */
  finished(): ContentBlock {
    const { type, id, name, args } = this.content;
    if (type !== "tool_call_chunk") return this.content;
    const parsed = parseObject((args as string) || "{}");
    if (parsed !== undefined) return { type: "tool_call", id, name, args: parsed };
    return { type: "invalid_tool_call", id, name, args, error: "The arguments are no JSON object." };
  }
}

function parseObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
