import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { Interrupt } from "../exports/errors.js";
import { RunnableLambda, RunnableWithFallbacks } from "../exports/runnables.js";

const first = new Error("the first failed");
const second = new Error("the second failed");
const throwing = (error: unknown, name = "failing") =>
  RunnableLambda.from(
    (_input: number): number => {
      throw error;
    },
    { name },
  );
const adding = RunnableLambda.from((input: number) => input + 1, { name: "adding" });

describe("invoke", () => {
  it("says each switch: from, to and why", async () => {
    const recording = recordingHandler();
    const safe = throwing(first, "one").withFallbacks([throwing(second, "two"), adding]);
    expect(await safe.invoke(1, { callbacks: [recording] })).toBe(2);
    expect(recording.ofType("run.fallback").map(({ from, to, error }) => [from, to, error])).toEqual([
      ["one", "two", first],
      ["two", "adding", second],
    ]);
    assertWellFormed(recording.events);
  });

  it("throws the first error if all fail, and keeps the others in reach", async () => {
    const safe = throwing(first).withFallbacks({ fallbacks: [throwing(second)] });
    await expect(safe.invoke(1)).rejects.toBe(first);
    expect(RunnableWithFallbacks.errorsOf(first)).toEqual([first, second]);
    expect(RunnableWithFallbacks.errorsOf(second)).toEqual([second]);
  });

  it("throws what is no error as it is", async () => {
    await expect(
      throwing("busy")
        .withFallbacks([throwing("so was this")])
        .invoke(1),
    ).rejects.toBe("busy");
    expect(RunnableWithFallbacks.errorsOf("busy")).toEqual(["busy"]);
  });

  it("doesn't take an interrupt or an abort for a failure", async () => {
    for (const error of [new Interrupt("approve"), Object.assign(new Error("stop"), { name: "AbortError" })])
      await expect(throwing(error).withFallbacks([adding]).invoke(1)).rejects.toBe(error);
  });

  it("tries nothing more once it is aborted", async () => {
    const controller = new AbortController();
    const recording = recordingHandler();
    const aborting = RunnableLambda.from((_input: number): number => {
      controller.abort(new Error("the user left"));
      throw first;
    });
    const pending = aborting.withFallbacks([adding]).invoke(1, { signal: controller.signal, callbacks: [recording] });
    await expect(pending).rejects.toThrow("the user left");
    expect(recording.ofType("run.fallback")).toEqual([]);
    assertWellFormed(recording.events);
  });

  it("names all that it may try", () => {
    const safe = throwing(first).withFallbacks([adding]);
    expect([...safe.runnables()].map((runnable) => runnable.getName())).toEqual(["failing", "adding"]);
  });

  it("can be a fallback's fallback", async () => {
    const inner = throwing(second).withFallbacks([adding]);
    expect(await throwing(first).withFallbacks([inner]).invoke(1)).toBe(2);
  });
});

describe("batch", () => {
  it("falls back for each input by itself", async () => {
    const odd = RunnableLambda.from((input: number) => {
      if (input % 2 === 0) throw first;
      return input;
    });
    expect(await odd.withFallbacks([adding]).batch([1, 2, 3])).toEqual([1, 3, 3]);
    expect(await odd.withFallbacks([throwing(second)]).batch([1, 2], undefined, { returnExceptions: true })).toEqual([
      1,
      first,
    ]);
  });
});

describe("stream", () => {
  const counting = (failsAt: number) => {
    const state = { closed: 0 };
    const runnable = RunnableLambda.from(async function* (count: number) {
      try {
        for (let index = 0; index < count; index++) {
          if (index === failsAt) throw first;
          yield index;
        }
      } finally {
        state.closed++;
      }
    });
    return { state, runnable };
  };

  it("switches before the first chunk", async () => {
    const recording = recordingHandler();
    const stream = await counting(0)
      .runnable.withFallbacks([counting(9).runnable])
      .stream(2, { callbacks: [recording] });
    const chunks: number[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks).toEqual([0, 1]);
    expect(recording.ofType("run.fallback")).toHaveLength(1);
    assertWellFormed(recording.events);
  });

  it("doesn't switch after it", async () => {
    const chunks: number[] = [];
    const reading = async () => {
      const safe = counting(1).runnable.withFallbacks([counting(9).runnable]);
      for await (const chunk of await safe.stream(2)) chunks.push(chunk);
    };
    await expect(reading()).rejects.toBe(first);
    expect(chunks).toEqual([0]);
  });

  it("rejects with the first error if all fail", async () => {
    const safe = counting(0).runnable.withFallbacks([throwing(second)]);
    await expect(safe.stream(2)).rejects.toBe(first);
  });

  it("closes what feeds it when its consumer leaves", async () => {
    const recording = recordingHandler();
    const { state, runnable } = counting(9);
    for await (const _ of await throwing(first)
      .withFallbacks([runnable])
      .stream(9, { callbacks: [recording] }))
      break;
    expect(state.closed).toBe(1);
    expect(recording.summary().slice(-2)).toEqual(["chain.end cancelled", "chain.end cancelled"]);
    assertWellFormed(recording.events);
  });

  it("can be aborted before its first chunk, and closes a stream that comes too late", async () => {
    const controller = new AbortController();
    const { state, runnable } = counting(9);
    const late = RunnableLambda.from(async (_input: number) => {
      await new Promise((resolve) => setTimeout(resolve, 15));
      return runnable;
    });
    const pending = late.withFallbacks([adding]).stream(9, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("the user left")), 3);
    await expect(pending).rejects.toThrow("the user left");
    await new Promise((resolve) => setTimeout(resolve, 25));
    expect(state.closed).toBe(0); // it never began
  });
});
