import { createOpenAI } from "@ai-sdk/openai";
import { configure, run, type EarshotEvent } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import { fromLangChain, registerEarshot, toLangChain } from "@earshot/langchain";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { RunnableLambda as LangChainLambda, type RunnableConfig } from "@langchain/core/runnables";
import { DynamicTool } from "@langchain/core/tools";
import { Annotation, END, START, StateGraph } from "@langchain/langgraph"; // sets up LangChain's AsyncLocalStorage
import { embed, generateText, streamText, wrapLanguageModel } from "ai";
import { describe, expect, it } from "vitest";
import { earshotIntegration, earshotMiddleware, earshotTelemetry, type EarshotTelemetryOptions } from "../src/index.js";
import { openAIOnLoopback } from "../../../tests/support/openai-on-loopback.js";

const { openai } = openAIOnLoopback(createOpenAI);
const named = (runName: string) => ({ runName });
const telemetry = (callbacks?: EarshotTelemetryOptions["callbacks"]) => ({
  model: openai().chat("answer"),
  prompt: "Add",
  experimental_telemetry: earshotTelemetry({ callbacks, functionId: "call" }),
});
const ask = async (callbacks?: EarshotTelemetryOptions["callbacks"]) => (await generateText(telemetry(callbacks))).text;

/** Each run that was heard, below which it was. */
function places(events: readonly EarshotEvent[]): string[] {
  const names = new Map(events.map(({ runId, name }) => [runId, name]));
  return events
    .filter(({ type }) => type.endsWith(".start"))
    .map(({ name, parentRunId }) => `${name} < ${names.get(parentRunId ?? "") ?? "nothing"}`);
}

const belowOuter = ["outer < nothing", "call < outer", "answer < call"];

describe("a call with the callbacks of a LangChain run", () => {
  const outer = (work: (config: RunnableConfig) => Promise<unknown>) =>
    LangChainLambda.from((_: string, config: RunnableConfig) => work(config)).withConfig(named("outer"));

  it("is heard below the run whose function was handed their manager, with its tags and metadata", async () => {
    const recording = recordingHandler();
    const config = { callbacks: [toLangChain(recording)], tags: ["t"], metadata: { m: 1 } };
    await outer(({ callbacks }) => ask(callbacks)).invoke("q", config);
    assertWellFormed(recording.events);
    expect(places(recording.events)).toEqual(belowOuter);
    const [start] = recording.ofType("chat_model.start");
    expect(start).toMatchObject({ tags: ["t"], metadata: { m: 1, ls_model_name: "answer" } });
  });

  it("is heard by LangChain's handlers, under its names and with the ids of its parents", async () => {
    const heard: unknown[] = [];
    const handler = {
      handleChainStart: (_: unknown, __: unknown, runId: string, parentRunId?: string, ...rest: unknown[]) =>
        void heard.push([runId, parentRunId, rest.at(-1) ?? rest.at(-2)]),
      handleChatModelStart: (_: unknown, __: unknown, runId: string, parentRunId?: string, ...rest: unknown[]) =>
        void heard.push([runId, parentRunId, rest.at(-1)]),
    };
    await outer(({ callbacks }) => ask(callbacks)).invoke("q", { callbacks: [handler] });
    const [[outerId], [callId, above], [, aboveModel, model]] = heard as [string[], string[], string[]];
    expect([above, aboveModel, model]).toEqual([outerId, callId, "answer"]);
  });

  it("tells each piece once, and what LangChain has no event for", async () => {
    const recording = recordingHandler();
    const inner = RunnableLambda.from(async (outerCallbacks: RunnableConfig["callbacks"]) => {
      const { textStream } = streamText(telemetry(outerCallbacks));
      const pieces: string[] = [];
      for await (const piece of textStream) pieces.push(piece);
      await embed({
        model: openai().embedding("embed"),
        value: "a",
        experimental_telemetry: earshotTelemetry({ callbacks: outerCallbacks, functionId: "embed" }),
      });
      return pieces;
    }).withConfig(named("inner"));
    const pieces = (await outer((config) => inner.invoke(config.callbacks, config)).invoke("q", {
      callbacks: [toLangChain(recording)],
    })) as string[];
    await expect.poll(() => recording.ofType("chain.end").length).toBe(4);
    assertWellFormed(recording.events);
    const told = recording.ofType("chat_model.delta").map(({ text }) => text);
    expect(told.filter((text) => text !== "")).toEqual(pieces);
    expect(recording.ofType("embedding.end").map(({ status }) => status)).toEqual(["ok"]);
  });

  it("is below a tool's run by the run manager that the tool's function is given", async () => {
    const recording = recordingHandler();
    const func = (_: string, runManager?: EarshotTelemetryOptions["callbacks"]) => ask(runManager);
    const asking = new DynamicTool({ name: "outer", description: "asks", func });
    await asking.invoke("q", { callbacks: [toLangChain(recording)] });
    expect(places(recording.events)).toEqual(belowOuter);
  });

  it("is heard so by a middleware", async () => {
    const recording = recordingHandler();
    await outer(({ callbacks }) => {
      const model = wrapLanguageModel({ model: openai().chat("answer"), middleware: earshotMiddleware({ callbacks }) });
      return generateText({ model, prompt: "Add" });
    }).invoke("q", { callbacks: [toLangChain(recording)] });
    expect(places(recording.events)).toEqual(["outer < nothing", "answer < outer"]);
  });

  it("is heard once by handlers that are configured as well", async () => {
    const recording = recordingHandler();
    const unregister = registerEarshot();
    const restore = configure({ callbacks: [recording] });
    await outer(({ callbacks }) => ask(callbacks)).invoke("q", { callbacks: [toLangChain(recording)] });
    restore();
    unregister();
    expect(places(recording.events)).toEqual(belowOuter);
  });

  it("is heard once the run is over by nobody", async () => {
    const recording = recordingHandler();
    let left: RunnableConfig = {};
    const leave = outer((config) => Promise.resolve(void (left = config)));
    await leave.invoke("q", { callbacks: [toLangChain(recording)] });
    await ask(left.callbacks);
    expect(places(recording.events)).toEqual(["outer < nothing"]);
  });
});

