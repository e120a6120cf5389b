import { BaseTracer } from "../tracers/base-tracer.js";
import type { Run } from "../tracers/traced-run.js";

/** Waits for one root run. */
export class SingleRunExtractor extends BaseTracer {
  override name = "single_run_extractor";
  runPromiseResolver!: (run: Run) => void;
  runPromise: Promise<Run> = new Promise((resolve) => {
    this.runPromiseResolver = resolve;
  });

  override persistRun(run: Run): Promise<void> {
    this.runPromiseResolver(run);
    return Promise.resolve();
  }

  /** The first root run that ends, once it has. */
  extract(): Promise<Run> {
    return this.runPromise;
  }
}
