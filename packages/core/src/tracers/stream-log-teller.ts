import type { EarshotEvent, EventOf } from "../events/event.js";
import type { Ending } from "../events/event-payloads.js";
import { hasFailed } from "../events/event-table.js";
import type { ObservingHandler } from "../events/handler.js";
import { tapsStages } from "../events/taps-stages.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { RunLogPatch, type LogEntry, type RunLogOperation, type RunState } from "../runnables/run-log-patch.js";
import type { StreamEventsFilter } from "../runnables/stream-event.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { tapChunks } from "./chunk-tap.js";
import { isIncluded } from "./run-filter.js";
import { toDictionary } from "./to-dictionary.js";

/** What of the log is told, and to whom. */
export interface StreamLogTellerOptions {
  readonly filter: StreamEventsFilter;
  tell(patch: RunLogPatch): void;
}

/** Turns the events of the runs it hears into patches of a log. */
export class StreamLogTeller implements ObservingHandler {
  readonly name = "streamLog";
  readonly lc_prefer_streaming = true;
  readonly #options: StreamLogTellerOptions;
  #rootId: string | undefined = undefined;
  /** Where each open run that is told of stands in the log, as part of a path. */
  readonly #places = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  constructor(options: StreamLogTellerOptions) {
    this.#options = options;
  }

  readonly on: ObservingHandler["on"] = {
    "chat_model.start": (event) => this.#start(event, "llm"),
    "chat_model.delta": (event) =>
      this.#token(event, event.chunk ?? new AIMessageChunk({ content: event.text, id: `run-${event.runId}` })),
    "chat_model.end": (event) => this.#end(event, event.result),
    "llm.start": (event) => this.#start(event, "llm"),
    "llm.delta": (event) => this.#token(event, event.text),
    "llm.end": (event) => this.#end(event, event.result),
    "chain.start": (event) => this.#start(event, event.runType ?? "chain"),
    "chain.end": (event) => this.#end(event, toDictionary(event.outputs, "output")),
    "tool.start": (event) => this.#start(event, "tool"),
    "tool.end": (event) => this.#end(event, { output: event.output }),
    "retriever.start": (event) => this.#start(event, "retriever"),
    "retriever.end": (event) => this.#end(event, { documents: event.documents }),
  };

  [tapsStages]<TStage>(stage: TStage): TStage {
    return tapChunks(stage as StreamStage, (runId, chunk) => {
      const place = this.#places.get(runId);
      if (place !== undefined) this.#tell({ op: "add", path: `${place}/streamed_output/-`, value: chunk });
    }) as TStage;
  }

  /** What the run that is logged gives its consumer. */
  tellOutput(chunk: unknown): void {
    this.#tell({ op: "add", path: "/streamed_output/-", value: chunk });
  }

  #start({ runId, name, tags, metadata, time }: EarshotEvent, type: string): void {
    if (this.#rootId === undefined) {
      this.#rootId = runId;
      const state: RunState = { id: runId, name, type, streamed_output: [], final_output: undefined, logs: {} };
      return this.#tell({ op: "replace", path: "", value: state });
    }
    if (!isIncluded({ name, type, tags }, this.#options.filter)) return;
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const key = count === 1 ? name : `${name}:${count}`;
    const place = `/logs/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    this.#places.set(runId, place);
    const entry: LogEntry = {
      id: runId,
      name,
      type,
      tags,
      metadata,
      start_time: new Date(time).toISOString(),
      streamed_output: [],
      streamed_output_str: [],
      final_output: undefined,
      end_time: undefined,
    };
    this.#tell({ op: "add", path: place, value: entry });
  }

  #token({ runId, text }: EventOf<"chat_model.delta" | "llm.delta">, chunk: unknown): void {
    const place = this.#places.get(runId);
    if (place === undefined) return;
    this.#tell(
      { op: "add", path: `${place}/streamed_output_str/-`, value: text },
      { op: "add", path: `${place}/streamed_output/-`, value: chunk },
    );
  }

  #end(event: EarshotEvent & Ending, outputs: unknown): void {
    const { runId, time } = event;
    const value = hasFailed(event) ? undefined : outputs;
    if (runId === this.#rootId) return this.#tell({ op: "add", path: "/final_output", value });
    const place = this.#places.get(runId);
    if (place === undefined) return;
    this.#places.delete(runId);
    this.#tell(
      { op: "add", path: `${place}/final_output`, value },
      { op: "add", path: `${place}/end_time`, value: new Date(time).toISOString() },
    );
  }

  #tell(...ops: readonly RunLogOperation[]): void {
    this.#options.tell(new RunLogPatch({ ops }));
  }
}
