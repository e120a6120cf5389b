/** What a rate may be. */
export interface Rate {
  readonly requestsPerMinute: number | undefined;
  readonly tokensPerMinute: number | undefined;
}

/** Which limit of a rate is meant. */
export type RateName = keyof Rate;

/** What stands against a request. */
export interface RateExcess {
  readonly rate: RateName;
  readonly limit: number;
  /** What there would be within a minute with it. */
  readonly used: number;
  /** When it could be let through as things stand; `undefined` if never, since it is larger than the limit. */
  readonly waitMs: number | undefined;
}

/** A request that was let through. */
export interface Passage {
  readonly time: number;
  /** First an estimate of what is sent, at the end what was used all told. */
  tokens: number;
  requests: 0 | 1;
}

const minute = 60_000;

/**
 * What was let through within the last minute. It slides: between any moment and a minute later there are never more requests than the limit,
 * while a counter that begins anew each minute lets twice as many through around its turn.
 */
export class RateWindow {
  readonly #rate: Rate;
  /** The oldest first. */
  #passages: Passage[] = [];
  /** How many at the front are over; they are cut off now and then. */
  #over = 0;
  #requests = 0;
  #tokens = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Lets a request through, or says what stands against it. */
  pass(now: number, tokens: number): Passage | RateExcess {
    this.#slide(now);
    const excess = this.#excess(now, tokens);
    if (excess !== undefined) return excess;
    const passage: Passage = { time: now, tokens, requests: 1 };
    this.#passages.push(passage);
    this.#requests++;
    this.#tokens += tokens;
    return passage;
  }

  /** Says what a request really came to. One that was let through more than a minute ago no longer matters. */
  settle(
    passage: Passage,
    { now, tokens, requests }: { readonly now: number; readonly tokens: number; readonly requests: 0 | 1 },
  ): void {
    this.#slide(now);
    if (now - passage.time < minute) {
      this.#tokens += tokens - passage.tokens;
      this.#requests += requests - passage.requests;
    }
    passage.tokens = tokens;
    passage.requests = requests;
  }

  isEmpty(now: number): boolean {
    this.#slide(now);
    return this.#over === this.#passages.length;
  }

  #excess(now: number, tokens: number): RateExcess | undefined {
    const { requestsPerMinute, tokensPerMinute } = this.#rate;
    if (requestsPerMinute !== undefined && this.#requests + 1 > requestsPerMinute)
      return this.#waitFor("requestsPerMinute", { now, limit: requestsPerMinute, used: this.#requests + 1 });
    if (tokensPerMinute === undefined || this.#tokens + tokens <= tokensPerMinute) return undefined;
    // One that is sent alone may be as large as the limit; what it answers is not known yet.
    return this.#waitFor("tokensPerMinute", { now, limit: tokensPerMinute, used: this.#tokens + tokens });
  }

  #waitFor(
    rate: RateName,
    { now, limit, used }: { readonly now: number; readonly limit: number; readonly used: number },
  ): RateExcess {
    let rest = used;
    for (let index = this.#over; index < this.#passages.length; index++) {
      const { time, tokens, requests } = this.#passages[index] as Passage;
      rest -= rate === "tokensPerMinute" ? tokens : requests;
      if (rest <= limit) return { rate, limit, used, waitMs: Math.max(0, time + minute - now) };
    }
    return { rate, limit, used, waitMs: undefined };
  }

  #slide(now: number): void {
    const passages = this.#passages;
    for (
      let first = passages[this.#over];
      first !== undefined && now - first.time >= minute;
      first = passages[this.#over]
    ) {
      this.#over++;
      this.#tokens -= first.tokens;
      this.#requests -= first.requests;
    }
    if (this.#over < 64 || this.#over * 2 < passages.length) return;
    this.#passages = passages.slice(this.#over);
    this.#over = 0;
  }
}
