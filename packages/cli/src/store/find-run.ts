import type { RunRecord, TraceNode, TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { nodeOfRun } from "./node-of-run.js";
import { howToFill } from "./open-traces.js";

/** What is needed of a store to find a run in it. */
type Traces = Pick<TraceStore, "listRuns" | "readTrace">;

const pageLength = 1000;
const listed = 5;

/**
 * The run that a word means, with all below it: its id, the beginning of its id, or `latest`, the root run that began last.
 *
 * @throws CommandFailedError if there is none, or several: they are listed
 */
export async function findRun(traces: Traces, word: string, call: Pick<CommandCall, "options">): Promise<TraceNode> {
  const runId = await idOf(traces, word, call);
  const node = nodeOfRun(await traces.readTrace(runId), runId);
  if (node === undefined) throw new CommandFailedError(`There is no run "${word}". See which there are: earshot runs`);
  return node;
}

async function idOf(traces: Traces, word: string, call: Pick<CommandCall, "options">): Promise<string> {
  if (word === "latest") {
    const { runs } = await traces.listRuns({ limit: 1 });
    if (runs[0] === undefined) throw new CommandFailedError(howToFill(call));
    return runs[0].runId;
  }
  if ((await traces.readTrace(word)).length > 0) return word;
  const found = await runsThatBeginWith(traces, word);
  if (found.length > 1) {
    const ids = found.slice(0, listed).map(({ runId, name }) => `  ${runId}  ${name}`);
    const more = found.length > listed ? `\n  and ${found.length - listed} more` : "";
    throw new CommandFailedError(`"${word}" begins the ids of several runs. Say more of it:\n${ids.join("\n")}${more}`);
  }
  return found[0]?.runId ?? word;
}

async function runsThatBeginWith(traces: Traces, word: string): Promise<RunRecord[]> {
  const found: RunRecord[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await traces.listRuns({
      scope: "all",
      limit: pageLength,
      ...(cursor === undefined ? {} : { cursor }),
    });
    found.push(...page.runs.filter(({ runId }) => runId.startsWith(word)));
    if (page.next === undefined) return found;
    cursor = page.next;
  }
}
