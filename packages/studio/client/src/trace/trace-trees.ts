import { type ReadonlySignal, signal } from "@preact/signals";
import { type RunRecord, type TraceNode, traceTreeInSteps } from "@earshot/trace/reducer";
import { inTurns } from "../pace/in-turns.js";

/** Up to so many runs the trees are made anew at once when one comes. */
const fewRuns = 1_000;
/** Making the trees of more takes no more than one part in so many of the page's time. */
const restShare = 5;

/** The trees of runs that change: made in turns, and of many runs no more often than the page can bear. */
export class TraceTrees {
  readonly #runs: () => ReadonlyMap<string, RunRecord>;
  readonly #trees = signal<readonly TraceNode[]>([]);
  /** Stops those that are being made. */
  #making: AbortController | undefined;
  /** Runs have come since those were begun. */
  #isStale = false;
  #pending: ReturnType<typeof setTimeout> | undefined;
  #restUntil = 0;

  /** `runs` answers the runs as they are now. */
  constructor(runs: () => ReadonlyMap<string, RunRecord>) {
    this.#runs = runs;
  }

  get trees(): ReadonlySignal<readonly TraceNode[]> {
    return this.#trees;
  }

  stop(): void {
    clearTimeout(this.#pending);
    this.#pending = undefined;
    this.#isStale = false;
    this.#making?.abort();
    this.#making = undefined;
  }

  /** There are none any more. */
  clear(): void {
    this.stop();
    this.#trees.value = [];
  }

  /** Makes them of the runs as they are now. The answer is false if that was stopped. */
  async make(): Promise<boolean> {
    this.stop();
    const making = new AbortController();
    this.#making = making;
    const begun = performance.now();
    const trees = await inTurns(traceTreeInSteps([...this.#runs().values()]), making.signal);
    if (trees === undefined || making.signal.aborted) return false;
    this.#making = undefined;
    this.#trees.value = trees;
    const now = performance.now();
    this.#restUntil = now + (now - begun) * restShare;
    if (this.#isStale) this.makeSoon();
    return true;
  }

  /** At once, unless they are many and were made lately: a trace of tens of thousands of runs that goes on changes all the time. */
  makeSoon(): void {
    const wait = this.#restUntil - performance.now();
    if (this.#making !== undefined) this.#isStale = true;
    else if (this.#runs().size <= fewRuns || wait <= 0) void this.make();
    else this.#pending ??= setTimeout(() => void this.make(), wait);
  }
}