it("a call with the manager of an Earshot run is below that run", async () => {
  const recording = recordingHandler();
  const spec = { kind: "chain", name: "outer", start: { inputs: 1 } } as const;
  await run(spec, ({ config }) => ask(config.callbacks), { callbacks: [recording] });
  expect(places(recording.events)).toEqual(belowOuter);
  recording.clear();
  await RunnableLambda.from((_: string, { callbacks }) => ask(callbacks))
    .withConfig(named("outer"))
    .invoke("q", { callbacks: [recording] });
  expect(places(recording.events)).toEqual(belowOuter);
});

it("what is neither a list nor a manager is refused at once", () => {
  const invalid = expect.objectContaining({ code: "INVALID_HANDLER" });
  for (const hear of [earshotTelemetry, earshotMiddleware, earshotIntegration])
    for (const callbacks of [{}, [{}]]) expect(() => hear({ callbacks } as never)).toThrow(invalid);
});

describe.skipIf(process.env["EARSHOT_TEST_AMBIENT"] === "off")("a call that is told nothing", () => {
  it("is heard below the LangGraph node that it is made in", async () => {
    const recording = recordingHandler();
    const graph = new StateGraph(Annotation.Root({ text: Annotation<string> }))
      .addNode("outer", async () => ({ text: await ask() }))
      .addEdge(START, "outer")
      .addEdge("outer", END)
      .compile();
    await graph.invoke({ text: "" }, { callbacks: [toLangChain(recording)] });
    assertWellFormed(recording.events);
    expect(places(recording.events)).toEqual([
      "LangGraph < nothing",
      "__start__ < LangGraph",
      "outer < LangGraph",
      ...belowOuter.slice(1),
    ]);
  });

  it("is heard below the innermost run, LangChain's or Earshot's", async () => {
    const recording = recordingHandler();
    const theirs = LangChainLambda.from(() => ask()).withConfig(named("outer"));
    const ours = RunnableLambda.from((q: string, config) => fromLangChain(theirs).invoke(q, config));
    await ours.invoke("q", { callbacks: [recording], runName: "ours" });
    assertWellFormed(recording.events);
    expect(places(recording.events)).toEqual(["ours < nothing", "outer < ours", ...belowOuter.slice(1)]);

    recording.clear();
    const inner = RunnableLambda.from(() => ask()).withConfig(named("outer"));
    const around = LangChainLambda.from((q: string, config) => inner.invoke(q, config)).withConfig(named("theirs"));
    await around.invoke("q", { callbacks: [toLangChain(recording)] });
    expect(places(recording.events)).toEqual(["theirs < nothing", "outer < theirs", ...belowOuter.slice(1)]);
  });

  it("is heard below a LangChain run that an Earshot function invokes with its config", async () => {
    const recording = recordingHandler();
    const theirs = LangChainLambda.from(() => ask()).withConfig(named("outer"));
    const ours = RunnableLambda.from((q: string, config) => theirs.invoke(q, config));
    await ours.invoke("q", { callbacks: [recording], runName: "ours" });
    expect(places(recording.events)).toEqual(["ours < nothing", "outer < ours", ...belowOuter.slice(1)]);
  });
});
