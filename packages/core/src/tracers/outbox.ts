type Pulled<TItem> = IteratorResult<TItem, undefined>;

interface Waiting<TItem> {
  resolve(pulled: Pulled<TItem>): void;
  reject(error: unknown): void;
}

/** What is told from one side and taken from the other, in order: each item once, then the error if there is one, then nothing more. */
export class Outbox<TItem> {
  #items: TItem[] = [];
  #taken = 0;
  #waiting: Waiting<TItem>[] = [];
  #isClosed = false;
  #failure: { readonly error: unknown } | undefined = undefined;

  /** True while somebody waits for an item. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** After `close` nobody is there to be told. */
  push(item: TItem): void {
    if (this.#isClosed) return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#items.push(item);
    else waiting.resolve({ value: item, done: false });
  }

  /** The next item, once it is there. */
  take(): Promise<Pulled<TItem>> {
    if (this.#taken < this.#items.length) {
      const value = this.#items[this.#taken++] as TItem;
      if (this.#taken === this.#items.length) this.#clear();
      return Promise.resolve({ value, done: false });
    }
    if (!this.#isClosed) return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    const failure = this.#failure;
    this.#failure = undefined; // told once
    return failure === undefined ? Promise.resolve({ value: undefined, done: true }) : Promise.reject(failure.error);
  }

  /** Nothing more comes. What was told before can still be taken. */
  close(failure?: { readonly error: unknown }): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const [first, ...rest] = this.#waiting.splice(0);
    if (first === undefined || failure === undefined) this.#failure = failure;
    else first.reject(failure.error);
    if (failure === undefined) first?.resolve({ value: undefined, done: true });
    for (const waiting of rest) waiting.resolve({ value: undefined, done: true });
  }

  /** Closes, and lets go of what was not taken. */
  discard(): void {
    this.close();
    this.#failure = undefined;
    this.#clear();
  }

  /** By a new list: of the old one only what was not taken would be worth keeping. */
  #clear(): void {
    this.#items = [];
    this.#taken = 0;
  }
}
