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
    await nextTask();
    this.#until = performance.now() + turn;
  }
}

/** A message to itself: timers are held back, for up to a minute where nobody looks at the page, and what comes in would be read ever later. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}
