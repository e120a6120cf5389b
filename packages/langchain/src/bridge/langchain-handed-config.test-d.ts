import { RunnableLambda, type RunnableConfig } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import type { CallbackManager } from "@langchain/core/callbacks/manager";
import { type RunnableConfig as LangChainConfig, RunnableLambda as LangChainLambda } from "@langchain/core/runnables";
import { tool as langChainTool } from "@langchain/core/tools";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { fromLangChain } from "../parts/from-langchain.js";
import type { LangChainHandedConfig } from "./langchain-handed-config.js";

declare const given: RunnableConfig;
const double = RunnableLambda.from((n: number) => n * 2);
const theirs = LangChainLambda.from((n: number) => n * 2);
const schema = z.object({ n: z.number() });

describe("the config that a function is handed", () => {
  it("goes from LangChain's functions into Earshot's runnables", () => {
    LangChainLambda.from((n: number, config) => double.invoke(n, config));
    LangChainLambda.from((n: number, config: LangChainConfig) => double.invoke(n, { ...config, tags: ["one"] }));
    langChainTool(({ n }, config) => double.invoke(n, config), { name: "double", schema });
    const node = (n: number, config: LangGraphRunnableConfig) => double.stream(n, config);
    expectTypeOf(node).returns.resolves.not.toBeAny();
  });

  it("goes from Earshot's functions into LangChain's runnables", () => {
    RunnableLambda.from((n: number, config) => theirs.invoke(n, config));
    RunnableLambda.from((n: number, config: LangChainConfig) => theirs.invoke(n, config));
    RunnableLambda.from((n: number, config) => theirs.invoke(n, { ...config, runName: "inner" }));
    tool(({ n }, config) => theirs.invoke(n, config), { name: "double", schema });
    RunnableLambda.from((_: number, config) => {
      expectTypeOf(config).toExtend<LangChainHandedConfig>();
      expectTypeOf(config.configurable).toExtend<Record<string, unknown> | undefined>();
      // @ts-expect-error -- what is configurable has no type
      return config.configurable?.["model"] satisfies string;
    });
  });

  it("goes from Earshot's functions into what fromLangChain made", () => {
    const part = fromLangChain(theirs);
    RunnableLambda.from((n: number, config) => part.invoke(n, config));
    RunnableLambda.from((n: number, config: RunnableConfig) => part.invoke(n, { ...config, streamMode: "values" }));
    // @ts-expect-error -- a signal is an AbortSignal
    void part.invoke(1, { signal: 7, streamMode: "values" });
  });

  it("is told from one that was made for Earshot, with handlers that LangChain would not call", () => {
    // @ts-expect-error -- its handlers may be typed ones, which LangChain doesn't know
    void theirs.invoke(1, given);
    // @ts-expect-error -- the same
    void theirs.invoke(1, { callbacks: [{ on: { "chain.end": () => undefined } }] });
  });
});

describe("callbacks of Earshot's, where LangChain's are taken too", () => {
  it("are LangChain's manager", () => {
    expectTypeOf<CallbackManager>().toExtend<NonNullable<RunnableConfig["callbacks"]>>();
  });

  it("are as strict as before", () => {
    void double.invoke(1, { callbacks: [{ handleLLMNewToken: (token) => token.length }] });
    // @ts-expect-error -- the first argument is no number
    void double.invoke(1, { callbacks: [{ handleLLMStart: (llm: number) => llm }] });
    // @ts-expect-error -- no such method
    void double.invoke(1, { callbacks: [{ handleLLMEnd: () => 1, handleLLMStrat: () => 1 }] });
    // @ts-expect-error -- no such event
    void double.invoke(1, { callbacks: [{ on: { "chain.ned": () => 1 } }] });
    // @ts-expect-error -- no such field of an event
    void double.invoke(1, { callbacks: [{ on: { "chain.end": (event) => event.output } }] });
    // @ts-expect-error -- no handler
    void double.invoke(1, { callbacks: ["console"] });
    // @ts-expect-error -- no manager
    void double.invoke(1, { callbacks: {} });
  });
});
