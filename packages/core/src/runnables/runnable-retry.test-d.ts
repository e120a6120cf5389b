import { describe, expectTypeOf, it } from "vitest";
import { type Runnable, RunnableLambda, type RunnableRetry, type RunnableWithFallbacks } from "../exports/runnables.js";

const length = RunnableLambda.from((text: string) => text.length);
const half = RunnableLambda.from((text: string) => text.length / 2);

describe("withRetry", () => {
  it("keeps input and output, and tells them to whoever is told of failed attempts", () => {
    const retried = length.withRetry({
      stopAfterAttempt: 2,
      onFailedAttempt(error, input) {
        expectTypeOf(error).toBeUnknown();
        expectTypeOf(input).toBeString();
      },
    });
    expectTypeOf(retried).toExtend<RunnableRetry<string, number>>();
    expectTypeOf(retried.invoke("a")).resolves.toBeNumber();
    expectTypeOf(retried.pipe((n) => `${n}`).invoke("a")).resolves.toBeString();
  });

  it("refuses what it doesn't know", () => {
    // @ts-expect-error -- it is `stopAfterAttempt`
    length.withRetry({ maxAttempts: 2 });
    // @ts-expect-error -- a text is wanted
    void length.withRetry().invoke(1);
  });
});

describe("withFallbacks", () => {
  it("keeps input and output, in both forms", () => {
    expectTypeOf(length.withFallbacks([half])).toExtend<RunnableWithFallbacks<string, number>>();
    expectTypeOf(length.withFallbacks({ fallbacks: [half] }).invoke("a")).resolves.toBeNumber();
  });

  it("refuses a fallback that gives something else", () => {
    // @ts-expect-error -- it gives a text
    length.withFallbacks([RunnableLambda.from((text: string) => text)]);
  });
});

describe("withListeners", () => {
  it("keeps input and output", () => {
    expectTypeOf(length.withListeners({ onEnd: (run) => void run.outputs })).toExtend<Runnable<string, number>>();
  });

  it("refuses a listener to something else", () => {
    // @ts-expect-error -- it is `onEnd`
    length.withListeners({ onFinish: () => undefined });
  });
});
