import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { configure, flush } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import { recordingHandler } from "@earshot/testing";
import { abortCause } from "../../tests/support/abort-cause.js";
import { ask, used } from "../../tests/support/ask.js";
import { figures, ScriptedModel } from "../../tests/support/scripted-model.js";
import { InvalidLimitError } from "../guards/invalid-limit-error.js";
import { RateLimitExceededError } from "./rate-limit-exceeded-error.js";
import { rateLimitGuard } from "./rate-limit-guard.js";

const minute = 60_000;
const passed = (times: readonly number[]) => times.map((time) => Math.round((time - (times[0] ?? 0)) / 1000));

describe("a guard that refuses", () => {
  it("says which limit, by how much, and when to come again", async () => {
    let now = 0;
    const guard = rateLimitGuard({ requestsPerMinute: 2, onLimit: "refuse", now: () => now });
    const model = new ScriptedModel(["a"]);
    const options = { callbacks: [guard] };
    await model.invoke("hi", options);
    now = 10_000;
    await model.invoke("hi", options);
    const error = await abortCause(model.invoke("hi", options), RateLimitExceededError);
    expect(error).toMatchObject({
      code: "RATE_LIMIT_EXCEEDED",
      rate: "requestsPerMinute",
      limit: 2,
      used: 3,
      over: 1,
      retryAfterMs: 50_000,
      key: undefined,
    });
    expect(error.message).toContain("Try again in 50000 ms");
    now = minute;
    await model.invoke("hi", options);
    expect(model.asked).toBe(3);
  });

  it("never lets one more through, when a hundred start at the same time", async () => {
    const model = new ScriptedModel(["a"]);
    const guard = rateLimitGuard({ requestsPerMinute: 9, onLimit: "refuse" });
    await Promise.allSettled(Array.from({ length: 100 }, () => model.invoke("hi", { callbacks: [guard] })));
    expect(model.asked).toBe(9);
  });

  it("estimates what is sent, and settles what was used", async () => {
    const now = () => 0;
    const guard = rateLimitGuard({ tokensPerMinute: 100, onLimit: "refuse", now });
    const options = { callbacks: [guard] };
    await new ScriptedModel(["a", figures(60, 30)]).invoke("12345678", options); // thought to be 2, and was 90
    expect(
      await abortCause(new ScriptedModel(["a"]).invoke("x".repeat(44), options), RateLimitExceededError),
    ).toMatchObject({ rate: "tokensPerMinute", used: 101, over: 1 });
    await new ScriptedModel(["a", figures(10, 0)]).invoke("x".repeat(40), options);
    const tooLarge = await abortCause(
      new ScriptedModel(["a"]).invoke("x".repeat(404), options),
      RateLimitExceededError,
    );
    expect(tooLarge).toMatchObject({ retryAfterMs: undefined });
    expect(tooLarge.message).toContain("larger than the limit");
  });

  it("keeps keys apart, and their names out of its message", async () => {
    const guard = rateLimitGuard({ requestsPerMinute: 1, key: { metadata: "userId" }, onLimit: "refuse" });
    const model = new ScriptedModel(["a"]);
    const call = (userId: string) => model.invoke("hi", { callbacks: [guard], metadata: { userId } });
    await Promise.all([call("ada"), call("bob")]);
    const error = await abortCause(call("ada"), RateLimitExceededError);
    expect(error.key).toBe("ada");
    expect(error.message).not.toContain("ada");
  });

  it("gives back what an own cache answered, and counts retries", async () => {
    const guard = rateLimitGuard({ requestsPerMinute: 2, onLimit: "refuse" });
    const model = new ScriptedModel(["a"], { cache: true });
    for (let index = 0; index < 5; index++) await model.invoke("rate", { callbacks: [guard] });
    expect(model.asked).toBe(1);
    const retried = ask({ usage: used(1, 1) }, { callbacks: [guard] }, (handle) =>
      handle.retry({ attempt: 1, error: new Error("busy") }),
    );
    expect(await abortCause(Promise.resolve(retried), RateLimitExceededError)).toMatchObject({ used: 3 });
  });
});

