import { useState } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { formatDuration } from "../format/format-duration.js";
import { formatBytes } from "../format/format-amounts.js";
import { PiecedText } from "../pace/pieced-text.js";
import { JsonViewer } from "../views/json/json-viewer.js";
import type { RunSource } from "./run-source.js";

interface RunEventsProps {
  readonly run: RunRecord;
  readonly events: readonly SentEvent[];
  readonly source: RunSource;
}

/** More than so many events of one run nobody looks at one by one: of a long answer these are its chunks. */
const mostEvents = 200;

/** All that was heard of a run, as it is: each event opens as JSON, and so do metadata. */
export function RunEvents({ run, events, source }: RunEventsProps) {
  const shown = events.slice(0, mostEvents);
  return (
    <section class="events" aria-label="Raw">
      <h3>Raw</h3>
      {Object.keys(run.metadata).length > 0 && (
        <Opened title="metadata" hint="">
          <JsonViewer label="metadata" of={run.runId} load={() => Promise.resolve(jsonOf(run.metadata))} />
        </Opened>
      )}
      {shown.map((event) => (
        <Opened key={`${event.seq} ${event.type}`} title={event.type} hint={hintOf(event, run)}>
          <JsonViewer
            label={`${event.type} ${event.seq}`}
            of={`${event.runId} ${event.seq} ${event.type}`}
            load={(signal) => textOf(event, source, signal)}
          />
        </Opened>
      ))}
      {events.length > shown.length && (
        <p class="v-hint">{(events.length - shown.length).toLocaleString("en")} more events are in the export.</p>
      )}
    </section>
  );
}

/** When it came, and how large it is. */
function hintOf(event: SentEvent, { startedAt }: RunRecord): string {
  const moment = formatDuration(event.time - startedAt);
  const size = sizeOf(event);
  return size === 0 ? moment : `${moment} · ${formatBytes(size)}`;
}

const sizeOf = ({ payload, payloadBytes, text }: SentEvent): number =>
  payloadBytes ?? payload?.length ?? text?.length ?? 0;

/** The payload where there is one, else the facts. */
function textOf(event: SentEvent, source: RunSource, signal: AbortSignal): Promise<PiecedText> {
  if (event.payload !== undefined || event.payloadBytes !== undefined) return source.payload(event, signal);
  return Promise.resolve(jsonOf(event));
}

const jsonOf = (value: unknown): PiecedText => new PiecedText([JSON.stringify(value)]);

interface OpenedProps {
  readonly title: string;
  readonly hint: string;
  readonly children: preact.ComponentChildren;
}

/** What is inside is made when it is opened. */
function Opened({ title, hint, children }: OpenedProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {title} <span class="event-hint">{hint}</span>
      </summary>
      {isOpen && children}
    </details>
  );
}
