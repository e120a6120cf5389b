import type { DeltaRedaction } from "../events/redactor.js";
import type { Run } from "../runs/run.js";

/** The chunks of a chain as handlers may see them, on their way to `tell`; `undefined` if nothing is redacted. */
export function redactChunks(run: Run, tell: (chunk: unknown) => void): DeltaRedaction | undefined {
  const redaction = run.redactor?.startDeltas("chain", run, ({ chunk }) => void tell(chunk));
  if (redaction === undefined) return undefined;
  const before = run.beforeEnd;
  run.beforeEnd = () => {
    void redaction.flush(); // what it tells, nobody waits for
    return before?.();
  };
  return redaction;
}
