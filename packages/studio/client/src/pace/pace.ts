/** Milliseconds that work may take before the page gets its turn: within a frame. */
const turn = 8;

/** Has long work give the page its turn now and then, so that it answers meanwhile. */
export class Pace {
  #until = performance.now() + turn;

  get isDue(): boolean {
    return performance.now() >= this.#until;
  }

  /** Lets the page do what waits, if that is due; to be called where the work may be interrupted. */
  async rest(): Promise<void> {
    if (!this.isDue) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#until = performance.now() + turn;
  }
}
