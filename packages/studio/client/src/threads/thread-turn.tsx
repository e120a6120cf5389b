import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import { nameOfRun } from "../format/name-of-run.js";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { formatMoment } from "../format/format-moment.js";
import { formatPaid, paidBy } from "../format/format-paid.js";
import { addressOfRoute, routeOfRun } from "../routing/route.js";
import { Duration, StatusMark } from "../runs/run-cells.js";
import { studioSource } from "../trace/run-source.js";
import type { ExchangeSide } from "../views/messages/exchange.js";
import { ExchangeSideView } from "../views/messages/exchange-side-view.js";
import { readExchange } from "../views/messages/read-exchange.js";

interface ThreadTurnProps {
  readonly run: RunRecord;
  readonly isFirst: boolean;
}

/** One run of a thread: what was said newly, and what came of it. Its messages are read when it comes into sight. */
export function ThreadTurn({ run, isFirst }: ThreadTurnProps) {
  const element = useRef<HTMLElement>(null);
  const events = useEventsInSight(run, element);
  const { input, output } = useMemo(() => readExchange(events), [events]);
  const paid = paidBy(run);
  const newly = input === undefined || isFirst ? input : newlySaid(input);
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
      {newly === undefined ? <Plain text={run.inputPreview} /> : <ExchangeSideView side={newly} />}
      {output === undefined ? <Plain text={run.outputPreview} /> : <ExchangeSideView side={output} />}
      {run.error !== undefined && (
        <p class="error-note">
          <b>{run.error.name}</b> {run.error.message}
        </p>
      )}
    </article>
  );
}

const Plain = ({ text }: { readonly text: string | undefined }) =>
  text === undefined || text === "" ? null : <p class="thread-plain">{text}</p>;

/** Of a conversation that is sent along whole each time, what came after the last answer: the rest is to be seen above. */
function newlySaid(input: ExchangeSide): ExchangeSide {
  if (input.type !== "messages") return input;
  const last = input.messages.findLastIndex(({ role }) => role === "assistant");
  const messages = input.messages.slice(last + 1).filter(({ role }) => role !== "system");
  return messages.length === 0 ? input : { type: "messages", messages };
}

function useEventsInSight(run: RunRecord, element: { readonly current: HTMLElement | null }): readonly SentEvent[] {
  const [isSeen, setSeen] = useState(false);
  const [events, setEvents] = useState<readonly SentEvent[]>([]);
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
    const stopped = new AbortController();
    // Without them the beginnings of what was said are still there.
    studioSource.events(run, stopped.signal).then(setEvents, () => undefined);
    return () => stopped.abort();
  }, [isSeen, run.runId, run.status]);
  return events;
}
