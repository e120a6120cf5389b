import { assertWellFormed, countedSignal, recordingHandler } from "@earshot/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { HandlerAbort, Interrupt } from "../exports/errors.js";
import { RunnableLambda, type RunnableRetry } from "../exports/runnables.js";

/** Asks to be tried again at once. */
const busy = (attempt: number) => Object.assign(new Error(`busy at ${attempt}`), { retryAfterMs: 0 });

/** Throws what `errorAt` answers for this attempt, until it answers nothing. */
function failing(errorAt: (attempt: number) => unknown) {
  const attempts: number[] = [];
  const runnable = RunnableLambda.from((input: number) => {
    attempts.push(input);
    const error = errorAt(attempts.length);
    if (error !== undefined) throw error;
    return input * 2;
  });
  return { attempts, runnable };
}

const failingTwice = () => failing((attempt) => (attempt <= 2 ? busy(attempt) : undefined));

async function chunksOf<TChunk>(stream: PromiseLike<AsyncIterable<TChunk>>): Promise<TChunk[]> {
  const chunks: TChunk[] = [];
  for await (const chunk of await stream) chunks.push(chunk);
  return chunks;
}

afterEach(() => void vi.useRealTimers());

describe("each retry", () => {
  it("is heard with the attempt that failed, its error and the delay, before the next attempt starts", async () => {
    const recording = recordingHandler();
    const { runnable } = failingTwice();
    expect(await runnable.withRetry().invoke(1, { callbacks: [recording] })).toBe(2);
    expect(
      recording.ofType("run.retry").map(({ attempt, error, delayMs }) => [attempt, String(error), delayMs]),
    ).toEqual([
      [1, "Error: busy at 1", 0],
      [2, "Error: busy at 2", 0],
    ]);
    expect(recording.summary()).toEqual([
      "chain.start",
      "chain.start",
      "chain.end error",
      "run.retry",
      "chain.start",
      "chain.end error",
      "run.retry",
      "chain.start",
      "chain.end ok",
      "chain.end ok",
    ]);
    expect(recording.ofType("chain.start").map(({ tags }) => tags)).toEqual([
      [],
      [],
      ["retry:attempt:2"],
      ["retry:attempt:3"],
    ]);
    assertWellFormed(recording.events);
  });

  it("waits twice as long as the one before, with jitter", async () => {
    vi.useFakeTimers();
    const recording = recordingHandler();
    const { runnable } = failing((attempt) => (attempt < 4 ? new Error("busy") : undefined));
    const pending = runnable.withRetry({ stopAfterAttempt: 4 }).invoke(1, { callbacks: [recording] });
    await vi.advanceTimersByTimeAsync(14_000);
    expect(await pending).toBe(2);
    for (const [index, { delayMs = 0 }] of recording.ofType("run.retry").entries()) {
      expect(delayMs).toBeGreaterThanOrEqual(1000 * 2 ** index);
      expect(delayMs).toBeLessThanOrEqual(2000 * 2 ** index);
    }
  });

  it("waits as long as the error asks for", async () => {
    const recording = recordingHandler();
    const { runnable } = failing((attempt) =>
      attempt === 1 ? Object.assign(new Error("busy"), { headers: { "retry-after-ms": "7" } }) : undefined,
    );
    await runnable.withRetry().invoke(1, { callbacks: [recording] });
    expect(recording.ofType("run.retry")[0]?.delayMs).toBe(7);
  });

  it("comes after whoever is told of failed attempts has answered", async () => {
    const told: unknown[] = [];
    const { attempts, runnable } = failingTwice();
    const retried = runnable.withRetry({
      async onFailedAttempt(error, input) {
        await Promise.resolve();
        told.push([String(error), input, attempts.length]);
      },
    });
    await retried.invoke(1);
    expect(told).toEqual([
      ["Error: busy at 1", 1, 1],
      ["Error: busy at 2", 1, 2],
    ]);
  });
});

describe("what is not retried", () => {
  it.each<[string, unknown]>([
    ["an interrupt", new Interrupt("approve")],
    ["an abort", Object.assign(new Error("stop"), { name: "AbortError" })],
    ["a guard's objection", new HandlerAbort({ handlerName: "g", eventType: "chain.start", runId: "1", cause: 1 })],
    ["a TypeError of the program", new TypeError("x is not a function")],
  ])("is %s", async (_, error) => {
    const recording = recordingHandler();
    const { attempts, runnable } = failing(() => error);
    await expect(runnable.withRetry().invoke(1, { callbacks: [recording] })).rejects.toBe(error);
    expect(attempts).toHaveLength(1);
    expect(recording.ofType("run.retry")).toEqual([]);
    expect(recording.events.at(-1)).toMatchObject({ status: error instanceof Interrupt ? "interrupted" : "error" });
  });

  it.each([
    ["with a cause", Object.assign(new TypeError("terminated", { cause: new Error("reset") }), { retryAfterMs: 0 })],
    ["in a browser's words", Object.assign(new TypeError("Failed to fetch"), { retryAfterMs: 0 })],
    ["a string", "busy"],
  ])("but the network's TypeError is, %s", async (_, error) => {
    vi.useFakeTimers();
    const { attempts, runnable } = failing((attempt) => (attempt === 1 ? error : undefined));
    const pending = runnable.withRetry().invoke(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await pending).toBe(2);
    expect(attempts).toHaveLength(2);
  });
});

