import { RunTimeoutError } from "../errors/run-timeout-error.js";
import { UnknownOptionError } from "../errors/unknown-option-error.js";
import { subscribeToAbort, unsubscribeFromAbort } from "./abort-subscribers.js";
import { toAbortError } from "./to-abort-error.js";

/** What a watch aborts. */
interface Abortable {
  readonly name: string;
  abort(error: unknown): void;
}

/** What a platform's timer can wait; 24 days are no limit. */
const longestTimeout = 0x7fffffff;

/** The signals and the timer that may cancel a run. Signals outlive runs: they are listened to by hand and let go of. */
export class RunWatch {
  readonly #run: Abortable;
  readonly #signals: readonly AbortSignal[];
  readonly #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(run: Abortable, signals: readonly AbortSignal[], timeoutMs: number | undefined) {
    this.#run = run;
    this.#signals = signals;
    for (const signal of signals) subscribeToAbort(signal, this);
    if (timeoutMs === undefined || timeoutMs > longestTimeout) return;
    if (Number.isNaN(+timeoutMs)) throw new UnknownOptionError("timeout", `${timeoutMs}`, ["milliseconds"]);
    this.#timer = setTimeout(() => run.abort(new RunTimeoutError(run.name, timeoutMs)), timeoutMs);
  }

  /** A signal that was aborted before anybody listened. */
  get aborted(): AbortSignal | undefined {
    return this.#signals.find((signal) => signal.aborted);
  }

  /** One of the signals aborts. */
  onAbort({ reason }: AbortSignal): void {
    this.#run.abort(toAbortError(this.#run.name, reason));
  }

  release(): void {
    for (const signal of this.#signals) unsubscribeFromAbort(signal, this);
    clearTimeout(this.#timer);
  }
}
