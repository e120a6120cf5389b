import type { EarshotEvent } from "@earshot/core/events";

/** The runs that were heard, in the order of their starts, indented below their parents: kind and status. */
export function heardTree(events: readonly EarshotEvent[]): string[] {
  const depths = new Map<string, number>();
  const ends = new Map(events.flatMap((event) => ("status" in event ? [[event.runId, event.status] as const] : [])));
  const lines: string[] = [];
  for (const { type, kind, runId, parentRunId } of events) {
    if (!type.endsWith(".start")) continue;
    const depth = parentRunId === undefined ? 0 : (depths.get(parentRunId) ?? 0) + 1;
    depths.set(runId, depth);
    lines.push(`${"  ".repeat(depth)}${kind} ${ends.get(runId) ?? "open"}`);
  }
  return lines;
}
