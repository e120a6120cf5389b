type Pulled<TItem> = IteratorResult<TItem, undefined>;

interface Waiting<TItem> {
  resolve(pulled: Pulled<TItem>): void;
  reject(error: unknown): void;
}

/** What is told from one side and taken from the other, in order: each item once, then the error if there is one, then nothing more. */
export class Outbox<TItem> {
  // What is there stands from `taken` to `told`; both begin anew whenever all is taken, so that the list is made once.
  readonly #items: (TItem | undefined)[] = [];
  #taken = 0;
  #told = 0;
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
    if (waiting === undefined) this.#items[this.#told++] = item;
    else waiting.resolve({ value: item, done: false });
  }

  /** The next item, once it is there. */
  take(): Promise<Pulled<TItem>> {
    if (this.#taken < this.#told) return Promise.resolve({ value: this.#first(), done: false });
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
    this.#items.length = this.#taken = this.#told = 0;
  }

  #first(): TItem {
    const item = this.#items[this.#taken] as TItem;
    this.#items[this.#taken++] = undefined;
    if (this.#taken === this.#told) this.#taken = this.#told = 0;
    return item;
  }
}
