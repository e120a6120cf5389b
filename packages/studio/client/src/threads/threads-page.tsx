import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useFollowed } from "../api/use-followed.js";
import { formatCount } from "../format/format-amounts.js";
import { formatPaid } from "../format/format-paid.js";
import { formatMoment } from "../format/format-moment.js";
import { moveCommands } from "../keyboard/move-commands.js";
import { useCommands } from "../keyboard/command.js";
import { addressOfRoute } from "../routing/route.js";
import { goTo } from "../routing/router.js";
import { StatusMark } from "../runs/run-cells.js";
import { useVirtualRows } from "../virtual/use-virtual-rows.js";
import { type Thread, ThreadList } from "./thread-list.js";
import "./threads.css";

const rowHeight = 52;

/** The threads that runs were part of, each with what was asked in it last. */
export function ThreadsPage() {
  const list = useFollowed(() => new ThreadList(), []);
  const scroller = useRef<HTMLDivElement>(null);
  const chosen = useSignal(0);
  const threads = list.threads.value;
  const rows = useVirtualRows({ count: threads.length, rowHeight, scroller });
  const open = () => {
    const thread = threads[chosen.value];
    if (thread !== undefined) goTo({ page: "threads", sessionId: thread.sessionId });
  };
  useCommands(moveCommands({ chosen, count: threads.length, show: rows.show, open }), [threads]);
  return (
    <section class="threads-page" aria-label="Threads">
      <h1 class="visually-hidden">Threads</h1>
      {threads.length === 0 && <NoThreads list={list} />}
      <div
        class="runs-scroller"
        hidden={threads.length === 0}
        ref={scroller}
        tabIndex={0}
        role="grid"
        aria-label="Threads"
        aria-rowcount={threads.length}
      >
        <div class="virtual" role="rowgroup" style={{ height: `${rows.totalHeight}px` }}>
          {rows.items.map(({ index, start }) => {
            const thread = threads[index];
            return thread === undefined ? null : (
              <ThreadRow key={thread.sessionId} {...{ thread, index, start }} isChosen={index === chosen.value} />
            );
          })}
        </div>
      </div>
    </section>
  );
}

interface ThreadRowProps {
  readonly thread: Thread;
  readonly index: number;
  readonly start: number;
  readonly isChosen: boolean;
}

function ThreadRow({ thread, index, start, isChosen }: ThreadRowProps) {
  const { sessionId, last, runs, errors, tokens, cost, unknownCosts } = thread;
  const route = { page: "threads", sessionId } as const;
  return (
    <div
      class="thread-row"
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => goTo(route)}
    >
      <span class="thread-said" role="gridcell">
        <a class="run-name" href={addressOfRoute(route)} tabIndex={-1}>
          {sessionId}
        </a>
        <span class="thread-last">{last?.inputPreview ?? last?.name ?? ""}</span>
      </span>
      <span class="thread-facts" role="gridcell">
        {last !== undefined && <StatusMark status={last.status} />}
        <span>{runs === 1 ? "1 run" : `${formatCount(runs)} runs`}</span>
        {errors > 0 && <span class="error-text">{errors} failed</span>}
        {tokens > 0 && <span class="wide">{formatCount(tokens)} tokens</span>}
        {(Number(cost) > 0 || unknownCosts > 0) && <span>{formatPaid(cost, unknownCosts)}</span>}
        {last !== undefined && <time class="wide">{formatMoment(last.startedAt)}</time>}
      </span>
    </div>
  );
}

function NoThreads({ list }: { readonly list: ThreadList }) {
  const { value: state } = list.state;
  if (state !== "ready")
    return (
      <p class="note" role="status">
        {state === "loading" ? "Loading…" : list.failure.value}
      </p>
    );
  return (
    <div class="empty">
      <h2>No threads yet</h2>
      <p>Runs whose metadata name a conversation are put together here:</p>
      <pre>
        <code>{`await chain.invoke(input, { metadata: { thread_id: "42" } });`}</code>
      </pre>
    </div>
  );
}
