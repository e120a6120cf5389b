import { beforeEach, describe, expect, it } from "vitest";
import { ambientContext } from "../ambient-context/ambient-context.js";
import { run } from "../runs/run-with.js";
import { AsyncLocalStorageProviderSingleton } from "./async-local-storage-provider.js";
import { awaitAllCallbacks } from "./await-all-callbacks.js";
import { CallbackManager } from "./callback-manager.js";
import { dispatchCustomEvent } from "./dispatch-custom-event.js";
import { dispatchCustomEvent as dispatchOfConfig } from "./dispatch-custom-event-of-config.js";
import { NoRunError } from "./no-run-error.js";

const options = { kind: "chain", name: "work", start: { inputs: 1 } } as const;

function recorder() {
  const heard: unknown[] = [];
  return { heard, callbacks: [{ handleCustomEvent: (...values: unknown[]) => void heard.push(values) }] };
}

beforeEach(() => ambientContext.use(true));

describe("dispatchCustomEvent", () => {
  it("is heard as an event of the run it is called in", async () => {
    const { heard, callbacks } = recorder();
    const config = { callbacks, runId: "r", tags: ["t"], metadata: { m: 1 } };
    await run(
      options,
      async () => {
        await Promise.resolve();
        await dispatchCustomEvent("mine", { a: 1 });
      },
      config,
    );
    expect(heard).toEqual([["mine", { a: 1 }, "r", ["t"], { m: 1 }]]);
  });

  it("is heard as an event of the run whose config it is given, or a copy of it, or its manager", async () => {
    const { heard, callbacks } = recorder();
    ambientContext.use(false);
    await run(
      options,
      async ({ config }) => {
        await dispatchCustomEvent("one", 1, config);
        await dispatchOfConfig("two", 2, { ...config, tags: ["more"] });
        await dispatchOfConfig("three", 3, { callbacks: config.callbacks });
      },
      { callbacks, runId: "r" },
    );
    expect(heard).toEqual([1, 2, 3].map((data, index) => [["one", "two", "three"][index], data, "r", [], {}]));
  });

  it("does not fail in a run that nobody hears", async () => {
    await run(options, async ({ config }) => {
      await dispatchCustomEvent("mine", 1);
      await dispatchOfConfig("mine", 1, config);
    });
    await expect(dispatchOfConfig("mine", 1, {})).resolves.toBeUndefined();
  });

  it("names the missing config where there is no ambient context to look at", async () => {
    await expect(dispatchOfConfig("mine", 1)).rejects.toThrow(NoRunError);
    await expect(dispatchOfConfig("mine", 1)).rejects.toMatchObject({
      code: "NO_RUN",
      message: expect.stringContaining('"mine"'),
    });
  });
});

describe("AsyncLocalStorageProviderSingleton", () => {
  it("has the config of the run it is asked in, and goes back into a run by its config", async () => {
    const { heard, callbacks } = recorder();
    expect(AsyncLocalStorageProviderSingleton.getRunnableConfig()).toBeUndefined();
    await run(
      options,
      async () => {
        const config = AsyncLocalStorageProviderSingleton.getRunnableConfig();
        expect(config?.callbacks).toBeInstanceOf(CallbackManager);
        ambientContext.use(true); // a new storage: nothing is ambient in it yet
        await dispatchCustomEvent("lost", 0);
        await AsyncLocalStorageProviderSingleton.runWithConfig(config, () => dispatchCustomEvent("found", 1));
      },
      { callbacks },
    );
    expect(heard.map((values) => (values as unknown[])[0])).toEqual(["found"]);
  });
});

describe("awaitAllCallbacks", () => {
  it("resolves once background handlers are done", async () => {
    const heard: string[] = [];
    const slow = {
      async handleChainEnd() {
        await new Promise((resolve) => setTimeout(resolve, 20));
        heard.push("end");
      },
    };
    await run(options, () => 1, { callbacks: [slow] });
    expect(heard).toEqual([]);
    await awaitAllCallbacks();
    expect(heard).toEqual(["end"]);
  });
});
