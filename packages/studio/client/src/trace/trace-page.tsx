import { useEffect } from "preact/hooks";
import { useFollowed } from "../api/use-followed.js";
import { DeadEnd } from "../shell/dead-end.js";
import { RunDetails } from "./run-details.js";
import { RunAgain } from "./run-again.js";
import { RunFeedback } from "./run-feedback.js";
import { studioSource } from "./run-source.js";
import { TraceActions } from "./trace-actions.js";
import { TraceModel } from "./trace-model.js";
import { TraceView } from "./trace-view.js";

interface TracePageProps {
  readonly traceId: string;
  readonly runId?: string | undefined;
}

/** A trace of the studio, as it is now. */
export function TracePage({ traceId, runId }: TracePageProps) {
  const model = useFollowed(() => new TraceModel(traceId), [traceId]);
  const trees = model.trees.value;
  const selectedId = runId ?? trees[0]?.run.runId;
  const runningId = selectedId !== undefined && model.isRunning(selectedId) ? selectedId : undefined;
  useEffect(() => {
    if (runningId !== undefined) void model.catchUp(runningId);
  }, [model, runningId]);
  if (trees.length === 0) return <NoTrace model={model} />;
  const runsOfTrace = trees.reduce((sum, tree) => sum + tree.run.totals.runs, 0);
  return (
    <TraceView trees={trees} traceId={traceId} selectedId={selectedId}>
      {(run, isCritical) => (
        <RunDetails
          key={run.runId}
          run={run}
          source={studioSource}
          live={model.liveAnswer(run.runId)}
          isCritical={isCritical}
          actions={<TraceActions run={run} runsOfTrace={runsOfTrace} />}
        >
          {(events) => (
            <>
              <RunFeedback run={run} />
              {run.kind === "chat_model" && run.status !== "running" && <RunAgain run={run} events={events} />}
            </>
          )}
        </RunDetails>
      )}
    </TraceView>
  );
}

function NoTrace({ model }: { readonly model: TraceModel }) {
  if (model.state.value === "loading")
    return (
      <p class="note" role="status">
        Loading…
      </p>
    );
  return (
    <DeadEnd title="This trace can't be shown">
      <p>{model.failure.value || "It isn't there: it may have been deleted."}</p>
    </DeadEnd>
  );
}
