import { RunnableLambda } from "@earshot/core/runnables";
import { recordingHandler } from "@earshot/testing";
import { RunnableLambda as LangChainLambda } from "@langchain/core/runnables";
import { expect, it } from "vitest";
import { toLangChain } from "../src/index.js";

const named = { runName: "inner" };

it("an Earshot runnable that a LangChain function invokes with its config runs below it", async () => {
  const recording = recordingHandler();
  const inner = RunnableLambda.from((n: number) => n * 2).withConfig(named);
  const outer = LangChainLambda.from((n: number, config) => inner.invoke(n, config)).withConfig({ runName: "outer" });
  await outer.invoke(1, { callbacks: [toLangChain(recording)], tags: ["both"] });
  const [outerStart, innerStart] = recording.ofType("chain.start");
  expect([outerStart?.name, innerStart?.name]).toEqual(["outer", "inner"]);
  expect(innerStart?.parentRunId).toBe(outerStart?.runId);
  expect(innerStart?.tags).toContain("both");
});

it("a LangChain runnable that an Earshot function invokes with its config runs below it", async () => {
  const recording = recordingHandler();
  const inner = LangChainLambda.from((n: number) => n * 2).withConfig(named);
  const outer = RunnableLambda.from((n: number, config) => inner.invoke(n, config)).withConfig({ runName: "outer" });
  await outer.invoke(1, { callbacks: [recording], tags: ["both"] });
  const [outerStart, innerStart] = recording.ofType("chain.start");
  expect([outerStart?.name, innerStart?.name]).toEqual(["outer", "inner"]);
  expect(innerStart?.parentRunId).toBe(outerStart?.runId);
  expect(innerStart?.tags).toContain("both");
});
