import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RateLimiter } from "./rate-limiter.js";
import { RateWindow, type Passage } from "./rate-window.js";
import { propertyParametersOf } from "../../../../tests/support/property-parameters.js";

const minute = 60_000;

describe("a rate", () => {
  it("lets as many through as it says, and says how long the next one has to wait", () => {
    const window = new RateWindow({ requestsPerMinute: 2, tokensPerMinute: undefined });
    expect(window.pass(0, 0)).toMatchObject({ time: 0 });
    expect(window.pass(10_000, 0)).toMatchObject({ time: 10_000 });
    expect(window.pass(30_000, 0)).toEqual({ rate: "requestsPerMinute", limit: 2, used: 3, waitMs: 30_000 });
    expect(window.pass(59_999, 0)).toMatchObject({ waitMs: 1 });
    expect(window.pass(60_000, 0)).toMatchObject({ time: 60_000 });
    expect(window.pass(60_000, 0)).toMatchObject({ waitMs: 10_000 });
  });

  it("knows when there will be room for so many tokens, and what is too large at any time", () => {
    const window = new RateWindow({ requestsPerMinute: undefined, tokensPerMinute: 100 });
    for (const time of [0, 10_000, 20_000]) window.pass(time, 30);
    expect(window.pass(30_000, 40)).toEqual({ rate: "tokensPerMinute", limit: 100, used: 130, waitMs: 30_000 });
    expect(window.pass(30_000, 60)).toMatchObject({ waitMs: 40_000 });
    expect(window.pass(30_000, 101)).toMatchObject({ used: 191, waitMs: undefined });
    expect(window.pass(30_000, 10)).toMatchObject({ tokens: 10 });
  });

  it("counts what a request came to, not what was thought", () => {
    const window = new RateWindow({ requestsPerMinute: 9, tokensPerMinute: 100 });
    const first = window.pass(0, 90) as Passage;
    expect(window.pass(1, 20)).toMatchObject({ waitMs: minute - 1 });
    window.settle(first, { now: 2, tokens: 50, requests: 1 });
    expect(window.pass(3, 50)).toMatchObject({ time: 3 });
    window.settle(first, { now: minute + 1, tokens: 1000, requests: 1 }); // is over
    expect(window.pass(minute + 2, 50)).toMatchObject({ time: minute + 2 });
  });

  it("never lets more than the limit through in any minute, and none wait that need not", () => {
    const arrival = fc.record({ pause: fc.integer({ min: 0, max: 40_000 }), tokens: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (arrivals, limit) => {
        const window = new RateWindow({ requestsPerMinute: limit, tokensPerMinute: 100 });
        const passed: { readonly time: number; readonly tokens: number }[] = [];
        let now = 0;
        for (const { pause, tokens } of arrivals) {
          now += pause;
          const answer = window.pass(now, tokens);
          const within = passed.filter(({ time }) => now - time < minute);
          const isFree = within.length < limit && within.reduce((sum, one) => sum + one.tokens, 0) + tokens <= 100;
          expect("time" in answer).toBe(isFree);
          if (isFree) passed.push({ time: now, tokens });
          else if (!("time" in answer)) {
            // Once it has waited as long as it was told, it is let through if nobody else came.
            const { waitMs } = answer;
            const later = passed.filter(({ time }) => now + (waitMs ?? 0) - time < minute);
            if (answer.rate === "requestsPerMinute") expect(later.length).toBeLessThan(limit);
          }
        }
      }),
    );
  });
});

describe("a limiter", () => {
  it("lets those who wait through in the order in which they came, at the rate and no slower", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }), async (limit, count) => {
        let now = 0;
        const limiter = new RateLimiter({
          rate: { requestsPerMinute: limit, tokensPerMinute: undefined },
          now: () => now,
          refuse: () => new Error("refused"),
        });
        const order: { readonly index: number; readonly time: number }[] = [];
        const note = (index: number) => order.push({ index, time: now });
        for (let index = 0; index < count; index++) {
          const passage = limiter.take(0, {});
          if (passage instanceof Promise) void passage.then(() => note(index));
          else note(index);
        }
        for (; order.length < count; now += minute) {
          limiter.settle({ time: now, tokens: 0, requests: 0 }, { tokens: 0, requests: 0 }); // as the timer does
          await Promise.resolve();
          await Promise.resolve();
        }
        limiter.giveUp({});
        expect(order.map(({ index }) => index)).toEqual(Array.from({ length: count }, (_, index) => index));
        for (const [index, { time }] of order.entries()) expect(time).toBe(Math.floor(index / limit) * minute);
      }),
      propertyParametersOf(50),
    );
  });
});
