import { EarshotError } from "../errors/earshot-error.js";

/** A tracer was told how a run went on, and knows no such run. */
export class RunNotTracedError extends EarshotError {
  override readonly name = "RunNotTracedError";

  constructor(runType: string, runId: string) {
    super(
      `The tracer knows no open ${runType} run ${runId}. It has to hear a run's start before anything else of it: ` +
        "attach it before the run starts, and call the inherited method where a subclass overrides one.",
      { code: "RUN_NOT_TRACED" },
    );
  }
}
