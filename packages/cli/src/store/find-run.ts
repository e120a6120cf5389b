import { clip, sanitizeLine } from "@earshot/handlers/rendering";
import type { RunPage, RunRecord, TraceNode, TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { formatTime } from "../terminal/format-time.js";
import { NoSuchRunError } from "./no-such-run-error.js";
import { nodeOfRun } from "./node-of-run.js";
import { howToFill } from "./open-traces.js";

/** What is needed of a store to find a run in it. */
type Traces = Pick<TraceStore, "listRuns" | "readTrace">;

/** Of so many runs that a word may mean, the last to begin are named. */
const listed = 8;
/** An id is named whole; a name may be of any length. */
const longestFact = 80;

/**
 * The run that a word means, with all below it: its id, its trace's, the beginning of its id, or `latest`, the root run that began last. A beginning
 * means the outermost run that has it, or else the only one.
 *
 * @throws CommandFailedError if there is none, or several: they are listed
 */
export async function findRun(traces: Traces, word: string, call: Pick<CommandCall, "options">): Promise<TraceNode> {
  const runId = await idOf(traces, word, call);
  const node = nodeOfRun(await traces.readTrace(runId), runId);
  if (node === undefined) throw new NoSuchRunError(word);
  return node;
}

async function idOf(traces: Traces, word: string, call: Pick<CommandCall, "options">): Promise<string> {
  if (word === "latest") {
    const { runs } = await traces.listRuns({ limit: 1 });
    if (runs[0] === undefined) throw new CommandFailedError(howToFill(call));
    return runs[0].runId;
  }
  if ((await traces.readTrace(word)).length > 0) return word;
  const { runs, next } = await runsThatBeginWith(traces, word);
  if (runs.length > 1) throw new CommandFailedError(ambiguity(word, runs, next !== undefined));
  return runs[0]?.runId ?? word;
}

/** Runs that began within a millisecond have ids that begin alike: the outermost is meant. */
async function runsThatBeginWith(traces: Traces, runIdPrefix: string): Promise<RunPage> {
  const outermost = await traces.listRuns({ runIdPrefix, limit: listed });
  return outermost.runs.length > 0 ? outermost : await traces.listRuns({ scope: "all", runIdPrefix, limit: listed });
}

function ambiguity(word: string, runs: readonly RunRecord[], hasMore: boolean): string {
  const candidates = runs.map(
    ({ runId, startedAt, name, kind }) =>
      `  ${[runId, formatTime(startedAt), name, kind].map((fact) => clip(sanitizeLine(fact), longestFact)).join("  ")}`,
  );
  return [
    `"${word}" begins the ids of several runs. Say more of it:`,
    ...candidates,
    ...(hasMore ? ["  and more, which began earlier"] : []),
  ].join("\n");
}
