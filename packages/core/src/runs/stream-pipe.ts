import { tapsStages } from "../events/taps-stages.js";
import { enter } from "./enter.js";
import { failureOf } from "./fail.js";
import type { Cancellation } from "./run-parts.js";
import { nothing, type StreamStage } from "./stream-stage.js";

type Pulled = IteratorResult<unknown, undefined>;

const exhausted: Pulled = Object.freeze({ value: undefined, done: true });

/** Settles a pull that waits for the source. */
type OpenPull = (pulled: Pulled | Promise<Pulled>) => void;

/** How long a consumer that leaves waits for its source to close; a source that hangs must not keep it. */
const closingLimitMs = 100;

/**
 * The runs of a stream, from its source to its consumer: each pull takes one chunk from the source through all stages. Whatever ends it
 * (the source is done or fails, a stage throws, the consumer returns or throws, the run is aborted or times out) ends each run once,
 * innermost first, and closes the source.
 */
export class StreamPipe {
  readonly #source: AsyncIterator<unknown>;
  readonly #stages: StreamStage[] = [];
  /** Those of them that chunks are shown to. */
  readonly #pushed: StreamStage[] = [];
  #isFinished = false;
  /** How the pipe was cut off: with an error that the next pull rejects with, or, if the consumer left, without. */
  #cut: Cancellation | undefined;
  #closing: Promise<unknown> | undefined;
  /** Pulls that wait for the source, which answers in the order that it was asked. */
  readonly #openPulls: OpenPull[] = [];
  #pending: Promise<void> | undefined;
  /** The stage whose handlers are waited for. */
  #waiting: StreamStage | undefined;

  /** @param source is pulled inside the first stage's run */
  constructor(source: AsyncIterator<unknown>) {
    this.#source = source;
  }

