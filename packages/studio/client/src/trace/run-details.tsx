import { useEffect, useState } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { request } from "../api/studio-client.js";
import { formatCost, formatCount } from "../format/format-amounts.js";
import { formatDuration } from "../format/format-duration.js";
import { Duration, StatusMark } from "../runs/run-cells.js";

interface RunDetailsProps {
  readonly run: RunRecord;
  readonly liveText: string;
}

/** What is known of one run: its facts, what went wrong, and its events as they are. */
export function RunDetails({ run, liveText }: RunDetailsProps) {
  const events = useEvents(run);
  const isRunning = run.status === "running";
  return (
    <aside class="details" aria-label={`Run ${run.name}`}>
      <header>
        <h2>
          <StatusMark status={run.status} /> {run.name}
        </h2>
        <button type="button" class="button" onClick={() => void navigator.clipboard?.writeText(run.runId)}>
          Copy id
        </button>
      </header>
      <Facts run={run} />
      {run.error !== undefined && (
        <p class="error-note" role="note">
          <b>{run.error.name}</b> {run.error.message}
        </p>
      )}
      <Text title="Input" text={run.inputPreview} />
      <Text
        title={isRunning ? "Output, coming" : "Output"}
        text={isRunning && liveText !== "" ? liveText : run.outputPreview}
      />
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
  const { usage, firstTokenAt, model } = run;
  return (
    <dl class="facts">
      <div>
        <dt>Kind</dt>
        <dd>{run.runType ?? run.kind}</dd>
      </div>
      <div>
        <dt>Duration</dt>
        <dd>
          <Duration run={run} />
        </dd>
      </div>
      {model !== undefined && (
        <div>
          <dt>Model</dt>
          <dd>{model}</dd>
        </div>
      )}
      {firstTokenAt !== undefined && (
        <div>
          <dt>First token</dt>
          <dd>{formatDuration(firstTokenAt - run.startedAt)}</dd>
        </div>
      )}
      {usage !== undefined && (
        <div>
          <dt>Tokens</dt>
          <dd>
            {formatCount(usage.inputTokens)} in, {formatCount(usage.outputTokens)} out
          </dd>
        </div>
      )}
      {run.cost !== undefined && (
        <div>
          <dt>Cost</dt>
          <dd>{formatCost(run.cost)}</dd>
        </div>
      )}
      {run.retries > 0 && (
        <div>
          <dt>Retries</dt>
          <dd>{run.retries}</dd>
        </div>
      )}
    </dl>
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
