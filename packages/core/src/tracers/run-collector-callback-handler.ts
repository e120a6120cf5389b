import { BaseTracer } from "./base-tracer.js";
import type { Run } from "./traced-run.js";

/**
 * Collects the runs it hears, each outermost one with the tree below it, once it has ended: to look at a run's id and outcome after a call.
 * It keeps all of them: make one for the calls to be looked at, or empty `tracedRuns`.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { RunCollectorCallbackHandler } from "@earshot/core/tracers/run_collector";
 *
 * const collector = new RunCollectorCallbackHandler();
 * await RunnableLambda.from((n: number) => n + 1).invoke(1, { callbacks: [collector] });
 * console.log(collector.tracedRuns.map(({ name, outputs }) => [name, outputs]));
 * // => [ [ 'RunnableLambda', { output: 2 } ] ]
 * ```
 */
export class RunCollectorCallbackHandler extends BaseTracer {
  override name = "run_collector";
  /** Said in each run as its `reference_example_id`. */
  exampleId?: string | undefined;
  /** In the order they ended. */
  tracedRuns: Run[] = [];

  constructor({ exampleId }: { readonly exampleId?: string | undefined } = {}) {
    super({ _awaitHandler: true });
    this.exampleId = exampleId;
  }

  protected override async persistRun(run: Run): Promise<void> {
    this.tracedRuns.push({ ...run, reference_example_id: this.exampleId });
  }
}