  /** Puts a stage behind those it has, with what handlers put around it. */
  add(bare: StreamStage): this {
    if (this.#stages.length > 0) bare.follow?.(this.#outermost);
    let stage = bare;
    for (const handler of bare.run.handlers.tapping) stage = handler[tapsStages]?.(stage) ?? stage;
    this.#stages.push(stage);
    if (stage.isClear !== true) this.#pushed.push(stage);
    stage.run.onCancel = (cancellation) => this.#onCancel(stage, cancellation);
    return this;
  }

  next(): Promise<Pulled> {
    if (this.#isFinished) return this.#afterCut();
    if (this.#stages.length === 0) return this.#ask(); // nobody's run, yet
    // The pull may have to settle while the source is silent: the run is cancelled, or the consumer leaves.
    return new Promise(this.#open);
  }

  // What a pull takes is made once for all of them: at one pull a token, five closures each were a third of all that a stream leaves behind.
  readonly #open = (open: OpenPull): void => {
    this.#openPulls.push(open);
    this.#pull();
  };

  readonly #ask = (): Promise<Pulled> => this.#source.next() as Promise<Pulled>;

  #pull(): void {
    try {
      enter((this.#stages[0] as StreamStage).run, this.#ask).then(this.#onPulled, this.#onSourceError);
    } catch (error) {
      this.#onSourceError(error);
    }
  }

  /** The consumer leaves: nothing failed. Resolves once the end has been heard and the source has closed, or is found to hang. */
  async return(): Promise<Pulled> {
    if (this.#stages.length === 0) this.#close();
    else if (!this.#isFinished) this.#outermost.run.cancel(undefined);
    await this.#cut?.ended;
    await within(closingLimitMs, this.#closing);
    return exhausted;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get #outermost(): StreamStage {
    return this.#stages[this.#stages.length - 1] as StreamStage;
  }

  readonly #onSourceError = (error: unknown): void => {
    // There is none if a cut has settled it while the source was silent.
    this.#openPulls.shift()?.(this.#isFinished ? this.#afterCut() : this.#failStages(0, error));
  };

  readonly #onPulled = (pulled: Pulled): void => {
    const open = this.#openPulls.shift();
    if (open === undefined) return;
    if (this.#isFinished) return open(this.#afterCut());
    if (pulled.done === true) return open(this.#finish(0));
    const value = this.#push(pulled.value);
    if (this.#pending !== undefined) void this.#afterPending(open, value);
    else this.#hand(open, value);
  };

  /** Nothing to hand over: the pull waits for the source again, as one that a cut settles. */
  #hand(open: OpenPull, value: unknown): void {
    if (value !== nothing) return open({ value, done: false });
    this.#openPulls.unshift(open);
    this.#pull();
  }

  /** Through all stages; a stage that throws ends the pipe, and the pull that brought the chunk rejects. */
  #push(chunk: unknown): unknown {
    let value = chunk;
    for (let index = 0; index < this.#pushed.length; index++) {
      const stage = this.#pushed[index] as StreamStage;
      if (this.#pending === undefined) this.#waiting = stage;
      try {
        value = stage.push(value, this.#wait);
      } catch (error) {
        this.#pending = this.#fail(this.#stages.indexOf(stage), error).then(() => undefined);
        return nothing;
      }
      if (value === nothing) return nothing;
    }
    return value;
  }

  readonly #wait = (pending: Promise<void> | undefined): void => {
    if (pending === undefined) return;
    this.#pending = this.#pending === undefined ? pending : Promise.all([this.#pending, pending]).then(() => undefined);
  };

  async #afterPending(open: OpenPull, value: unknown): Promise<void> {
    const pending = this.#pending;
    this.#pending = undefined;
    try {
      await pending;
    } catch (objection) {
      const waiting = this.#stages.indexOf(this.#waiting as StreamStage);
      return open(this.#isFinished ? this.#afterCut(objection) : this.#fail(waiting, objection));
    }
    if (this.#isFinished) open(this.#afterCut());
    else this.#hand(open, value);
  }

  /** The source is done: the runs end, innermost first. */
  #finish(from: number): Pulled | Promise<Pulled> {
    this.#isFinished = true;
    for (let index = from; index < this.#stages.length; index++) {
      const { run } = this.#stages[index] as StreamStage;
      let ended: Promise<void> | undefined;
      try {
        ended = run.settle({ status: "ok", output: (this.#stages[index] as StreamStage).output() });
      } catch (error) {
        return this.#fail(index, error);
      }
      if (run.cancellation?.error !== undefined) return this.#failStages(index + 1, run.cancellation.error);
      if (ended !== undefined)
        return ended.then(
          () => this.#finish(index + 1),
          (error: unknown) => this.#fail(index + 1, error),
        );
    }
    return exhausted;
  }

  /** The stage at `index` failed, not the source: that is closed. */
  #fail(index: number, error: unknown): Promise<never> {
    this.#close();
    return this.#failStages(index, error);
  }

  /** What feeds the stage at `index` is cancelled, it and what follows end with the error. */
  async #failStages(index: number, error: unknown): Promise<never> {
    this.#isFinished = true;
    const ended: (Promise<void> | undefined)[] = [];
    for (const { run } of this.#stages.slice(0, index)) run.cancel(undefined);
    for (const { run } of this.#stages.slice(index)) ended.push(run.settle(failureOf(error)));
    await Promise.all(ended);
    throw error;
  }

  #onCancel(stage: StreamStage, cancellation: Cancellation): void {
    if (this.#isFinished) return;
    const { error, ended } = cancellation;
    if (stage === this.#outermost) {
      this.#isFinished = true;
      this.#cut = cancellation;
      this.#close();
      void this.#settleOpenPulls();
    } else if (this.#outermost.run.isOpen) {
      // One stage alone was cancelled, by its own signal or timeout: for the stages around it that is a failure.
      this.#fail(this.#stages.indexOf(stage), error).catch((reason: unknown) => {
        this.#cut = { error: reason, ended };
        void this.#settleOpenPulls();
      });
    }
  }

  /** Whoever waits for the source waits no longer. The first to be told is told the error, as the next pull would be. */
  async #settleOpenPulls(): Promise<void> {
    await this.#cut?.ended;
    for (const open of this.#openPulls.splice(0)) open(this.#afterCut());
  }

  /** The error is told once; after that the stream is simply over. */
  async #afterCut(objection?: unknown): Promise<Pulled> {
    const cut = this.#cut;
    await cut?.ended;
    if (this.#cut === cut) this.#cut = undefined;
    else return exhausted;
    if (cut?.error !== undefined) throw cut.error;
    if (objection !== undefined) throw objection;
    return exhausted;
  }

  /** A source that fails to close has nobody left to tell. */
  #close(): void {
    try {
      this.#closing = this.#source.return?.().catch(() => undefined);
    } catch {
      this.#closing = undefined;
    }
  }
}

async function within(limitMs: number, pending: Promise<unknown> | undefined): Promise<void> {
  if (pending === undefined) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([pending, new Promise((resolve) => (timer = setTimeout(resolve, limitMs)))]);
  clearTimeout(timer);
}
