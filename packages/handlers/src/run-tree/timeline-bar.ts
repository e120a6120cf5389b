import type { RunNode } from "./run-node.js";

/** When a run ran, within the time of its root: `░` before and after, `█` while; `▒` for a model that had not said anything yet. */
export function timelineBar(
  node: RunNode,
  span: { readonly from: number; readonly to: number },
  options: { readonly width: number; readonly now: number },
): string {
  const { width, now } = options;
  const length = Math.max(1, span.to - span.from);
  const column = (time: number) => Math.min(width, Math.max(0, Math.round(((time - span.from) / length) * width)));
  const start = Math.min(column(node.startedAt), width - 1);
  const end = Math.max(start + 1, column(node.endedAt ?? now));
  const spoke = node.firstTokenAt === undefined ? start : Math.min(end - 1, Math.max(start, column(node.firstTokenAt)));
  return "░".repeat(start) + "▒".repeat(spoke - start) + "█".repeat(end - spoke) + "░".repeat(width - end);
}
