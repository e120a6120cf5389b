import { structuredPatch } from "diff";
import { formatDuration, sanitizeLine, sanitizeText } from "@earshot/handlers/rendering";
import type { ComparedRun, RunDifference, TraceComparison } from "@earshot/trace/compare";
import type { CommandContext } from "../terminal/command-context.js";

type Colors = CommandContext["colors"];

const signs = { same: "=", changed: "~", left: "-", right: "+" } as const;
/** Texts that stand in one line, one beside the other. */
const shortText = 60;
/** Lines around what differs in a text. */
const context = 2;

/** A line for each run and each difference; where all is the same, the topmost run stands for those below it. */
export function renderComparison(
  { runs, counts }: TraceComparison,
  { colors }: Pick<CommandContext, "colors">,
): string {
  const lines: string[] = [];
  const waiting = runs.map((run) => ({ run, depth: 0 })).reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { run, depth } = next;
    const indent = "  ".repeat(depth);
    const isAlike = run.change === "same" && run.changesBelow === 0;
    lines.push(lineOf(run, { indent, isFolded: isAlike && run.children.length > 0, colors }));
    if (run.change === "changed")
      for (const difference of run.differences)
        for (const line of differenceLines(difference, `${indent}    `, colors)) lines.push(line);
    if (isAlike) continue;
    for (const child of [...run.children].reverse()) waiting.push({ run: child, depth: depth + 1 });
  }
  const { same, changed, left, right } = counts;
  lines.push("", colors.dim(`${same} same, ${changed} changed, ${left} only left, ${right} only right`));
  return lines.join("\n");
}

function lineOf(
  run: ComparedRun,
  { indent, isFolded, colors }: { readonly indent: string; readonly isFolded: boolean; readonly colors: Colors },
): string {
  const { kind, name } = run.left ?? run.right;
  const paint = { same: colors.dim, changed: colors.yellow, left: colors.red, right: colors.green }[run.change];
  return paint(`${signs[run.change]} ${indent}${sanitizeLine(name)} ${kind}${isFolded ? " …" : ""}`);
}

function differenceLines(difference: RunDifference, indent: string, colors: Colors): readonly string[] {
  const { aspect } = difference;
  const [left, right] = [textOf(difference, "left"), textOf(difference, "right")];
  const isShort = [left, right].every((text) => text.length <= shortText && !text.includes("\n"));
  if (isShort) return [`${indent}${aspect}: ${colors.red(left)} → ${colors.green(right)}`];
  const { hunks } = structuredPatch("", "", `${left}\n`, `${right}\n`, "", "", { context });
  const lines = hunks.flatMap((hunk, index) => [...(index === 0 ? [] : ["  …"]), ...hunk.lines.map(spaced)]);
  return [
    `${indent}${aspect}:`,
    ...lines.map((line) => {
      const paint = line.startsWith("-") ? colors.red : line.startsWith("+") ? colors.green : colors.dim;
      return line.trim() === "" ? "" : indent + paint(line);
    }),
  ];
}

const spaced = (line: string): string => `${line.slice(0, 1)} ${line.slice(1)}`;

function textOf({ aspect, left, right }: RunDifference, side: "left" | "right"): string {
  const value = side === "left" ? left : right;
  if (value === undefined) return aspect === "cost" ? "unknown" : "none";
  if (aspect === "duration") return formatDuration(Number(value));
  return aspect === "cost" ? `$${value}` : sanitizeText(String(value));
}
