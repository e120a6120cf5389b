import { parsePartialJson } from "./parse-partial-json.js";
import type { InvalidToolCall, ToolCall, ToolCallChunk } from "./tool-call.js";

/** The calls that a list of pieces amounts to. */
export interface CollapsedToolCalls {
  tool_calls: ToolCall[];
  invalid_tool_calls: InvalidToolCall[];
}

/**
 * Puts pieces of calls together – by id and index, by id, or by index – and parses each call's joined arguments once. Arguments that
 * are cut off are read as far as they go; a call without an id, or with arguments that are no object, is an invalid one.
 */
export function collapseToolCallChunks(chunks: readonly ToolCallChunk[]): CollapsedToolCalls {
  const groups: ToolCallChunk[][] = [];
  for (const chunk of chunks) {
    const group = groups.find(([first]) => first !== undefined && belongsTo(first, chunk));
    if (group === undefined) groups.push([chunk]);
    else group.push(chunk);
  }
  const collapsed: CollapsedToolCalls = { tool_calls: [], invalid_tool_calls: [] };
  for (const group of groups) collapseGroup(group, collapsed);
  return collapsed;
}

function belongsTo(first: ToolCallChunk, chunk: ToolCallChunk): boolean {
  const hasIndex = chunk.index !== undefined;
  if (chunk.id) return chunk.id === first.id && (!hasIndex || chunk.index === first.index);
  return hasIndex && chunk.index === first.index;
}

function collapseGroup(group: readonly ToolCallChunk[], into: CollapsedToolCalls): void {
  const text = group.map((chunk) => chunk.args ?? "").join("");
  const name = group[0]?.name ?? "";
  const id = group.find((chunk) => chunk.id)?.id;
  if (id !== undefined && group.some((chunk) => chunk.isCustomTool === true)) {
    into.tool_calls.push({ name, args: { input: text }, id, type: "tool_call" });
    return;
  }
  const json = text.trim() || "{}";
  const args = parsePartialJson(json);
  if (id !== undefined && typeof args === "object" && args !== null && !Array.isArray(args)) {
    into.tool_calls.push({ name, args: args as Record<string, unknown>, id, type: "tool_call" });
  } else {
    into.invalid_tool_calls.push({
      name,
      args: json,
      id: id ?? group[0]?.id,
      error: "Malformed args.",
      type: "invalid_tool_call",
    });
  }
}
