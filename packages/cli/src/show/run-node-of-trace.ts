import type { RunStatus, Usage } from "@earshot/core/events";
import type { RunNode } from "@earshot/handlers/run-tree";
import type { RecordStatus, RunRecord, TraceError, TraceNode, TraceUsage } from "@earshot/trace";
import { nodesBelow } from "../store/nodes-below.js";

/** A trace as `renderRunTree` draws it. */
export function runNodeOfTrace(top: TraceNode): RunNode {
  const errors = new Map<string, Error>();
  const made = new Map<TraceNode, RunNode>();
  const nodeOf = (node: TraceNode): RunNode => {
    const children = node.children.map((child) => made.get(child)).filter((child) => child !== undefined);
    return runNodeOf(node.run, { children, errors });
  };
  const [, ...below] = nodesBelow([top]);
  // From the leaves up: chains of thousands of runs are too deep for recursion.
  for (const node of below.reverse()) made.set(node, nodeOf(node));
  return nodeOf(top);
}

interface Surroundings {
  readonly children: readonly RunNode[];
  readonly errors: Map<string, Error>;
}

function runNodeOf(run: RunRecord, { children, errors }: Surroundings): RunNode {
  return {
    runId: run.runId,
    name: run.name,
    kind: run.kind,
    runType: run.runType,
    status: statusOfRecord(run.status),
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    firstTokenAt: run.firstTokenAt,
    usage: usageOf(run),
    error: run.error === undefined ? undefined : errorOf(run.error, errors),
    retries: run.retries,
    children,
  };
}

/** Of what never began, nothing says that it has ended. */
export function statusOfRecord(status: RecordStatus): RunStatus | "open" {
  return status === "running" || status === "unknown" ? "open" : status;
}

/** Of a call alone: what wraps calls repeats what they used, and sums are the tree's to draw. */
function usageOf({ usage }: RunRecord): Usage | undefined {
  return usage === undefined ? undefined : toUsage(usage);
}

function toUsage(usage: TraceUsage): Usage {
  const { inputTokens, outputTokens, totalTokens, cacheReadTokens = 0, cacheWriteTokens = 0, source } = usage;
  return {
    source,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    total_tokens: totalTokens,
    input_token_details: { cache_read: cacheReadTokens, cache_creation: cacheWriteTokens },
  };
}

/** The same object for what is said the same: an error that went up the tree is told once, where it began. */
function errorOf({ name, message }: TraceError, errors: Map<string, Error>): Error {
  const key = `${name}: ${message}`;
  let error = errors.get(key);
  if (error === undefined) {
    error = Object.assign(new Error(message), { name });
    errors.set(key, error);
  }
  return error;
}
