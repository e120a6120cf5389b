import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import { nameOfRun } from "../format/name-of-run.js";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { StatusMark } from "../runs/run-cells.js";
import type { ChatMessage } from "../views/messages/chat-message.js";
import { MessagesView } from "../views/messages/messages-view.js";
import { RunError } from "./run-error.js";
import { RunEvents } from "./run-events.js";
import { RunFacts } from "./run-facts.js";
import type { RunSource } from "./run-source.js";

interface RunDetailsProps {
  readonly run: RunRecord;
  readonly source: RunSource;
  /** What has come of the answer, if the run goes on. */
  readonly live: ChatMessage | undefined;
  readonly isCritical: boolean;
  /** What can be done with the run, where something can. */
  readonly actions?: ComponentChildren;
  /** What follows the messages: judgements, the form to run it again. */
  readonly children?: (events: readonly SentEvent[]) => ComponentChildren;
}

const statusWords: Readonly<Record<RunRecord["status"], string>> = {
  ok: "Done",
  error: "Failed",
  running: "Running",
  cancelled: "Cancelled",
  interrupted: "Interrupted: it waits to be resumed",
  unknown: "Its start was not heard",
};

/** What is known of one run: its facts, what went wrong, what was said, and its events as they are. */
export function RunDetails({ run, source, live: answer, isCritical, actions, children }: RunDetailsProps) {
  const events = useEvents(run, source);
  const isRunning = run.status === "running";
  const live = isRunning ? answer : undefined;
  const hasPayload = events.some(({ payload }) => payload !== undefined);
  const isTooLarge = events.some(({ payloadBytes }) => payloadBytes !== undefined);
  return (
    <aside class="details" aria-label={`Run ${nameOfRun(run)}`}>
      <header>
        <h2>
          <span class="kind" data-kind={run.kind} /> {nameOfRun(run)}
        </h2>
        <span class="standing" data-status={run.status}>
          <StatusMark status={run.status} /> {statusWords[run.status]}
        </span>
      </header>
      {actions}
      <RunFacts run={run} isCritical={isCritical} hasThreads={actions !== undefined} />
      {run.error !== undefined && run.status !== "interrupted" && (
        <RunError error={run.error} events={events} isFailure={run.status === "error"} />
      )}
      {(hasPayload || live !== undefined) && <MessagesView events={events} live={live} />}
      {isTooLarge && <p class="v-hint large-hint">What is too large to be shown as messages opens below, as JSON.</p>}
      {!hasPayload && <Text title="Input" text={run.inputPreview} />}
      {!hasPayload && !isRunning && <Text title="Output" text={run.outputPreview} />}
      {children?.(events)}
      <RunEvents run={run} events={events} source={source} />
    </aside>
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

/** The run's events, read again when it has ended. */
function useEvents(run: RunRecord, source: RunSource): readonly SentEvent[] {
  const [events, setEvents] = useState<readonly SentEvent[]>([]);
  useEffect(() => {
    const stopped = new AbortController();
    // Without its events the run's facts are still there, and that the server is gone is told above.
    source.events(run, stopped.signal).then(setEvents, () => undefined);
    return () => stopped.abort();
  }, [source, run.runId, run.status]);
  return events;
}
