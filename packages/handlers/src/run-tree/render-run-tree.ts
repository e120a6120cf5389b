import { toAsciiSigns } from "../rendering/ascii-signs.js";
import { createColors, type Colors } from "../rendering/colors.js";
import { describeError } from "../rendering/describe-error.js";
import { formatCost, type ShownCost } from "../rendering/format-cost.js";
import { formatDuration } from "../rendering/format-duration.js";
import { formatUsage } from "../rendering/format-usage.js";
import { clip } from "../rendering/preview.js";
import { sanitizeLine } from "../rendering/sanitize-text.js";
import { statusMark } from "../rendering/status-mark.js";
import { sumUsage } from "../rendering/sum-usage.js";
import { textWidth } from "../rendering/text-width.js";
import { timelineBar } from "./timeline-bar.js";
import type { RunNode } from "./run-node.js";

/** How trees are drawn. */
export interface RunTreeRendering {
  /** Default false: the drawing may go to a file. */
  readonly color?: boolean;
  /** False: signs and bars in ASCII, for terminals that have no others. Default true. */
  readonly unicode?: boolean;
  /** Characters of the bar that shows when each run ran; 0 leaves it out. Default 24. */
  readonly timelineWidth?: number;
  /** What a run and all below it cost, as `costOf` of `costHandler({ keep })` knows it; left out, no costs are drawn. */
  readonly costOf?: (runId: string) => ShownCost | undefined;
}

/** What {@link RunTreeRendering} comes to. */
interface Drawing {
  readonly colors: Colors;
  readonly timelineWidth: number;
  readonly costOf: RunTreeRendering["costOf"];
}

interface Row {
  readonly node: RunNode;
  readonly branch: string;
}

/** Draws finished and unfinished runs as trees: a line a run, with its time, what it used, and how it ended. */
export function renderRunTree(roots: readonly RunNode[], rendering: RunTreeRendering = {}): string {
  const colors = createColors(rendering.color ?? false);
  const { timelineWidth = 24, unicode = true, costOf } = rendering;
  const text = roots.map((root) => renderRoot(root, { colors, timelineWidth, costOf })).join("\n\n");
  return unicode ? text : toAsciiSigns(text);
}

function renderRoot(root: RunNode, drawing: Drawing): string {
  const { colors, timelineWidth, costOf } = drawing;
  const rows = rowsOf(root, { own: "", below: "" });
  const now = Date.now();
  const span = { from: root.startedAt, to: root.endedAt ?? now };
  const titles = rows.map(({ node, branch }) => branch + clip(sanitizeLine(node.name), 48));
  const titleWidth = Math.max(...titles.map(textWidth));
  const times = rows.map(({ node }) => formatDuration((node.endedAt ?? now) - node.startedAt));
  const timeWidth = Math.max(...times.map((time) => time.length));
  const lines = rows.map(({ node, branch }, index) => {
    const { sign, paint } = statusMark(node.status, colors);
    const title = (titles[index] ?? "").slice(branch.length);
    const padding = " ".repeat(titleWidth - branch.length - textWidth(title));
    const time = (times[index] ?? "").padStart(timeWidth);
    const bar = timelineWidth === 0 ? "" : `  ${paint(timelineBar(node, span, { width: timelineWidth, now }))}`;
    const facts = factsOf(node, drawing);
    return `${colors.dim(branch)}${colors.bold(title)}${padding}  ${time} ${paint(sign)}${bar}${facts === "" ? "" : `  ${facts}`}`;
  });
  const usages = rows.flatMap(({ node }) =>
    node.usage === undefined || node.usage.source === "unavailable" ? [] : [node.usage],
  );
  if (usages.length > 1) {
    const cost = costOf?.(root.runId);
    const paid = cost === undefined ? "" : `, ${formatCost(cost)}`;
    lines.push(colors.dim(`${usages.length} model calls, ${formatUsage(sumUsage(usages))}${paid}`));
  }
  return lines.join("\n");
}

function rowsOf(node: RunNode, branch: { readonly own: string; readonly below: string }): Row[] {
  const rows: Row[] = [{ node, branch: branch.own }];
  for (const [index, child] of node.children.entries()) {
    const isLast = index === node.children.length - 1;
    const next = { own: `${branch.below}${isLast ? "╰─ " : "├─ "}`, below: `${branch.below}${isLast ? "   " : "│  "}` };
    rows.push(...rowsOf(child, next));
  }
  return rows;
}

/** An error is told where it happened: at the innermost run that ended with it. */
function factsOf(node: RunNode, { colors, costOf }: Drawing): string {
  const facts: string[] = [];
  const usage = formatUsage(node.usage);
  if (usage !== undefined) facts.push(colors.dim(usage));
  const cost = node.usage === undefined ? undefined : costOf?.(node.runId);
  if (cost !== undefined) facts.push(colors.dim(formatCost(cost)));
  if (node.retries > 0) facts.push(colors.yellow(node.retries === 1 ? "1 retry" : `${node.retries} retries`));
  if (node.status !== "ok" && node.status !== "open") {
    const { word, paint } = statusMark(node.status, colors);
    const isTold = node.error === undefined || node.children.some((child) => child.error === node.error);
    facts.push(
      paint(
        isTold
          ? word
          : node.status === "error"
            ? describeError(node.error).join(" ← ")
            : `${word}: ${describeError(node.error)[0]}`,
      ),
    );
  }
  return facts.join(" · ");
}
