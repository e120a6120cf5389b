import type { ContentBlock } from "./content-block.js";
import type { ToolCall } from "./tool-call.js";

/** The parts of an answer, with a part for each call that they don't mention yet. */
export function withToolCallBlocks(blocks: ContentBlock[], calls: readonly ToolCall[]): ContentBlock[] {
  const missing = calls.filter(
    (call) => !blocks.some((block) => block.type === "tool_call" && block.id === call.id && block.name === call.name),
  );
  if (missing.length === 0) return blocks;
  const added = missing.map(({ id, name, args }): ContentBlock => ({ type: "tool_call", id, name, args }));
  return [...blocks, ...added];
}
