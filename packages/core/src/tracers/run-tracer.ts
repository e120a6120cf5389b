import { BaseCallbackHandler } from "../callbacks/base-callback-handler.js";
import type { LooseValue } from "../util/loose-value.js";
import { dottedOrderOf } from "./dotted-order.js";
import { RunNotTracedError } from "./run-not-traced-error.js";
import { stringifyError } from "./stringify-error.js";
import type { Run } from "./traced-run.js";

type Hook = void | Promise<void>;

/** What a subclass of `BaseTracer` may have, by name. */
export type TracerHook =
  | "onLLMStart"
  | "onLLMEnd"
  | "onLLMError"
  | "onChainStart"
  | "onChainEnd"
  | "onChainError"
  | "onToolStart"
  | "onToolEnd"
  | "onToolError"
  | "onRetrieverStart"
  | "onRetrieverEnd"
  | "onRetrieverError";

/** The keeping of runs that `BaseTracer` does: each from its start to its end, in a tree. */
export abstract class RunTracer extends BaseCallbackHandler {
  /** The open runs, by id. */
  protected runMap = new Map<string, Run>();

  /** Called with each outermost run when it has ended, the whole tree in it. */
  protected abstract persistRun(run: Run): Promise<void>;

  /** Called when a run has started, before the hook of its kind. */
  onRunCreate?(run: Run): Hook;
  /** Called when a run has ended, after the hook of its kind and `persistRun`. */
  onRunUpdate?(run: Run): Hook;
  onLLMStart?(run: Run): Hook;
  onLLMEnd?(run: Run): Hook;
  onLLMError?(run: Run): Hook;
  onLLMNewToken?(run: Run, token: string, kwargs?: { chunk: LooseValue }): Hook;
  onChainStart?(run: Run): Hook;
  onChainEnd?(run: Run): Hook;
  onChainError?(run: Run): Hook;
  onToolStart?(run: Run): Hook;
  onToolEnd?(run: Run): Hook;
  onToolError?(run: Run): Hook;
  onRetrieverStart?(run: Run): Hook;
  onRetrieverEnd?(run: Run): Hook;
  onRetrieverError?(run: Run): Hook;
  onAgentAction?(run: Run): Hook;
  onAgentEnd?(run: Run): Hook;
  onText?(run: Run): Hook;

  /** Itself: a tracer that is handed on goes on with the runs it has. */
  override copy(): this {
    return this;
  }

  /** An open run. */
  protected getRunById(runId: string | undefined): Run | undefined {
    return runId === undefined ? undefined : this.runMap.get(runId);
  }

  protected stringifyError(error: unknown): string {
    return stringifyError(error);
  }

  protected _addChildRun(parentRun: Run, childRun: Run): void {
    parentRun.child_runs.push(childRun);
  }

  /** Takes a run that starts into the tree. One whose parent the tracer didn't hear of is the outermost of a tree of its own. */
  _addRunToRunMap(run: Run): Run {
    const stored = { ...run };
    const parent = this.getRunById(stored.parent_run_id);
    const order = dottedOrderOf(stored.start_time, stored.id, stored.execution_order);
    if (parent === undefined) {
      stored.parent_run_id = undefined;
      stored.trace_id = stored.id;
      stored.dotted_order = order;
    } else {
      this._addChildRun(parent, stored);
      parent.child_execution_order = Math.max(parent.child_execution_order, stored.child_execution_order);
      stored.trace_id = parent.trace_id ?? parent.id;
      stored.dotted_order = `${parent.dotted_order}.${order}`;
    }
    this.runMap.set(stored.id, stored);
    return stored;
  }

  /** Lets go of a run that has ended, whatever becomes of what is told of it. */
  protected async _endTrace(run: Run): Promise<void> {
    try {
      const parent = this.getRunById(run.parent_run_id);
      if (parent === undefined) await this.persistRun(run);
      else parent.child_execution_order = Math.max(parent.child_execution_order, run.child_execution_order);
      await this.onRunUpdate?.(run);
    } finally {
      this.runMap.delete(run.id);
    }
  }

  protected _getExecutionOrder(parentRunId: string | undefined): number {
    return (this.getRunById(parentRunId)?.child_execution_order ?? 0) + 1;
  }

  /** A run of the tree, made of what is particular to its kind. */
  protected _createRun(made: Pick<Run, "id" | "name" | "run_type" | "inputs" | "parent_run_id"> & Partial<Run>): Run {
    const executionOrder = this._getExecutionOrder(made.parent_run_id);
    const startTime = Date.now();
    return this._addRunToRunMap({
      ...made,
      start_time: startTime,
      events: [{ name: "start", time: new Date(startTime).toISOString() }],
      execution_order: executionOrder,
      child_execution_order: executionOrder,
      child_runs: [],
      tags: made.tags ?? [],
    });
  }

  protected async _startRun(run: Run, hook: TracerHook): Promise<Run> {
    await this.onRunCreate?.(run);
    await this[hook]?.(run);
    return run;
  }

  /** @throws RunNotTracedError if there is no such run, or it is of another kind */
  protected async _endRun(
    runId: string,
    runType: string,
    ending: { how: Partial<Run>; hook: TracerHook },
  ): Promise<Run> {
    const { how, hook } = ending;
    const run = this._tracedRun(runId, runType);
    run.end_time = Date.now();
    Object.assign(run, how);
    run.events.push({ name: "error" in how ? "error" : "end", time: new Date(run.end_time).toISOString() });
    try {
      await this[hook]?.(run);
    } finally {
      await this._endTrace(run);
    }
    return run;
  }

  /** A chain may have been started as anything. */
  protected _tracedRun(runId: string, runType: string): Run {
    const run = this.getRunById(runId);
    if (run === undefined || (runType !== "chain" && run.run_type !== runType))
      throw new RunNotTracedError(runType, runId);
    return run;
  }
}