describe("a guard that waits", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
  afterEach(() => void vi.useRealTimers());

  it("lets calls through first come first served, never more than the limit in any minute", async () => {
    const guard = rateLimitGuard({ requestsPerMinute: 3 });
    const times: number[] = [];
    const order: number[] = [];
    const calls = Array.from({ length: 10 }, (_, index) =>
      ask({ usage: used(1, 1) }, { callbacks: [guard] }, () => {
        times.push(performance.now());
        order.push(index);
      }),
    );
    await vi.advanceTimersByTimeAsync(3 * minute + 10);
    await Promise.all(calls);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(passed(times)).toEqual([0, 0, 0, 60, 60, 60, 120, 120, 120, 180]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not hold up the answers of others in the same root run", async () => {
    const guard = rateLimitGuard({ requestsPerMinute: 1 });
    const model = new ScriptedModel(["a"]);
    const ended: number[] = [];
    const both = RunnableLambda.from((_: string, config) =>
      Promise.all(
        [1, 2].map(async () => {
          await model.invoke("hi", config);
          ended.push(performance.now());
        }),
      ),
    );
    const running = both.invoke("", { callbacks: [guard] });
    await vi.advanceTimersByTimeAsync(2 * minute);
    await running;
    expect(passed(ended)).toEqual([0, 60]);
  });

  it("lets the next one through when an answer used less than was thought", async () => {
    const guard = rateLimitGuard({ tokensPerMinute: 100 });
    const options = { callbacks: [guard] };
    const first = new ScriptedModel(["a", figures(10, 10)]).invoke("x".repeat(400), options);
    const second = new ScriptedModel(["a", figures(10, 10)]).invoke("x".repeat(40), options);
    await vi.advanceTimersByTimeAsync(10);
    await Promise.all([first, second]);
  });

  it.each(["the call", "a step of it"])(
    "is over with the run: an abort of %s leaves nothing behind, and the next is let through",
    async (what) => {
      const failures: unknown[] = [];
      const undo = configure({ onHandlerError: (error) => failures.push(error) });
      try {
        const guard = rateLimitGuard({ requestsPerMinute: 1 });
        const recording = recordingHandler();
        const model = new ScriptedModel(["a"]);
        const callbacks = [guard, recording];
        const controller = new AbortController();
        const limits = { signal: controller.signal };
        await invokeNow(model, { callbacks });
        const steps = RunnableLambda.from(async (_: string, config) => {
          await model.invoke("hi", what === "the call" ? config : { ...config, ...limits }).catch((error: unknown) => {
            if (what === "the call") throw error;
          });
          await model.invoke("hi", config);
        });
        const aborted = steps
          .invoke("", { callbacks, ...(what === "the call" ? limits : {}) })
          .catch((error: unknown) => error);
        const behind = model.invoke("hi", { callbacks });
        await vi.advanceTimersByTimeAsync(30_000);
        expect(model.asked).toBe(1);
        controller.abort(new Error("enough"));
        await vi.advanceTimersByTimeAsync(30_010);
        await behind;
        expect(model.asked).toBe(2);
        await vi.advanceTimersByTimeAsync(minute);
        expect(model.asked).toBe(what === "the call" ? 2 : 3); // the guard still hears what follows in the same root run
        expect(await aborted).toMatchObject(what === "the call" ? { message: "enough" } : {});
        expect(vi.getTimerCount()).toBe(0);
        expect((await flush()).pending).toBe(0);
      } finally {
        undo();
      }
    },
  );

  it("refuses what could never be let through", async () => {
    const guard = rateLimitGuard({ tokensPerMinute: 10 });
    const small = new ScriptedModel(["a"]).invoke("x".repeat(40), { callbacks: [guard] });
    const large = abortCause(
      new ScriptedModel(["a"]).invoke("x".repeat(44), { callbacks: [guard] }),
      RateLimitExceededError,
    );
    await vi.advanceTimersByTimeAsync(5);
    await small;
    expect(await large).toMatchObject({ used: 21, retryAfterMs: undefined });
  });
});

/** Calls with nobody in the way. */
async function invokeNow(model: ScriptedModel, options: object): Promise<void> {
  const running = model.invoke("hi", options);
  await vi.advanceTimersByTimeAsync(5);
  await running;
}

it("keeps the process alive as long as a call waits, and no longer", async () => {
  const started = vi.spyOn(globalThis, "setTimeout");
  const stopped = vi.spyOn(globalThis, "clearTimeout");
  onTestFinished(() => void [started, stopped].map((spy) => spy.mockRestore()));
  const guard = rateLimitGuard({ requestsPerMinute: 1 });
  const model = new ScriptedModel(["a"]);
  await model.invoke("hi", { callbacks: [guard] });
  const controller = new AbortController();
  const waiting = model.invoke("hi", { callbacks: [guard], signal: controller.signal }).catch(() => "aborted");
  const index = started.mock.calls.findIndex(([, delay = 0]) => delay > 50_000 && delay <= minute);
  const timer = started.mock.results[index]?.value as NodeJS.Timeout;
  expect(timer.hasRef()).toBe(true);
  controller.abort();
  expect(await waiting).toBe("aborted");
  expect(stopped.mock.calls.flat()).toContain(timer);
});

it.each([{}, { requestsPerMinute: 0 }, { tokensPerMinute: Number.NaN }])("refuses the options %o", (options) => {
  expect(() => rateLimitGuard(options as never)).toThrow(InvalidLimitError);
});
