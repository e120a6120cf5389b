import { sanitizeLine, sanitizeText } from "@earshot/handlers/rendering";
import { renderRunTree } from "@earshot/handlers/run-tree";
import type { RunRecord, TraceEvent, TraceNode, TraceStore } from "@earshot/trace";
import type { CommandCall } from "../command-line.js";
import { formatTime } from "../terminal/format-time.js";
import { findRun } from "../store/find-run.js";
import { withTraces } from "../store/open-traces.js";
import { runNodeOfTrace } from "./run-node-of-trace.js";

/** The bar of each run leaves room for its name; narrower terminals have none for it. */
const timeline = { width: 24, needsColumns: 72 } as const;

export function showCommand(call: CommandCall): Promise<number> {
  return withTraces(call, (traces) => show(traces, call));
}

async function show(traces: TraceStore, call: CommandCall): Promise<number> {
  const { words, options, context } = call;
  const node = await findRun(traces, words[0] ?? "latest", call);
  const shown = recordsBelow(node);
  const payloads = options["payloads"] === true ? await payloadsOf(traces, shown) : undefined;
  if (options["json"] === true) {
    const printed = shown.map((each) => ({ ...each, ...(payloads && { events: payloads.get(each.runId) }) }));
    context.print(JSON.stringify(printed, undefined, 2));
    return 0;
  }
  context.print(`${context.colors.dim(headline(node.run))}\n`);
  const costs = new Map(shown.map(({ runId, totals }) => [runId, totals]));
  const costOf = (runId: string) => {
    const { cost: amount = "0", modelCalls = 0, unknownCosts: unknown = 0 } = costs.get(runId) ?? {};
    const calls = Math.max(modelCalls, unknown);
    return calls === 0 ? undefined : { amount, calls, unknown };
  };
  const timelineWidth = context.columns < timeline.needsColumns ? 0 : timeline.width;
  const rendering = { color: context.isColored, unicode: context.isUnicode, timelineWidth, costOf };
  context.print(renderRunTree([runNodeOfTrace(node)], rendering));
  for (const each of payloads === undefined ? [] : shown)
    for (const event of payloads?.get(each.runId) ?? []) context.print(payloadText(event, context.colors.bold));
  return 0;
}

function headline({ runId, startedAt, tags, sessionId, source }: RunRecord): string {
  const facts = [runId, formatTime(startedAt), source, ...tags.map((tag) => `#${tag}`)];
  if (sessionId !== undefined) facts.push(`session ${sessionId}`);
  return facts.map(sanitizeLine).join(" · ");
}

function recordsBelow({ run, children }: TraceNode): RunRecord[] {
  return [run, ...children.flatMap(recordsBelow)];
}

async function payloadsOf(
  traces: Pick<TraceStore, "readEvents">,
  runs: readonly RunRecord[],
): Promise<ReadonlyMap<string, readonly TraceEvent[]>> {
  const payloads = new Map<string, readonly TraceEvent[]>();
  for (const { runId } of runs) payloads.set(runId, await traces.readEvents(runId));
  return payloads;
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
