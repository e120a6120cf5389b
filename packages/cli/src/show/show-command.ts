import { joinedLines, sanitizeLine, sanitizeText, type PaintedText } from "@earshot/handlers/rendering";
import { renderRunTree } from "@earshot/handlers/run-tree";
import type { RunRecord, TraceEvent, TraceNode, TraceStore } from "@earshot/trace";
import type { CommandCall } from "../command-line.js";
import { formatTime } from "../terminal/format-time.js";
import { findRun } from "../store/find-run.js";
import { nodesBelow } from "../store/nodes-below.js";
import { withTraces } from "../store/open-traces.js";
import type { CommandContext } from "../terminal/command-context.js";
import { runNodeOfTrace } from "./run-node-of-trace.js";

/** The bar of each run leaves room for its name; narrower terminals have none for it. */
const timeline = { width: 24, needsColumns: 72 } as const;

export function showCommand(call: CommandCall): Promise<number> {
  return withTraces(call, (traces) => show(traces, call));
}

async function show(traces: TraceStore, call: CommandCall): Promise<number> {
  const { words, options, context } = call;
  const node = await findRun(traces, words[0] ?? "latest", call);
  const shown = [...nodesBelow([node])].map(({ run }) => run);
  const hasPayloads = options["payloads"] === true;
  if (options["json"] === true) {
    const printed: unknown[] = [];
    for (const run of shown) printed.push(hasPayloads ? { ...run, events: await traces.readEvents(run.runId) } : run);
    await context.send(JSON.stringify(printed, undefined, 2));
    return 0;
  }
  const headline = joinedLines(factsOf(node.run), context.columns);
  context.print(`${headline.map(context.colors.dim).join("\n")}\n`);
  await context.send(treeOf(node, shown, context));
  if (hasPayloads) await sendPayloads(traces, shown, context);
  return 0;
}

function treeOf(node: TraceNode, shown: readonly RunRecord[], context: CommandContext): string {
  const totals = new Map(shown.map((run) => [run.runId, run.totals]));
  const costOf = (runId: string) => {
    const { cost: amount = "0", modelCalls = 0, unknownCosts: unknown = 0 } = totals.get(runId) ?? {};
    const calls = Math.max(modelCalls, unknown);
    return calls === 0 ? undefined : { amount, calls, unknown };
  };
  const timelineWidth = context.columns < timeline.needsColumns ? 0 : timeline.width;
  const rendering = {
    color: context.isColored,
    unicode: context.isUnicode,
    timelineWidth,
    columns: context.columns,
    costOf,
  };
  return renderRunTree([runNodeOfTrace(node)], rendering);
}

/** One run's payloads are in memory at a time. */
async function sendPayloads(
  traces: Pick<TraceStore, "readEvents">,
  shown: readonly RunRecord[],
  { colors, interrupted, unread, send }: CommandContext,
): Promise<void> {
  for (const { runId } of shown)
    for (const event of await traces.readEvents(runId)) {
      if (interrupted.aborted || unread.aborted) return;
      await send(payloadText(event, colors.bold));
    }
}

function factsOf({ runId, startedAt, tags, sessionId, source }: RunRecord): readonly PaintedText[] {
  const facts = [runId, formatTime(startedAt), source, ...tags.map((tag) => `#${tag}`)];
  if (sessionId !== undefined) facts.push(`session ${sessionId}`);
  return facts.map((fact) => ({ text: sanitizeLine(fact), paint: (text) => text }));
}

function payloadText({ type, name, payload }: TraceEvent, bold: (text: string) => string): string {
  const title = `\n${bold(`${sanitizeLine(name)} ${type}`)}`;
  if (payload === undefined) return title;
  return `${title}\n${sanitizeText(indented(payload))}`;
}

function indented(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), undefined, 2);
  } catch {
    return payload;
  }
}
