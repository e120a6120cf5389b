import type { RunRecord, TraceEvent } from "@earshot/trace";
import { type Fields, fieldsOf, payloadOf } from "./fields.js";
import { runsBelow } from "./runs-below.js";

/** A run as a test of it needs it. */
export interface TracedRun {
  readonly run: RunRecord;
  /** What its start and its end say; without an end it has not ended. */
  readonly start: Fields;
  readonly end: Fields | undefined;
  /** The calls of models that ended, its own or those below it. */
  readonly calls: readonly RunRecord[];
  /** Whether models were given tools that the trace can't say. */
  readonly hasUnknownTools: boolean;
  /** It and all below it. */
  readonly runs: readonly RunRecord[];
}

interface ReadingRun {
  readonly runs: readonly RunRecord[];
  readonly run: RunRecord;
  /** What was asked for: the run's id, or its trace's. */
  readonly runId: string;
}

/** Reads from a trace's events what a test needs of one of its runs. */
export async function tracedRun(
  events: AsyncIterable<TraceEvent>,
  { runs, run, runId }: ReadingRun,
): Promise<TracedRun> {
  const within = runsBelow(runs, runId);
  const begun = new Set<string>();
  const ended = new Set<string>();
  let start: Fields = {};
  let end: Fields | undefined;
  let hasUnknownTools = false;
  for await (const event of events) {
    const isModel = event.kind === "chat_model" || event.kind === "llm";
    if (!within.has(event.runId) || (!isModel && event.runId !== run.runId)) continue;
    const isStart = event.type.endsWith(".start");
    if (!isStart && !event.type.endsWith(".end")) continue;
    if (isModel && isStart) {
      begun.add(event.runId);
      hasUnknownTools ||= hasToolsWithoutWords(payloadOf(event));
    } else if (isModel && begun.has(event.runId)) ended.add(event.runId);
    if (event.runId !== run.runId) continue;
    if (isStart) start = payloadOf(event);
    else end = payloadOf(event);
  }
  const calls = runs.filter((each) => ended.has(each.runId));
  return { run, start, end, calls, hasUnknownTools, runs: runs.filter((each) => within.has(each.runId)) };
}

/** Tools that are no data are written down by their class alone. */
function hasToolsWithoutWords({ options }: Fields): boolean {
  const { tools } = fieldsOf(options);
  return Array.isArray(tools) && tools.some((tool) => fieldsOf(tool)["type"] === "not_implemented");
}
