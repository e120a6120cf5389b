import type { TraceEvent } from "../schema/trace-event.js";
import { abandonedEnds, type Abandonment } from "../store/abandoned-ends.js";
import type { WritingProcess } from "../store/writing-process.js";
import { keys } from "./keys.js";
import { pause } from "./pause.js";
import type { TraceTables } from "./trace-tables.js";

/** How many traces are ended at a time, so that the process can do other things between. */
const tracesAtATime = 25;

/** The store whose runs are ended. */
export interface AbandonedRunsStore {
  tables(): TraceTables;
  /** Does it whole or not at all. */
  transaction<TAnswer>(work: () => TAnswer): TAnswer;
  read<TAnswer>(work: () => TAnswer): TAnswer;
  /** Within a transaction. */
  write(events: readonly TraceEvent[]): void;
  tell(): void;
}

/** Ends runs that nobody will end any more. Several processes may do so at once: an end that comes twice counts once. */
export class AbandonedRuns {
  readonly #store: AbandonedRunsStore;

  constructor(store: AbandonedRunsStore) {
    this.#store = store;
  }

  /** Of traces of which nothing was heard for so long. */
  async endSilent(silentMs: number): Promise<void> {
    const since = Date.now() - silentMs;
    const silent = (atMost: number) => this.#store.tables().traces.silentSince(since, atMost);
    while (this.#store.read(() => silent(1).length > 0)) {
      this.#endAll(() => {
        let ended = 0;
        for (const traceKey of silent(tracesAtATime)) {
          const ofTrace = this.#end(traceKey, {});
          // Or it would be asked for again and again.
          if (ofTrace === 0) this.#store.tables().traces.noneRuns(traceKey);
          ended += ofTrace;
        }
        return ended;
      });
      await pause();
    }
  }

  /** Of processes that have ended, and said nothing for so long. */
  async endLost(silentMs: number): Promise<void> {
    const lost = this.#store.read(() => this.#store.tables().processes.lost(silentMs));
    if (lost.length === 0) return;
    const by = new Map(lost.map((process) => [process.writer, process]));
    const running = (after: number) => this.#store.tables().traces.runningAfter(after, tracesAtATime);
    for (let traces = this.#store.read(() => running(0)); traces.length > 0;) {
      this.#endAll(() => traces.reduce((ended, traceKey) => ended + this.#end(traceKey, { by }), 0));
      await pause();
      traces = this.#store.read(() => running(traces.at(-1) ?? Infinity));
    }
    this.#store.transaction(() => {
      for (const process of lost) this.#store.tables().processes.remove(process);
    });
  }

  /** Nobody is told if nothing ended. */
  #endAll(work: () => number): void {
    if (this.#store.transaction(work) > 0) this.#store.tell();
  }

  /** Answers how many runs of a trace it ended. */
  #end(traceKey: number, { by }: { readonly by?: ReadonlyMap<string, WritingProcess> }): number {
    const { log, runs } = this.#store.tables();
    const abandonment: Abandonment = {
      time: log.lastTimeOf(keys.firstRunOf(traceKey), keys.firstRunOf(traceKey + 1)),
      ...(by === undefined ? {} : { lost: by }),
    };
    const ends = abandonedEnds(
      runs.ofTrace(traceKey).map(({ record }) => record),
      abandonment,
    );
    if (ends.length > 0) this.#store.write(ends);
    return ends.length;
  }
}
