import type { RunRecord, TraceEvent } from "@earshot/trace";
import type { SharedTrace } from "../../api/shared-trace.js";
import { noSuchRun } from "../http/no-such-run.js";
import type { Routes } from "../http/route.js";
import { TextAnswer } from "../http/text-answer.js";
import type { StudioContext } from "./studio-context.js";

type ShareRoutes = Pick<
  Routes,
  "GET /api/traces/:runId/share" | "GET /api/traces/:runId/test" | "GET /api/traces/:runId/recording"
>;

/** A trace to take along: as a page, or as a test with its recording. What they need is loaded when it is asked for. */
export function shareRoutes({ store }: Pick<StudioContext, "store">): ShareRoutes {
  const traceOf = async (runId: string): Promise<{ runs: readonly RunRecord[]; run: RunRecord }> => {
    const runs = await store.readTrace(runId);
    const run = runs.find((each) => each.runId === runId) ?? runs[0];
    if (run === undefined) throw noSuchRun();
    return { runs, run };
  };
  return {
    "GET /api/traces/:runId/share": {
      answer: async ({ parameters: { runId } }) => {
        const { runs, run } = await traceOf(runId);
        const [{ sharePage }, { readShareAssets }] = await Promise.all([
          import("../../share/share-page.js"),
          import("../../share/share-assets.js"),
        ]);
        const events = await eventsByRun(store.exportTrace(run.rootRunId));
        // What people noted for each other is not what they share: an export has it.
        const shown = runs.map((each) => ({ ...each, feedback: [] }));
        const trace: SharedTrace = { version: 1, runId: run.runId, sharedAt: Date.now(), runs: shown, events };
        const page = sharePage(trace, await readShareAssets());
        return new TextAnswer("text/html", page, { fileName: `${fileNameOf(run)}.html` });
      },
    },
    "GET /api/traces/:runId/test": {
      answer: async ({ parameters: { runId } }) => {
        const { runs, run } = await traceOf(runId);
        const [{ testSource }, { tracedRun }] = await Promise.all([
          import("../../share/test-source.js"),
          import("../../share/traced-run.js"),
        ]);
        const traced = await tracedRun(store.exportTrace(run.rootRunId), { runs, run, runId });
        const name = fileNameOf(run);
        const source = testSource(traced, { fileName: `${name}.jsonl` });
        return new TextAnswer("text/plain", source, { fileName: `${name}.test.ts` });
      },
    },
    "GET /api/traces/:runId/recording": {
      answer: async ({ parameters: { runId } }) => {
        const { runs, run } = await traceOf(runId);
        const [{ recordingLines }, { runsBelow }] = await Promise.all([
          import("../../share/recording-lines.js"),
          import("../../share/runs-below.js"),
        ]);
        const lines = recordingLines(store.exportTrace(run.rootRunId), runsBelow(runs, runId));
        return new TextAnswer("application/x-ndjson", lines, { fileName: `${fileNameOf(run)}.jsonl` });
      },
    },
  };
}

/** As `readEvents` would answer for each run, without feedback, and without chunks of runs that have ended. */
async function eventsByRun(events: AsyncIterable<TraceEvent>): Promise<SharedTrace["events"]> {
  const byRun = new Map<string, TraceEvent[]>();
  for await (const event of events) {
    if (event.type === "run.feedback") continue;
    const those = byRun.get(event.runId);
    if (those === undefined) byRun.set(event.runId, [event]);
    else those.push(event);
  }
  for (const [runId, those] of byRun)
    if (those.some(({ type }) => type.endsWith(".end")))
      byRun.set(
        runId,
        those.filter(({ type }) => !type.endsWith(".delta")),
      );
  return Object.fromEntries(byRun); // a run called `__proto__` stays data
}

/** Of whatever a run is called a name that every system takes, and so short that its ending is not cut. */
const fileNameOf = ({ name }: RunRecord): string =>
  name
    .replaceAll(/[^a-z\d]+/gi, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase()
    .slice(0, 60) || "run";
