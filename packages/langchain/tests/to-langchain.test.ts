import { configure, defineHandler, flush } from "@earshot/core/events";
import { createRedactor } from "@earshot/core/redaction";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { CallbackManager } from "@langchain/core/callbacks/manager";
import type { SerializedNotImplemented } from "@langchain/core/load/serializable";
import { AIMessageChunk } from "@langchain/core/messages";
import { RunnableLambda, RunnableParallel } from "@langchain/core/runnables";
import { FakeListChatModel, FakeStreamingChatModel } from "@langchain/core/utils/testing";
import { Annotation, Command, END, Send, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it, vi } from "vitest";
import { toLangChain } from "../src/index.js";

describe("an Earshot handler on LangChain's runs", () => {
  it("is one object for one handler", () => {
    const handler = recordingHandler({ name: "mine" });
    expect(toLangChain(handler)).toBe(toLangChain(handler));
    expect(toLangChain(handler)).toMatchObject({ name: "earshot:mine", awaitHandlers: true, raiseError: false });
  });

  it("hears branches side by side, each event once, in one order", async () => {
    const heard = recordingHandler();
    const slow = (ms: number) =>
      RunnableLambda.from(async (n: number) => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        return n + ms;
      });
    const callbacks = [toLangChain(heard)];
    const parallel = RunnableParallel.from({ a: slow(5), b: slow(1), c: slow(3) }).withConfig({ callbacks });
    expect(await parallel.invoke(1, { callbacks })).toEqual({ a: 6, b: 2, c: 4 });
    assertWellFormed(heard.events);
    const [root, ...children] = heard.ofType("chain.start");
    expect(children.map(({ parentRunId, tags }) => [parentRunId === root?.runId, tags])).toEqual([
      [true, ["map:key:a"]],
      [true, ["map:key:b"]],
      [true, ["map:key:c"]],
    ]);
  });

  it("hears LangGraph's Send as tasks side by side, and a handover to a parent as no failure", async () => {
    const heard = recordingHandler();
    const State = Annotation.Root({
      words: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
    });
    const inner = new StateGraph(State)
      .addNode("hand", () => new Command({ goto: "last", update: { words: ["handed"] }, graph: Command.PARENT }))
      .addEdge(START, "hand")
      .compile();
    const graph = new StateGraph(State)
      .addNode("word", (state: { readonly word: string }) => ({ words: [state.word] }) as never, { ends: ["inner"] })
      .addNode("inner", inner, { ends: ["last"] })
      .addNode("last", () => ({ words: ["last"] }))
      .addConditionalEdges(START, () => ["a", "b"].map((word) => new Send("word", { word })))
      .addEdge("word", "inner")
      .addEdge("last", END)
      .compile();
    expect((await graph.invoke({ words: [] }, { callbacks: [toLangChain(heard)] })).words).toEqual([
      "a",
      "b",
      "handed",
      "last",
    ]);
    assertWellFormed(heard.events);
    const root = heard.events[0]?.runId;
    expect(
      heard
        .ofType("chain.start")
        .filter(({ name }) => name === "word")
        .map(({ parentRunId }) => parentRunId === root),
    ).toEqual([true, true]);
    expect(heard.ofType("chain.end").map(({ status }) => status)).not.toContain("error");
    expect(heard.ofType("chain.end").map(({ status }) => status)).not.toContain("interrupted");
  });

  it("hears tokens of an invoke if it prefers streaming", async () => {
    const tokens: string[] = [];
    const handler = defineHandler({
      lc_prefer_streaming: true,
      on: { "chat_model.delta": ({ text }) => tokens.push(text) },
    });
    await new FakeListChatModel({ responses: ["hey"] }).invoke("q", { callbacks: [toLangChain(handler)] });
    expect(tokens).toEqual(["h", "e", "y"]);
  });

  it("sees no more than redaction lets through", async () => {
    const restore = configure({
      redactor: createRedactor({
        redact: (value) => JSON.parse(JSON.stringify(value).replaceAll("hunter2", "***")) as never,
        startText: () => {
          let held = "";
          return { push: (text) => ((held += text), ""), flush: () => held.replaceAll("hunter2", "***") };
        },
      }),
    });
    const heard = recordingHandler();
    try {
      const chunks = ["hun", "ter", "2!"].map((content) => new AIMessageChunk({ content }));
      for await (const _ of await new FakeStreamingChatModel({ chunks }).stream("my password is hunter2", {
        callbacks: [toLangChain(heard)],
      }));
    } finally {
      restore();
    }
    const deltas = heard.ofType("chat_model.delta");
    expect(deltas.map(({ text }) => text).join("")).toBe("***!");
    expect(JSON.stringify(heard.events)).not.toContain("hunter2");
    expect(JSON.stringify(heard.events)).toContain("***");
  });

  it("is waited for by flush, and holds up no run in the background", async () => {
    let done = 0;
    const slow = defineHandler({
      onEvent: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        done++;
      },
    });
    await RunnableLambda.from((n: number) => n).invoke(1, { callbacks: [toLangChain(slow)] });
    expect(done).toBe(0);
    await flush();
    expect(done).toBe(2);
  });

  it("reports its failures as Earshot does, and LangChain writes none of them down", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const reports: unknown[] = [];
    const restore = configure({
      onHandlerError: (error, { eventType, run }) => reports.push([error, eventType, run.name]),
    });
    const failure = new Error("a handler's own");
    const failing = defineHandler({
      on: {
        "chain.start": () => {
          throw failure;
        },
      },
    });
    try {
      expect(await RunnableLambda.from((n: number) => n).invoke(1, { callbacks: [toLangChain(failing)] })).toBe(1);
    } finally {
      restore();
    }
    expect(reports).toEqual([[failure, "chain.start", "RunnableLambda"]]);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  it("stops a run with its own error if it says raiseError, at any event", async () => {
    const objection = new Error("stop");
    const throwing = (method: string) => ({
      name: method,
      raiseError: true,
      [method]: () => {
        throw objection;
      },
    });
    const model = new FakeStreamingChatModel({ chunks: [new AIMessageChunk("hey")] });
    for (const method of ["handleChatModelStart", "handleLLMNewToken", "handleLLMEnd"]) {
      const heard = recordingHandler();
      const read = async (): Promise<void> => {
        for await (const _ of await model.stream("q", {
          callbacks: [toLangChain(throwing(method)), toLangChain(heard)],
        }));
      };
      await expect(read(), method).rejects.toBe(objection);
    }
  });

  it("hears an abort as cancelled, and a failure as what it is", async () => {
    const heard = recordingHandler();
    const callbacks = [toLangChain(heard)];
    const controller = new AbortController();
    const wait = RunnableLambda.from(() => new Promise((resolve) => setTimeout(resolve, 50)));
    setTimeout(() => controller.abort(), 5);
    await expect(wait.invoke(1, { callbacks, signal: controller.signal })).rejects.toThrow("aborted");
    await expect(wait.invoke(1, { callbacks, timeout: 5 })).rejects.toThrow("timeout");
    const timeoutOfProvider = Object.assign(new Error("the provider took too long"), { name: "TimeoutError" });
    const failing = RunnableLambda.from(() => {
      throw timeoutOfProvider;
    });
    await expect(failing.invoke(1, { callbacks })).rejects.toThrow("too long");
    expect(heard.ofType("chain.end").map(({ status, error }) => [status, (error as Error).name])).toEqual([
      ["cancelled", "AbortError"],
      ["cancelled", "TimeoutError"],
      ["error", "TimeoutError"],
    ]);
  });

  it("may be in a manager made by hand", async () => {
    const heard = recordingHandler();
    const manager = new CallbackManager();
    manager.addHandler(toLangChain(heard));
    const serialized: SerializedNotImplemented = { lc: 1, type: "not_implemented", id: ["mine"] };
    const run = await manager.handleChainStart(serialized, { a: 1 });
    const tool = await run
      .getChild()
      .handleToolStart(serialized, "no JSON", undefined, undefined, undefined, undefined, "named");
    await tool.handleToolEvent("part");
    await tool.handleText("said");
    await run.handleAgentAction({ tool: "t", toolInput: "", log: "" });
    await run.handleChainEnd({ b: 2 });
    assertWellFormed(heard.events);
    expect(heard.summary()).toEqual([
      "chain.start",
      "tool.start",
      "tool.delta",
      "run.text",
      "agent.action",
      "tool.end cancelled",
      "chain.end ok",
    ]);
    expect(heard.ofType("tool.start")[0]).toMatchObject({ name: "named", args: "no JSON", input: "no JSON" });
  });
});
