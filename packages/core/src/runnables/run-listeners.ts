import type { RunnableConfig } from "../context/run-config.js";
import type { TypedHandler } from "../events/handler.js";
import { option, type ShapesOf } from "../options/option-shape.js";
import { endListenedRun, toListenedRun, type EndEvent, type ListenedRun, type StartEvent } from "./listened-run.js";

/** Told of a run and of the config it was called with. The run is the same object each time, filled in as it goes on. */
export type RunListener = (run: ListenedRun, config: RunnableConfig) => void | Promise<void>;

/** Who is told of a runnable's own runs. For each run `onStart` is called once, and then one of the others once. */
export interface RunListeners {
  onStart?: RunListener | undefined;
  /** At a good end, with the outputs and all runs below; also when a consumer leaves a stream early, with what there was by then. */
  onEnd?: RunListener | undefined;
  /** At a failure, an abort, a timeout or an interrupt. */
  onError?: RunListener | undefined;
}

/** Of what `withListeners` takes; made at the call, so that a bundle without it has nothing of it. */
export const listenerShapes = (): ShapesOf<RunListeners> => ({
  onStart: option.function,
  onEnd: option.function,
  onError: option.function,
});

/** The handler that tells listeners of one call: the first run it hears is theirs, all others are below that. */
export function handlerOfListeners(listeners: RunListeners, config: RunnableConfig): TypedHandler {
  const runs = new Map<string, ListenedRun>();
  let root: ListenedRun | undefined;

  const start = (event: StartEvent) => {
    const parent = runs.get(event.parentRunId ?? "");
    const run = toListenedRun(event, runs.size + 1, parent);
    runs.set(run.id, run);
    parent?.child_runs.push(run);
    for (let above = parent; above !== undefined; above = runs.get(above.parent_run_id ?? ""))
      above.child_execution_order = run.execution_order;
    if (root !== undefined) return undefined;
    root = run;
    return listeners.onStart?.(run, config);
  };
  const end = (event: EndEvent) => {
    const run = runs.get(event.runId);
    if (run === undefined) return undefined;
    endListenedRun(run, event);
    if (run !== root) return undefined;
    return run.error === undefined ? listeners.onEnd?.(run, config) : listeners.onError?.(run, config);
  };
  return { name: "listeners", awaitHandlers: true, on: { ...eachKind("start", start), ...eachKind("end", end) } };
}

const kinds = ["chain", "chat_model", "llm", "tool", "retriever", "embedding"] as const;

function eachKind<TMoment extends "start" | "end", TListener>(moment: TMoment, listener: TListener) {
  return Object.fromEntries(kinds.map((kind) => [`${kind}.${moment}`, listener])) as {
    [TKind in (typeof kinds)[number] as `${TKind}.${TMoment}`]: TListener;
  };
}
