import { formatCost, formatDuration, sanitizeLine, statusMark } from "@earshot/handlers/rendering";
import type { RunRecord } from "@earshot/trace";
import { statusOfRecord } from "../show/run-node-of-trace.js";
import type { CommandContext } from "../terminal/command-context.js";

/** A run in one line: when it began, how it stands, what it took, what it says. */
export function lineOfRun(
  run: RunRecord,
  { colors, said, now }: Pick<CommandContext, "colors"> & { readonly said?: string | undefined; readonly now?: number },
): string {
  const { sign, paint } = statusMark(statusOfRecord(run.status), colors);
  const { usage, cost, unknownCosts = 0, modelCalls = 0 } = run.totals ?? {};
  const calls = Math.max(modelCalls, unknownCosts);
  const until = run.endedAt ?? now;
  const facts = [
    ...(until === undefined ? [] : [formatDuration(Math.max(0, until - run.startedAt))]),
    ...(usage === undefined || usage.totalTokens === 0 ? [] : [`${usage.totalTokens} tokens`]),
    ...(cost === undefined || calls === 0 ? [] : [formatCost({ amount: cost, calls, unknown: unknownCosts })]),
  ];
  const error = run.error === undefined ? undefined : `${run.error.name}: ${run.error.message}`;
  const text = error ?? said ?? run.outputPreview ?? run.inputPreview ?? "";
  const shown = [colors.bold(sanitizeLine(run.name)), run.kind, ...facts].join(" · ");
  const time = new Date(run.startedAt).toTimeString().slice(0, 8);
  const quoted = error === undefined ? sanitizeLine(text) : colors.red(sanitizeLine(text));
  return `${colors.dim(time)} ${paint(sign)} ${shown}${text === "" ? "" : `  ${quoted}`}`;
}
