/** So long is waited for more, and twenty times as long as it took before: there is more to do. */
const quietMs = 100;
const patience = 20;

/** Work that can wait. Keeps no process alive. */
export class PutOff {
  readonly #work: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tookMs = 0;

  constructor(work: () => void) {
    this.#work = work;
  }

  /** There is something to do. */
  later(): void {
    this.#timer ??= setTimeout(
      () => {
        this.now();
      },
      Math.max(quietMs, this.#tookMs * patience),
    ).unref();
  }

  /** Does what was put off, if anything was. What can't be done now, as somebody else holds the file, stays put off. */
  now(): void {
    if (this.#timer === undefined) return;
    this.stop();
    const started = performance.now();
    try {
      this.#work();
      this.#tookMs = performance.now() - started;
    } catch {
      this.later();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
