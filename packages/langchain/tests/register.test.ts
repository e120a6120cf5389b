import { configure } from "@earshot/core/events";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { RunnableLambda } from "@langchain/core/runnables";
import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registerEarshot, toLangChain } from "../src/index.js";

const heard = recordingHandler();
let restore: () => void;
let unregister: () => void;

beforeEach(() => {
  heard.clear();
  unregister = registerEarshot();
  restore = configure({ callbacks: [heard] });
});
afterEach(() => {
  restore();
  unregister();
});

describe("registerEarshot", () => {
  it("lets configured handlers hear every run, wherever it is started", async () => {
    const chain = RunnableLambda.from((n: number) => n + 1).pipe((n: number) => n * 2);
    expect(await chain.invoke(1)).toBe(4);
    expect(
      heard.events
        .filter(({ type }) => type === "chain.start")
        .map(({ name, parentRunId }) => [name, typeof parentRunId]),
    ).toEqual([
      ["RunnableSequence", "undefined"],
      ["RunnableLambda", "string"],
      ["RunnableLambda", "string"],
    ]);
    heard.clear();
    await new Promise((resolve) => setTimeout(() => void chain.invoke(1, { callbacks: [] }).then(resolve), 1));
    assertWellFormed(heard.events);
    expect(heard.events).toHaveLength(6);
  });

  it("hears each event once, whatever else is attached", async () => {
    const chain = RunnableLambda.from((n: number) => n + 1).withConfig({ callbacks: [toLangChain(heard)] });
    await chain.invoke(1, { callbacks: [toLangChain(heard), toLangChain(heard)] });
    expect(heard.summary()).toEqual(["chain.start", "chain.end ok"]);
    assertWellFormed(heard.events);
  });

  it("hears what is required, too", async () => {
    const required = createRequire(import.meta.url)("@langchain/core/runnables") as {
      readonly RunnableLambda: typeof RunnableLambda;
    };
    expect(required.RunnableLambda).not.toBe(RunnableLambda);
    await required.RunnableLambda.from((n: number) => n + 1).invoke(1);
    expect(heard.summary()).toEqual(["chain.start", "chain.end ok"]);
  });

  it("costs nothing while nobody is configured", async () => {
    restore();
    let given: unknown;
    await RunnableLambda.from((_: number, config) => void (given = config.callbacks)).invoke(1);
    expect(given).toBeUndefined();
  });

  it("changes no list that it is given, and can be taken back", async () => {
    const callbacks = [{ handleChainStart() {} }];
    await RunnableLambda.from((n: number) => n).invoke(1, { callbacks });
    expect(callbacks).toHaveLength(1);
    unregister();
    heard.clear();
    await RunnableLambda.from((n: number) => n).invoke(1, { callbacks });
    expect(heard.events).toEqual([]);
  });
});
