import { useRef } from "preact/hooks";
import { useFollowed } from "../api/use-followed.js";
import { formatCount } from "../format/format-amounts.js";
import { formatPaid, paidBy } from "../format/format-paid.js";
import { RunList } from "../runs/run-list.js";
import { type LazyTurn, lazyTurns } from "./lazy-turns.js";
import { ThreadTurn } from "./thread-turn.js";
import "./threads.css";

/** One thread: what was said in its runs, in order, as one conversation. */
export function ThreadPage({ sessionId }: { readonly sessionId: string }) {
  const list = useFollowed(() => new RunList({ sessionId, order: "oldest" }, () => true), [sessionId]);
  const runs = list.runs.value;
  const known = useRef<readonly LazyTurn[]>([]);
  const turns = (known.current = lazyTurns(runs, known.current));
  const tokens = runs.reduce((sum, { totals, usage }) => sum + ((totals?.usage ?? usage)?.totalTokens ?? 0), 0);
  const paid = runs.map((run) => paidBy(run)).filter((each) => each !== undefined);
  const amount = paid.reduce((sum, each) => sum + Number(each.amount), 0);
  const unknownCosts = paid.reduce((sum, each) => sum + each.unknownCosts, 0);
  const state = list.state.value;
  return (
    <section class="thread-page" aria-label="Thread" tabIndex={0}>
      <header>
        <h1 title={sessionId}>{sessionId}</h1>
        <p class="thread-facts">
          <span>
            {formatCount(runs.length)}
            {list.hasMore && "+"} {runs.length === 1 ? "run" : "runs"}
          </span>
          {tokens > 0 && <span>{formatCount(tokens)} tokens</span>}
          {paid.length > 0 && <span>{formatPaid(String(amount), unknownCosts)}</span>}
        </p>
      </header>
      {runs.length === 0 && (
        <p class="note" role="status">
          {state === "loading" ? "Loading…" : list.failure.value || "Nothing was heard of this thread."}
        </p>
      )}
      {runs.map((run, index) => {
        const turn = turns[index];
        return turn && <ThreadTurn key={run.runId} run={run} turn={turn} />;
      })}
      {list.hasMore && (
        <button type="button" class="button" onClick={() => void list.loadMore()}>
          Show more
        </button>
      )}
    </section>
  );
}
