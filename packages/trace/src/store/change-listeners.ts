/** Who follows a store. A listener that throws is its own affair: it is warned of, and disturbs neither the store nor the others. */
export class ChangeListeners {
  readonly #listeners = new Set<() => void>();

  get size(): number {
    return this.#listeners.size;
  }

  /** The answer ends it; the same listener twice is two. */
  add(listener: () => void): () => void {
    const own = () => {
      listener();
    };
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Soon, never within the call. */
  tell(): void {
    for (const listener of this.#listeners)
      queueMicrotask(() => {
        if (this.#listeners.has(listener)) call(listener);
      });
  }

  clear(): void {
    this.#listeners.clear();
  }
}

function call(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    console.warn("Earshot: a listener of a trace store threw:", error);
  }
}
