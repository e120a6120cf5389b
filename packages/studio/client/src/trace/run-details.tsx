import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { request } from "../api/studio-client.js";
import { formatCost, formatCount } from "../format/format-amounts.js";
import { formatDuration } from "../format/format-duration.js";
import { addressOfRoute } from "../routing/route.js";
import { Duration, StatusMark } from "../runs/run-cells.js";
import { MessagesView } from "../views/messages/messages-view.js";
import { TraceActions } from "./trace-actions.js";

interface RunDetailsProps {
  readonly run: RunRecord;
  readonly liveText: string;
}

/** What is known of one run: its facts, what went wrong, and its events as they are. */
export function RunDetails({ run, liveText }: RunDetailsProps) {
  const events = useEvents(run);
  const hasPayload = events.some(({ payload }) => payload !== undefined);
  const isRunning = run.status === "running";
  return (
    <aside class="details" aria-label={`Run ${run.name}`}>
      <header>
        <h2>
          <StatusMark status={run.status} /> {run.name}
        </h2>
      </header>
      <TraceActions run={run} />
      <Facts run={run} />
      {run.error !== undefined && (
        <p class="error-note" role="note">
          <b>{run.error.name}</b> {run.error.message}
        </p>
      )}
      {hasPayload && <MessagesView events={events} />}
      {!hasPayload && <Text title="Input" text={run.inputPreview} />}
      {(isRunning || !hasPayload) && (
        <Text
          title={isRunning ? "Output, coming" : "Output"}
          text={isRunning && liveText !== "" ? liveText : run.outputPreview}
        />
      )}
      {events.map((event) => (
        <details key={`${event.seq} ${event.type}`}>
          <summary>{event.type}</summary>
          <pre class="code" tabIndex={0}>
            {prettyJson(event.payload) ?? event.text ?? "Nothing more is said."}
          </pre>
        </details>
      ))}
      {Object.keys(run.metadata).length > 0 && (
        <Text title="Metadata" text={JSON.stringify(run.metadata, undefined, 2)} />
      )}
    </aside>
  );
}

function Facts({ run }: { readonly run: RunRecord }) {
  const { firstTokenAt, model, sessionId, totals } = run;
  const usage = totals?.usage ?? run.usage;
  const cost = totals?.cost ?? run.cost;
  const unknown = totals?.unknownCosts ?? 0;
  return (
    <dl class="facts">
      <Fact title="Kind">{run.runType ?? run.kind}</Fact>
      <Fact title="Duration">
        <Duration run={run} />
      </Fact>
      {model !== undefined && <Fact title="Model">{model}</Fact>}
      {firstTokenAt !== undefined && <Fact title="First token">{formatDuration(firstTokenAt - run.startedAt)}</Fact>}
      {totals !== undefined && totals.runs > 1 && (
        <Fact title="Calls">
          {totals.modelCalls} of models, {totals.toolCalls} of tools
        </Fact>
      )}
      {usage !== undefined && usage.totalTokens > 0 && (
        <Fact title="Tokens">
          {formatCount(usage.inputTokens)} in, {formatCount(usage.outputTokens)} out
        </Fact>
      )}
      {cost !== undefined && Number(cost) > 0 && <Fact title="Cost">{formatCost(cost)}</Fact>}
      {unknown > 0 && <Fact title="Unknown prices">{unknown}</Fact>}
      {run.retries > 0 && <Fact title="Retries">{run.retries}</Fact>}
      {sessionId !== undefined && (
        <Fact title="Thread">
          <a class="link" href={addressOfRoute({ page: "runs", filters: threadOf(sessionId) })}>
            {sessionId}
          </a>
        </Fact>
      )}
    </dl>
  );
}

const threadOf = (session: string) => new URLSearchParams({ session, order: "oldest" });

function Fact({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Text({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  if (text === undefined || text === "") return null;
  return (
    <section>
      <h3>{title}</h3>
      <pre class="code" tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}

/** The run's events with their payloads, read again when it has ended. */
function useEvents({ runId, status }: RunRecord): readonly SentEvent[] {
  const [events, setEvents] = useState<readonly SentEvent[]>([]);
  useEffect(() => {
    const stopped = new AbortController();
    const { signal } = stopped;
    // Without its events the run's facts are still there, and that the server is gone is told above.
    request("GET /api/runs/:runId/events", { parameters: { runId }, signal }).then(setEvents, () => undefined);
    return () => stopped.abort();
  }, [runId, status]);
  return events;
}

/** Payloads of more than this are shown as they came. */
const indentBelow = 200_000;

function prettyJson(text: string | undefined): string | undefined {
  if (text === undefined || text.length > indentBelow) return text?.slice(0, indentBelow);
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
