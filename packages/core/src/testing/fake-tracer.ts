import { BaseTracer } from "../tracers/base-tracer.js";
import type { Run } from "../tracers/traced-run.js";

/** Keeps the root runs that have ended, in that order. */
export class FakeTracer extends BaseTracer {
  override name = "fake_tracer";
  runs: Run[] = [];

  protected override persistRun(run: Run): Promise<void> {
    this.runs.push(run);
    return Promise.resolve();
  }
}
