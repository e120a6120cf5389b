import { useEffect, useMemo, useState } from "preact/hooks";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { useFollowed } from "../api/use-followed.js";
import { formatCount } from "../format/format-amounts.js";
import { formatPaid, paidBy } from "../format/format-paid.js";
import { addressOfRoute } from "../routing/route.js";
import { Duration, StatusMark } from "../runs/run-cells.js";
import { studioSource } from "../trace/run-source.js";
import { TraceModel } from "../trace/trace-model.js";
import { ExchangeSideView } from "../views/messages/exchange-side-view.js";
import { MessageBubble } from "../views/messages/message-bubble.js";
import { readExchange } from "../views/messages/read-exchange.js";

/** What comes of a call that was made again, as it comes. */
export function ReplayResult({ runId, originalId }: { readonly runId: string; readonly originalId: string }) {
  const { run, output, live, hasEnded } = useReplay(runId);
  // One that failed has none, whatever its end says.
  const answer = run?.error === undefined ? output : undefined;
  const usage = run?.usage;
  const paid = run === undefined ? undefined : paidBy(run);
  return (
    <section class="replay-side" aria-label="Answer now" aria-busy={!hasEnded}>
      <h4>
        Now {run !== undefined && <StatusMark status={run.status} />}
        {run !== undefined && (
          <span class="v-faint">
            <Duration run={run} />
          </span>
        )}
      </h4>
      {answer !== undefined && <ExchangeSideView side={answer} />}
      {answer === undefined && live !== undefined && <MessageBubble message={live} isLive={!hasEnded} />}
      {answer === undefined && live === undefined && !hasEnded && <p class="v-hint">Waiting for the first words…</p>}
      {run?.error !== undefined && (
        <p class="error-note" role="alert">
          <b>{run.error.name}</b> {run.error.message}
        </p>
      )}
      {run !== undefined && (
        <p class="replay-facts">
          {usage !== undefined && usage.totalTokens > 0 && <span>{formatCount(usage.totalTokens)} tokens</span>}
          {paid !== undefined && <span>{formatPaid(paid.amount, paid.unknownCosts)}</span>}
          <a class="link" href={addressOfRoute({ page: "trace", traceId: runId })}>
            Open its trace
          </a>
          <a class="link" href={addressOfRoute({ page: "compare", left: originalId, right: runId })}>
            Compare
          </a>
        </p>
      )}
    </section>
  );
}

/** The run as it is now, and what it has said. */
function useReplay(runId: string) {
  const model = useFollowed(() => new TraceModel(runId, { isAwaited: true }), [runId]);
  const [events, setEvents] = useState<readonly SentEvent[]>([]);
  const run = model.trees.value[0]?.run;
  const hasEnded = run !== undefined && run.status !== "running";
  useEffect(() => {
    if (run === undefined) return undefined;
    const stopped = new AbortController();
    if (hasEnded) studioSource.events(run, stopped.signal).then(setEvents, () => undefined);
    else void model.catchUp(runId);
    return () => stopped.abort();
  }, [run === undefined, hasEnded]);
  const { output } = useMemo(() => readExchange(events), [events]);
  return { run, output, hasEnded, live: model.liveAnswer(runId) };
}
