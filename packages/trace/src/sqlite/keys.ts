import { TraceStoreError } from "../store/trace-store-error.js";

/*
 * The key of a run begins with that of its trace: runs of a trace lie side by side, and what names a run names its trace as well. Keys of texts go
 * on with a few digits more. All of it fits into the 53 bits of a number.
 */
const runsOfTrace = 2 ** 24;
const textsOfRun = 2 ** 4;
const traces = 2 ** 25;

/** From the key of one thing to that of another. */
export const keys = {
  /** The lowest that a run of the trace may have; runs of the next trace come after. */
  firstRunOf: (traceKey: number): number => traceKey * runsOfTrace,
  traceOf: (runKey: number): number => Math.floor(runKey / runsOfTrace),
  firstTextOf: (runKey: number): number => runKey * textsOfRun,
  lastTextOf: (runKey: number): number => (runKey + 1) * textsOfRun - 1,
};

/** The same, within SQL. */
export const keysInSql = {
  runOfText: `(rowid / ${String(textsOfRun)})`,
  traceOfText: `(rowid / ${String(textsOfRun * runsOfTrace)})`,
  traceOfRun: `(run_key / ${String(runsOfTrace)})`,
  isInTrace: (runKey: string, traceKey: string): string =>
    `${runKey} >= ${traceKey} * ${String(runsOfTrace)} AND ${runKey} < (${traceKey} + 1) * ${String(runsOfTrace)}`,
};

/** @throws TraceStoreError if there are too many */
export function assertKeys(traceKey: number, runNumber: number): void {
  if (runNumber >= runsOfTrace)
    throw new TraceStoreError(`A trace has at most ${String(runsOfTrace)} runs. Begin another one.`);
  if (traceKey >= traces)
    throw new TraceStoreError(`A store has had at most ${String(traces)} traces. Name another file.`);
}
