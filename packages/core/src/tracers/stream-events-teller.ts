import type { EarshotEvent, EventFacts } from "../events/event.js";
import type { Ending, EventPayloads } from "../events/event-payloads.js";
import { hasFailed } from "../events/event-table.js";
import type { ObservingHandler } from "../events/handler.js";
import { tapsStages } from "../events/taps-stages.js";
import type { StreamedRunType, StreamEvent, StreamEventsFilter } from "../runnables/stream-event.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { tapChunks, type TellChunk } from "./chunk-tap.js";
import { isIncluded } from "./run-filter.js";
import { streamEventTable } from "./stream-event-table.js";
import { stringifyError } from "./stringify-error.js";

/** What is told, of which runs, and to whom. */
export interface StreamEventsTellerOptions {
  /** The input of the run that is streamed, told as its caller gave it. */
  readonly input: unknown;
  readonly filter: StreamEventsFilter;
  tell(event: StreamEvent): void;
}

/** A run from its start to its end, as far as its stream events go. */
interface StreamedRun {
  readonly name: string;
  readonly runId: string;
  readonly type: StreamedRunType;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly parentIds: readonly string[];
  readonly isIncluded: boolean;
  /** The name of what is told of each chunk: made once. */
  readonly streamName: string;
  readonly input: unknown;
}

type AnyRow = {
  readonly moment: "start" | "stream" | "end" | "custom";
  value(event: EarshotEvent): unknown;
};

/** Turns the events of the runs it hears into stream events: one handler, that reads {@link streamEventTable}. */
export class StreamEventsTeller implements ObservingHandler {
  readonly name = "streamEvents";
  readonly lc_prefer_streaming = true;
  readonly on: ObservingHandler["on"];
  readonly #options: StreamEventsTellerOptions;
  readonly #runs = new Map<string, StreamedRun>();
  #rootId: string | undefined = undefined;

  constructor(options: StreamEventsTellerOptions) {
    this.#options = options;
    const rows = Object.entries(streamEventTable) as unknown as [string, AnyRow][];
    this.on = Object.fromEntries(
      rows.map(([type, row]) => [type, (event: EarshotEvent) => this[row.moment](event, row)]),
    );
  }

  /** A prompt is never given in pieces. */
  [tapsStages]<TStage>(stage: TStage): TStage {
    if ((stage as StreamStage).run.runType === "prompt") return stage;
    let run: StreamedRun | undefined;
    const tell: TellChunk = (runId, chunk) => this.#tellChunk((run ??= this.#runs.get(runId)), chunk);
    return tapChunks(stage as StreamStage, tell) as TStage;
  }

  private start(event: EarshotEvent, row: AnyRow): void {
    const { runId, parentRunId, name, tags, metadata } = event;
    const isRoot = this.#rootId === undefined;
    this.#rootId ??= runId;
    const type = typeOf(event);
    const parent = parentRunId === undefined ? undefined : this.#runs.get(parentRunId);
    const run: StreamedRun = {
      name,
      runId,
      type,
      tags,
      metadata,
      parentIds: parent === undefined ? [] : [...parent.parentIds, parent.runId],
      isIncluded: isIncluded({ name, type, tags }, this.#options.filter),
      streamName: `on_${type}_stream`,
      input: isRoot ? this.#options.input : row.value(event),
    };
    this.#runs.set(runId, run);
    if (run.isIncluded) this.#tell(run, `on_${type}_start`, run.input === undefined ? {} : { input: run.input });
  }

  private stream(event: EarshotEvent, row: AnyRow): void {
    const run = this.#runs.get(event.runId);
    if (run?.isIncluded) this.#tellChunk(run, row.value(event));
  }

  private end(event: EarshotEvent, row: AnyRow): void {
    const run = this.#runs.get(event.runId);
    this.#runs.delete(event.runId);
    if (!run?.isIncluded) return;
    const ending = event as EventFacts & Ending & Partial<EventPayloads["chain.end"]>;
    const input = run.runId === this.#rootId ? undefined : (run.input ?? ending.inputs);
    const given = input === undefined ? undefined : { input };
    if (hasFailed(ending)) this.#tell(run, `on_${run.type}_error`, { error: stringifyError(ending.error), ...given });
    else this.#tell(run, `on_${run.type}_end`, { output: row.value(event), ...given });
  }

  private custom(event: EarshotEvent, row: AnyRow): void {
    const run = this.#runs.get(event.runId);
    if (!run?.isIncluded) return;
    const { eventName } = event as EarshotEvent & EventPayloads["run.custom"];
    this.#tell({ ...run, name: eventName }, "on_custom_event", row.value(event));
  }

  #tellChunk(run: StreamedRun | undefined, chunk: unknown): void {
    if (run?.isIncluded) this.#tell(run, run.streamName, { chunk });
  }

  #tell({ name, runId, tags, metadata, parentIds }: StreamedRun, event: string, data: unknown): void {
    const told = { event, data, name, run_id: runId, tags, metadata, parent_ids: parentIds };
    this.#options.tell(told as StreamEvent); // the table has the event's name and its data together
  }
}

/** A chain says what it is by its run type; one that has no name among the stream events is told of as a chain. */
function typeOf({ kind, runType }: EarshotEvent): StreamedRunType {
  if (kind !== "chain") return kind as StreamedRunType; // embeddings have no row
  return runType === "prompt" || runType === "parser" ? runType : "chain";
}
