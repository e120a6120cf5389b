import type { TraceStore } from "../store/trace-store.js";
import { thisProcess } from "../store/writing-process.js";

const beatMs = 2_000;

/**
 * Has a store know that the process lives which writes into it, every two seconds while runs are open: of one that is killed, somebody else ends the
 * runs. Nothing is said for each event, and nothing while nothing runs.
 */
export class Heartbeat {
  /** Under what the store knows the process, and this handler in it. */
  readonly writer = crypto.randomUUID();
  readonly #hasOpenRuns: () => boolean;
  #store: Pick<TraceStore, "noteProcess"> | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #lastBeat = -Infinity;

  constructor(hasOpenRuns: () => boolean) {
    this.#hasOpenRuns = hasOpenRuns;
  }

  /** Writes into the store, of what is to be written there. In the same turn: there may be no other. */
  write(store: Pick<TraceStore, "append" | "noteProcess">, events: Parameters<TraceStore["append"]>[0]): Promise<void> {
    this.#store = store;
    if (Date.now() - this.#lastBeat >= beatMs) this.#beat();
    if (this.#timer === undefined && store.noteProcess !== undefined && this.#hasOpenRuns()) this.#start();
    return store.append(events);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #start(): void {
    this.#timer = setInterval(() => (this.#hasOpenRuns() ? this.#beat() : this.stop()), beatMs);
    (this.#timer as { unref?(): void }).unref?.();
  }

  /** A store that does not take it does not take events either, which is told. */
  #beat(): void {
    this.#lastBeat = Date.now();
    const said = { writer: this.writer, time: this.#lastBeat, ...thisProcess() };
    this.#store?.noteProcess?.(said).catch(() => undefined);
  }
}
