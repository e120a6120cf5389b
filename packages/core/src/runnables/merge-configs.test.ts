import { describe, expect, it } from "vitest";
import { CallbackManager } from "../exports/callbacks/manager.js";
import { mergeConfigs, RunnableLambda, type RunnableConfig } from "../exports/runnables.js";

/** A lambda that waits for its signal. */
const hang = RunnableLambda.from(
  (_: number, { signal }) =>
    new Promise<number>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error))),
);

describe("mergeConfigs", () => {
  it("unites tags, merges metadata and configurable values, takes the shortest timeout and else the nearest word", () => {
    const base: RunnableConfig = {
      tags: ["a", "b"],
      metadata: { m: 1, n: 1 },
      configurable: { c: 1, d: 1 },
      timeout: 5,
      runName: "base",
      maxConcurrency: 2,
    };
    const near: RunnableConfig = {
      tags: ["b", "c"],
      metadata: { m: 2 },
      configurable: { c: 2 },
      timeout: 9,
      runName: "near",
    };
    expect(mergeConfigs(base, near)).toEqual({
      tags: ["a", "b", "c"],
      metadata: { m: 2, n: 1 },
      configurable: { c: 2, d: 1 },
      timeout: 5,
      runName: "near",
      maxConcurrency: 2,
    });
  });

  it("changes none of the configs, and takes undefined for not given", () => {
    const base: RunnableConfig = Object.freeze({
      tags: Object.freeze(["a"]),
      metadata: Object.freeze({ m: 1 }),
      runName: "base",
    });
    expect(mergeConfigs(base, undefined, { runName: undefined, tags: ["b"], metadata: { n: 2 } })).toEqual({
      tags: ["a", "b"],
      metadata: { m: 1, n: 2 },
      runName: "base",
    });
    expect(base).toEqual({ tags: ["a"], metadata: { m: 1 }, runName: "base" });
    expect(mergeConfigs()).toEqual({});
  });

  it("unites handlers, lists and managers alike: each hears once", async () => {
    const heard: string[] = [];
    const handler = (name: string) => ({ name, handleChainStart: () => void heard.push(name) });
    const [a, b] = [handler("a"), handler("b")];
    const manager = (...handlers: object[]) => CallbackManager.configure(handlers as never) as CallbackManager;
    const noop = RunnableLambda.from((n: number) => n);
    for (const [left, right] of [
      [[a], [b, a]],
      [manager(a), [b, a]],
      [[a], manager(b, a)],
      [manager(a), manager(b, a)],
    ]) {
      heard.length = 0;
      await noop.invoke(1, mergeConfigs<RunnableConfig>({ callbacks: left as never }, { callbacks: right as never }));
      expect([...heard].sort()).toEqual(["a", "b"]);
    }
  });

  it("keeps the place of a run's config when handlers are added to it", async () => {
    const told: unknown[] = [];
    const handler = {
      handleChainStart: (...call: unknown[]) => void told.push([call[7], call[3] !== undefined]),
    };
    const inner = RunnableLambda.from((n: number) => n, { name: "inner" });
    const outer = RunnableLambda.from((n: number, config) =>
      inner.invoke(n, mergeConfigs<RunnableConfig>({ callbacks: config.callbacks }, { callbacks: [handler] })),
    );
    await outer.invoke(1);
    expect(told).toEqual([["inner", true]]);
  });

  it.each([0, 1, 2, 3])("lets each of all signals count, however the configs were put together: %i", async (which) => {
    const controllers = [0, 1, 2, 3].map(() => new AbortController());
    const [a, b, c, d] = controllers.map(({ signal }) => ({ signal })) as [
      RunnableConfig,
      RunnableConfig,
      RunnableConfig,
      RunnableConfig,
    ];
    const merged = mergeConfigs(mergeConfigs(a, b), mergeConfigs(c, d));
    const answer = hang.invoke(1, merged);
    controllers[which]?.abort(new Error(`signal ${which}`));
    await expect(answer).rejects.toThrow(`signal ${which}`);
  });
});
