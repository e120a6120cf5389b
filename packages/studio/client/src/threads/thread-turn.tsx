import { useEffect, useRef, useState } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import { nameOfRun } from "../format/name-of-run.js";
import { withVisibleMarks } from "../format/visible-marks.js";
import { formatMoment } from "../format/format-moment.js";
import { formatPaid, paidBy } from "../format/format-paid.js";
import { addressOfRoute, routeOfRun } from "../routing/route.js";
import { Duration, StatusMark } from "../runs/run-cells.js";
import { ExchangeSideView } from "../views/messages/exchange-side-view.js";
import type { LazyTurn } from "./lazy-turns.js";
import type { Turn } from "./said-newly.js";

interface ThreadTurnProps {
  /** As it is now. */
  readonly run: RunRecord;
  readonly turn: LazyTurn;
}

/** One run of a thread: what was said newly, and what came of it. Its messages are read when it comes into sight. */
export function ThreadTurn({ run, turn }: ThreadTurnProps) {
  const element = useRef<HTMLElement>(null);
  const { input, output } = useTurnInSight(turn, element);
  const paid = paidBy(run);
  return (
    <article class="thread-turn" ref={element} aria-label={`${nameOfRun(run)}, ${run.status}`}>
      <header>
        <a class="link" href={addressOfRoute(routeOfRun(run))}>
          {nameOfRun(run)}
        </a>
        <StatusMark status={run.status} />
        <span class="thread-facts">
          <time dateTime={new Date(run.startedAt).toISOString()}>{formatMoment(run.startedAt)}</time>
          <span>
            <Duration run={run} />
          </span>
          {paid !== undefined && <span>{formatPaid(paid.amount, paid.unknownCosts)}</span>}
        </span>
      </header>
      {input === undefined ? <Plain text={run.inputPreview} /> : <ExchangeSideView side={input} />}
      {output === undefined ? <Plain text={run.outputPreview} /> : <ExchangeSideView side={output} />}
      {run.error !== undefined && (
        <p class="error-note">
          <b>{run.error.name}</b> {withVisibleMarks(run.error.message)}
        </p>
      )}
    </article>
  );
}

const Plain = ({ text }: { readonly text: string | undefined }) =>
  text === undefined || text === "" ? null : <p class="thread-plain">{withVisibleMarks(text)}</p>;

function useTurnInSight(turn: LazyTurn, element: { readonly current: HTMLElement | null }): Turn {
  const [isSeen, setSeen] = useState(false);
  const [read, setRead] = useState<Turn>({});
  useEffect(() => {
    const watching = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      setSeen(true);
      watching.disconnect();
    });
    if (element.current !== null) watching.observe(element.current);
    return () => watching.disconnect();
  }, []);
  useEffect(() => {
    if (!isSeen) return undefined;
    let isLeft = false;
    void turn.read().then((newly) => isLeft || setRead(newly.turn));
    return () => void (isLeft = true);
  }, [isSeen, turn]);
  return read;
}