describe("aborting while it waits", () => {
  const forever = Object.assign(new Error("busy"), { retryAfter: 3600 });

  it.each([
    ["invoke", (retried: RunnableRetry<number, number>, signal: AbortSignal) => retried.invoke(1, { signal })],
    ["stream", (retried: RunnableRetry<number, number>, signal: AbortSignal) => retried.stream(1, { signal })],
  ])("rejects at once and tries no more, with %s", async (_, call) => {
    vi.useFakeTimers();
    const { controller, signal, listeners } = countedSignal();
    const { attempts, runnable } = failing(() => forever);
    const pending = call(runnable.withRetry(), signal);
    const settled = pending.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(new Error("the user left"));
    expect(await settled).toMatchObject({ message: "the user left" });
    await vi.advanceTimersByTimeAsync(0);
    expect([attempts.length, vi.getTimerCount(), listeners()]).toEqual([1, 0, 0]);
  });

  it("ends with its timeout, too", async () => {
    const recording = recordingHandler();
    const { runnable } = failing(() => forever);
    await expect(runnable.withRetry().invoke(1, { timeout: 10, callbacks: [recording] })).rejects.toThrow("10 ms");
    expect(recording.summary().at(-1)).toBe("chain.end cancelled");
    assertWellFormed(recording.events);
  });
});

describe("a batch", () => {
  it("retries only what failed", async () => {
    const calls: number[] = [];
    const retried = RunnableLambda.from((input: number) => {
      calls.push(input);
      if (input === 2 && calls.filter((call) => call === 2).length === 1) throw busy(1);
      return input;
    }).withRetry();
    expect(await retried.batch([1, 2, 3])).toEqual([1, 2, 3]);
    expect([...calls].sort()).toEqual([1, 2, 2, 3]);
  });
});

describe("a stream", () => {
  const streaming = (failuresBefore: number, failsAfter = Infinity) => {
    const state = { opened: 0, closed: 0 };
    const runnable = RunnableLambda.from(async function* (count: number) {
      try {
        if (++state.opened <= failuresBefore) throw busy(state.opened);
        for (let index = 0; index < count; index++) {
          if (index === failsAfter) throw busy(state.opened);
          yield index;
        }
      } finally {
        state.closed++;
      }
    });
    return { state, retried: runnable.withRetry() };
  };

  it("is retried until its first chunk is there", async () => {
    const recording = recordingHandler();
    const { state, retried } = streaming(2);
    expect(await chunksOf(retried.stream(3, { callbacks: [recording] }))).toEqual([0, 1, 2]);
    expect([state.opened, recording.ofType("run.retry").length]).toEqual([3, 2]);
    assertWellFormed(recording.events);
  });

  it("fails for its consumer once it has handed out a chunk", async () => {
    const { state, retried } = streaming(0, 2);
    const chunks: number[] = [];
    const reading = async () => {
      for await (const chunk of await retried.stream(3)) chunks.push(chunk);
    };
    await expect(reading()).rejects.toThrow("busy at 1");
    expect([chunks, state.opened]).toEqual([[0, 1], 1]);
  });

  it("ends with what there was when its consumer leaves, and closes what feeds it", async () => {
    const recording = recordingHandler();
    const { state, retried } = streaming(1);
    for await (const _ of await retried.stream(9, { callbacks: [recording] })) break;
    expect(state).toEqual({ opened: 2, closed: 2 });
    expect(recording.events.at(-1)).toMatchObject({ type: "chain.end", status: "cancelled", outputs: 0 });
    assertWellFormed(recording.events);
  });

  it("goes on streaming inside a sequence", async () => {
    const seen: string[] = [];
    const letters = RunnableLambda.from(async function* (word: string) {
      for (const letter of word) {
        seen.push(`made ${letter}`);
        yield letter;
      }
    });
    const passing = RunnableLambda.from((word: string) => word).pipe(letters.withRetry());
    for await (const letter of await passing.stream("ab")) seen.push(`got ${letter}`);
    expect(seen).toEqual(["made a", "got a", "made b", "got b"]);
  });

  it("is given a streamed input as a whole", async () => {
    async function* pieces() {
      yield 1;
      yield 2;
    }
    const { attempts, runnable } = failingTwice();
    const output: number[] = [];
    for await (const chunk of runnable.withRetry().transform(pieces())) output.push(chunk);
    expect([output, attempts]).toEqual([[6], [3, 3, 3]]);
  });
});
