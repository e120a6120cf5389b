import type { EarshotEvent, EventOf } from "../events/event.js";
import type { EventType } from "../events/event-payloads.js";
import { argumentsByName } from "../events/resolved-handler.js";
import type { Serialized } from "../load/serialized.js";

/** A moment of a run, as LangChain's tracers note it. */
interface ListenedMoment {
  readonly name: "start" | "end" | "error";
  /** ISO 8601. */
  readonly time: string;
}

/** A run as LangChain's tracers show it: what there is of it so far, and of the runs below it. */
export interface ListenedRun {
  readonly id: string;
  readonly name: string;
  /** `"chain"` or its finer kind, `"llm"`, `"tool"`, `"retriever"`, `"embedding"`. */
  readonly run_type: string;
  readonly parent_run_id?: string;
  /** The id of the outermost run. */
  readonly trace_id: string;
  /** Time and id of each run from the one that is listened to down to this: sorts them as they started. */
  readonly dotted_order: string;
  /** Its place in the order in which the runs of the call started; 1 for the run that is listened to. */
  readonly execution_order: number;
  /** The last such place among the runs below it. */
  child_execution_order: number;
  /** Unix milliseconds. */
  readonly start_time: number;
  end_time?: number;
  readonly serialized: Serialized;
  readonly events: ListenedMoment[];
  /** What is no dictionary is in one, under `input`. */
  inputs: Readonly<Record<string, unknown>>;
  /** What is no dictionary is in one, under `output`. */
  outputs?: Readonly<Record<string, unknown>>;
  /** The error's message and stack. */
  error?: string;
  /** `metadata`; of a model's run also `options`, `invocation_params` and `batch_size`. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly child_runs: ListenedRun[];
}

/** The event types that end a run. */
export type EndEvent = EventOf<Extract<EventType, `${string}.end`>>;
/** The event types that start a run. */
export type StartEvent = EventOf<Extract<EventType, `${string}.start`>>;

/** A run that has just started, `parent` being the run above it as far as that is listened to. */
export function toListenedRun(event: StartEvent, executionOrder: number, parent?: ListenedRun): ListenedRun {
  const place = dottedPlace(event, executionOrder);
  return {
    id: event.runId,
    name: event.name,
    run_type: event.kind === "chat_model" ? "llm" : (event.runType ?? event.kind),
    ...(event.parentRunId !== undefined && { parent_run_id: event.parentRunId }),
    trace_id: event.rootRunId,
    dotted_order: parent === undefined ? place : `${parent.dotted_order}.${place}`,
    execution_order: executionOrder,
    child_execution_order: executionOrder,
    start_time: event.time,
    serialized: event.serialized,
    events: [momentOf(event, "start")],
    inputs: inputsOf(event),
    extra: { ...modelCallOf(event), metadata: event.metadata },
    tags: event.tags,
    child_runs: [],
  };
}

/** Writes down how the run ended; one whose consumer left early has not failed. */
export function endListenedRun(run: ListenedRun, event: EndEvent): void {
  const hasFailed = event.status !== "ok" && event.error !== undefined;
  run.end_time = event.time;
  run.events.push(momentOf(event, hasFailed ? "error" : "end"));
  if (event.type === "chain.end" && event.defersInputs === true) run.inputs = inDictionary("input", event.inputs);
  if (hasFailed) run.error = textOf(event.error);
  else run.outputs = outputsOf(event);
}

/** LangChain's form: the time, three digits more that tell apart what started within a millisecond, and the id. */
function dottedPlace({ time, runId }: StartEvent, executionOrder: number): string {
  const digits = new Date(time).toISOString().slice(0, -1).replaceAll(/[-:.]/g, "");
  return `${digits}${String(executionOrder % 1000).padStart(3, "0")}Z${runId}`;
}

function modelCallOf(event: StartEvent): Readonly<Record<string, unknown>> {
  if (event.type !== "chat_model.start" && event.type !== "llm.start") return {};
  return { options: event.options, invocation_params: event.invocationParams, batch_size: 1 };
}

function inputsOf(event: StartEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case "chain.start":
      return inDictionary("input", event.inputs);
    case "chat_model.start":
      return { messages: [event.messages] };
    case "llm.start":
      return { prompts: [event.prompt] };
    case "tool.start":
      return inDictionary("input", argumentsByName(event.input));
    case "retriever.start":
      return { query: event.query };
    case "embedding.start":
      return { texts: event.texts };
  }
}

function outputsOf(event: EndEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case "chain.end":
      return inDictionary("output", event.outputs);
    case "chat_model.end":
    case "llm.end":
      return event.result as unknown as Readonly<Record<string, unknown>>;
    case "tool.end":
      return { output: event.output };
    case "retriever.end":
      return { documents: event.documents };
    case "embedding.end":
      return { dimensions: event.dimensions };
  }
}

function momentOf(event: EarshotEvent, name: ListenedMoment["name"]): ListenedMoment {
  return { name, time: new Date(event.time).toISOString() };
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.message}\n\n${error.stack ?? ""}` : String(error);
}

/** LangChain's rule for what is a dictionary already. */
function inDictionary(key: string, value: unknown): Readonly<Record<string, unknown>> {
  const isDictionary = typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return isDictionary ? (value as Record<string, unknown>) : { [key]: value };
}
