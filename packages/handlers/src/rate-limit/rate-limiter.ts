import { RateWindow, type Passage, type Rate, type RateExcess } from "./rate-window.js";

/** A request that waits for its turn. */
interface Waiting {
  readonly tokens: number;
  readonly owner: object;
  readonly resolve: (passage: Passage | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** How a limiter works. */
export interface RateLimiterOptions {
  readonly rate: Rate;
  readonly now: () => number;
  /** What a request is told that can never be let through. */
  readonly refuse: (excess: RateExcess) => Error;
}

/**
 * Lets requests through at a rate, in the order in which they came: one that is small does not overtake one that is large. The timer runs
 * only while somebody waits.
 */
export class RateLimiter {
  readonly #window: RateWindow;
  readonly #options: RateLimiterOptions;
  readonly #queue: Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How many heard calls of it are open. */
  open = 0;

  constructor(options: RateLimiterOptions) {
    this.#options = options;
    this.#window = new RateWindow(options.rate);
  }

  /** Lets a request through now, or says why not; nobody overtakes those who wait. */
  try(tokens: number): Passage | RateExcess {
    return this.#window.pass(this.#options.now(), tokens);
  }

  /**
   * Lets a request through when it is its turn.
   *
   * @param owner by whom the wait can be given up
   * @returns a promise only if it has to wait; it answers `undefined` if it was given up
   * @throws for a request that can never be let through
   */
  take(tokens: number, owner: object): Passage | Promise<Passage | undefined> {
    if (this.#queue.length === 0) {
      const answer = this.try(tokens);
      if ("time" in answer) return answer;
      if (answer.waitMs === undefined) throw this.#options.refuse(answer);
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ tokens, owner, resolve, reject });
      if (this.#queue.length === 1) this.#admit();
    });
  }

  /** Whoever waited for this owner no longer does. */
  giveUp(owner: object): void {
    const index = this.#queue.findIndex((waiting) => waiting.owner === owner);
    if (index < 0) return;
    const [waiting] = this.#queue.splice(index, 1);
    waiting?.resolve(undefined);
    if (index === 0) this.#admit();
  }

  /** Says what a request came to; with what is left others may be let through. */
  settle(passage: Passage, used: { readonly tokens: number; readonly requests: 0 | 1 }): void {
    this.#window.settle(passage, { now: this.#options.now(), ...used });
    if (this.#queue.length > 0) this.#admit();
  }

  get isIdle(): boolean {
    return this.open === 0 && this.#window.isEmpty(this.#options.now());
  }

  #admit(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let first = this.#queue[0]; first !== undefined; first = this.#queue[0]) {
      const answer = this.try(first.tokens);
      if (!("time" in answer) && answer.waitMs !== undefined) return this.#admitIn(answer.waitMs);
      this.#queue.shift();
      if ("time" in answer) first.resolve(answer);
      else first.reject(this.#options.refuse(answer));
    }
  }

  /** The clock may tick in whole milliseconds, or fractions of one that timers do not know. */
  #admitIn(waitMs: number): void {
    this.#timer = setTimeout(() => this.#admit(), Math.max(1, Math.ceil(waitMs)));
  }
}
