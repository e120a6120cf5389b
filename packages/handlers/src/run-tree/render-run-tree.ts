import { toAsciiSigns } from "../rendering/ascii-signs.js";
import { createColors, type Colors } from "../rendering/colors.js";
import { describeError } from "../rendering/describe-error.js";
import { formatCost, type ShownCost } from "../rendering/format-cost.js";
import { formatDuration } from "../rendering/format-duration.js";
import { formatUsage } from "../rendering/format-usage.js";
import { joinedLines, type PaintedText } from "../rendering/joined-lines.js";
import { clip } from "../rendering/preview.js";
import { sanitizeLine } from "../rendering/sanitize-text.js";
import { statusMark } from "../rendering/status-mark.js";
import { sumUsage } from "../rendering/sum-usage.js";
import { textWidth } from "../rendering/text-width.js";
import { wrapText } from "../rendering/wrap-text.js";
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
  /** The room of a line: names are cut, and what a run used and how it ended stands below it where there is no room beside. Default: any. */
  readonly columns?: number;
  /** What a run and all below it cost, as `costOf` of `costHandler({ keep })` knows it; left out, no costs are drawn. */
  readonly costOf?: (runId: string) => ShownCost | undefined;
}

/** What {@link RunTreeRendering} comes to. */
interface Drawing {
  readonly colors: Colors;
  readonly timelineWidth: number;
  readonly columns: number;
  readonly costOf: RunTreeRendering["costOf"];
}

interface Row {
  readonly node: RunNode;
  readonly branch: string;
  /** What stands before lines below it that are its own. */
  readonly below: string;
}

/** What is told of runs keeps so many columns, however deep they are. */
const leastRoom = 12;

/** Draws finished and unfinished runs as trees: a line a run, with its time, what it used, and how it ended. */
export function renderRunTree(roots: readonly RunNode[], rendering: RunTreeRendering = {}): string {
  const colors = createColors(rendering.color ?? false);
  const { timelineWidth = 24, unicode = true, columns = Number.POSITIVE_INFINITY, costOf } = rendering;
  const text = roots.map((root) => renderRoot(root, { colors, timelineWidth, columns, costOf })).join("\n\n");
  return unicode ? text : toAsciiSigns(text);
}

function renderRoot(root: RunNode, drawing: Drawing): string {
  const { colors, timelineWidth, columns, costOf } = drawing;
  const rows = rowsOf(root);
  const now = Date.now();
  const span = { from: root.startedAt, to: root.endedAt ?? now };
  const times = rows.map(({ node }) => formatDuration((node.endedAt ?? now) - node.startedAt));
  const timeWidth = widest(times);
  // The time, the sign and the bar, with the spaces before each.
  const figuresWidth = timeWidth + 4 + (timelineWidth === 0 ? 0 : timelineWidth + 2);
  const titles = rows.map(({ node, branch }) =>
    clip(branch + clip(sanitizeLine(node.name), 48), Math.max(columns - figuresWidth, 1)),
  );
  const titleWidth = widest(titles);
  const lines = rows.flatMap((row, index) => {
    const { node, branch } = row;
    const { sign, paint } = statusMark(node.status, colors);
    const title = titles[index] ?? "";
    const padding = " ".repeat(titleWidth - textWidth(title));
    const time = (times[index] ?? "").padStart(timeWidth);
    const bar = timelineWidth === 0 ? "" : `  ${paint(timelineBar(node, span, { width: timelineWidth, now }))}`;
    const name = `${colors.dim(title.slice(0, branch.length))}${colors.bold(title.slice(branch.length))}`;
    const line = `${name}${padding}  ${time} ${paint(sign)}${bar}`;
    return withFacts(line, row, { drawing, room: columns - titleWidth - figuresWidth - 2 });
  });
  const usages = rows.flatMap(({ node }) =>
    node.usage === undefined || node.usage.source === "unavailable" ? [] : [node.usage],
  );
  if (usages.length > 1) {
    const cost = costOf?.(root.runId);
    const paid = cost === undefined ? "" : `, ${formatCost(cost)}`;
    const sum = `${usages.length} model calls, ${formatUsage(sumUsage(usages))}${paid}`;
    lines.push(...wrapText(sum, columns).map(colors.dim));
  }
  return lines.join("\n");
}

/** As arguments of one call they may be too many. */
const widest = (texts: readonly string[]): number => texts.reduce((width, text) => Math.max(width, textWidth(text)), 0);

/** Without recursion: chains of thousands of runs would be too deep for it. */
function rowsOf(root: RunNode): Row[] {
  const rows: Row[] = [];
  const waiting = [{ node: root, branch: "", indent: "" }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, branch, indent } = next;
    rows.push({ node, branch, below: `${indent}${node.children.length > 0 ? "│  " : "   "}` });
    for (const [place, child] of [...node.children].reverse().entries()) {
      const isLast = place === 0;
      const own = `${indent}${isLast ? "╰─ " : "├─ "}`;
      waiting.push({ node: child, branch: own, indent: `${indent}${isLast ? "   " : "│  "}` });
    }
  }
  return rows;
}

/** A run's line with its facts behind it, if there is so much room; else they have lines of their own. */
function withFacts(
  line: string,
  { node, below }: Row,
  { drawing, room }: { readonly drawing: Drawing; readonly room: number },
): readonly string[] {
  const { colors, columns } = drawing;
  const facts = factsOf(node, drawing);
  if (facts.length === 0) return [line];
  const [beside = "", ...more] = joinedLines(facts, Math.max(room, 1));
  if (more.length === 0) return [`${line}  ${beside}`];
  const indent = below.slice(0, Math.max(columns - leastRoom, 0));
  return [line, ...joinedLines(facts, columns - indent.length).map((each) => `${colors.dim(indent)}${each}`)];
}

/** An error is told where it happened: at the innermost run that ended with it. */
function factsOf(node: RunNode, { colors, costOf }: Drawing): readonly PaintedText[] {
  const facts: PaintedText[] = [];
  const usage = formatUsage(node.usage);
  if (usage !== undefined) facts.push({ text: usage, paint: colors.dim });
  const cost = node.usage === undefined ? undefined : costOf?.(node.runId);
  if (cost !== undefined) facts.push({ text: formatCost(cost), paint: colors.dim });
  if (node.retries > 0)
    facts.push({ text: node.retries === 1 ? "1 retry" : `${node.retries} retries`, paint: colors.yellow });
  if (node.status !== "ok" && node.status !== "open") {
    const { word, paint } = statusMark(node.status, colors);
    const isTold = node.error === undefined || node.children.some((child) => child.error === node.error);
    const text = isTold
      ? word
      : node.status === "error"
        ? describeError(node.error).join(" ← ")
        : `${word}: ${describeError(node.error)[0]}`;
    facts.push({ text, paint });
  }
  return facts;
}
