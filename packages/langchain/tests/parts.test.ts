import { StringOutputParser } from "@earshot/core/output_parsers";
import { RunnableLambda as EarshotLambda } from "@earshot/core/runnables";
import { assertWellFormed, recordingHandler, type RecordingHandler } from "@earshot/testing";
import type { CallbackManagerForRetrieverRun, CallbackManagerForToolRun } from "@langchain/core/callbacks/manager";
import { Document } from "@langchain/core/documents";
import { AIMessageChunk } from "@langchain/core/messages";
import { StringOutputParser as LangChainParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { BaseRetriever } from "@langchain/core/retrievers";
import { RunnableLambda } from "@langchain/core/runnables";
import { DynamicTool, StructuredTool, tool } from "@langchain/core/tools";
import { FakeListChatModel, FakeStreamingChatModel } from "@langchain/core/utils/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { fromLangChain, toLangChain, UnknownPartError } from "../src/index.js";
import { openAIProtocol } from "../../../tests/support/openai-protocol.js";
import { startProviderServer, type ProviderServer } from "../../../tests/support/provider-server.js";
import { add, openAIModel } from "./support/scripted-graph.js";

/** The tree of what was heard: each run's name below its parent's, with its status. */
function treeOf({ events }: RecordingHandler): string[] {
  assertWellFormed(events);
  const depths = new Map<string | undefined, number>([[undefined, -1]]);
  return events.flatMap((event) => {
    if (!event.type.endsWith(".start")) return [];
    const depth = (depths.get(event.parentRunId) ?? -1) + 1;
    depths.set(event.runId, depth);
    const end = events.find(({ runId, type }) => runId === event.runId && type.endsWith(".end")) as { status?: string };
    return [`${"  ".repeat(depth)}${event.kind} ${event.name} ${end.status}`];
  });
}

const double = RunnableLambda.from((n: number) => n * 2).withConfig({ runName: "double" });

class Shelf extends BaseRetriever {
  lc_namespace = ["test"];

  override async _getRelevantDocuments(query: string, runManager?: CallbackManagerForRetrieverRun) {
    const pageContent = await RunnableLambda.from((text: string) => text.toUpperCase())
      .withConfig({ runName: "shout" })
      .invoke(query, { callbacks: runManager?.getChild() ?? [] });
    return [new Document({ pageContent })];
  }
}

class Twice extends StructuredTool {
  name = "twice";
  description = "Doubles.";
  schema = z.object({ n: z.number() });

  protected override async _call({ n }: { n: number }, runManager?: CallbackManagerForToolRun) {
    return String(await double.invoke(n, { callbacks: runManager?.getChild() ?? [] }));
  }
}

describe("a part of LangChain's in an Earshot chain", () => {
  it("is heard below it, with what it runs below that", async () => {
    const inner = ChatPromptTemplate.fromTemplate("{q}")
      .pipe(new FakeListChatModel({ responses: ["hey"] }))
      .pipe(new LangChainParser());
    const chain = EarshotLambda.from((q: string) => ({ q })).pipe(fromLangChain(inner));
    const heard = recordingHandler();
    expect(await chain.invoke("who?", { callbacks: [heard], tags: ["mine"], metadata: { request: 7 } })).toBe("hey");
    expect(treeOf(heard)).toEqual([
      "chain RunnableSequence ok",
      "  chain RunnableLambda ok",
      "  chain RunnableSequence ok",
      "    chain ChatPromptTemplate ok",
      "    chat_model FakeListChatModel ok",
      "    chain StrOutputParser ok",
    ]);
    for (const { tags, metadata } of heard.events) {
      expect(tags).toContain("mine");
      expect(metadata["request"]).toBe(7);
    }
  });

  it("streams through", async () => {
    const inner = ChatPromptTemplate.fromTemplate("{q}").pipe(new FakeListChatModel({ responses: ["hey"] }));
    const heard = recordingHandler();
    const pieces: string[] = [];
    const chain = fromLangChain(inner).pipe(new StringOutputParser());
    for await (const piece of await chain.stream({ q: "who?" }, { callbacks: [heard] })) pieces.push(piece);
    expect(pieces).toEqual(["h", "e", "y"]);
    expect(treeOf(heard)).toHaveLength(5);
    const [delta] = heard.ofType("chat_model.delta");
    expect(delta?.text).toBe("h");
  });

  it("takes its input as it comes, if it can", async () => {
    const model = fromLangChain(
      new FakeStreamingChatModel({ chunks: ["a", "b"].map((text) => new AIMessageChunk(text)) }),
    );
    const pieces: string[] = [];
    for await (const piece of await model.pipe(fromLangChain(new LangChainParser())).stream("q")) pieces.push(piece);
    expect(pieces.filter((piece) => piece !== "")).toEqual(["a", "b"]);
  });

  it("ends with what is below it when it is left", async () => {
    const inner = ChatPromptTemplate.fromTemplate("{q}").pipe(new FakeListChatModel({ responses: ["hey"], sleep: 1 }));
    const heard = recordingHandler();
    for await (const _ of await fromLangChain(inner).stream({ q: "who?" }, { callbacks: [heard] })) break;
    expect(treeOf(heard)).toEqual([
      "chain RunnableSequence cancelled",
      "  chain ChatPromptTemplate ok",
      "  chat_model FakeListChatModel cancelled",
    ]);
  });

  it("may be a tool, whose run is Earshot's, and what it runs below it", async () => {
    for (const part of [
      tool(async ({ n }, config) => String(await double.invoke(n, config)), {
        name: "twice",
        description: "Doubles.",
        schema: z.object({ n: z.number() }),
      }),
      new Twice(),
    ]) {
      const heard = recordingHandler();
      const wrapped = fromLangChain(part as StructuredTool);
      const call = { type: "tool_call", id: "call_1", name: "twice", args: { n: 2 } } as const;
      const message = await wrapped.invoke(call, { callbacks: [heard] });
      expect(message).toMatchObject({ content: "4", tool_call_id: "call_1", type: "tool" });
      expect(treeOf(heard)).toEqual(["tool twice ok", "  chain double ok"]);
      await expect(wrapped.invoke({ n: "two" })).rejects.toMatchObject({ code: "TOOL_INPUT" });
    }
  });

  it("may be a tool that takes a text", async () => {
    const shout = new DynamicTool({ name: "shout", description: "Shouts.", func: async (text) => text.toUpperCase() });
    expect(await fromLangChain(shout as never as StructuredTool).invoke({ input: "hey" })).toBe("HEY");
  });

  it("may be a retriever, whose run is Earshot's, and what it runs below it", async () => {
    const heard = recordingHandler();
    expect(await fromLangChain(new Shelf()).invoke("owls", { callbacks: [heard] })).toMatchObject([
      { pageContent: "OWLS" },
    ]);
    expect(treeOf(heard)).toEqual(["retriever Shelf ok", "  chain shout ok"]);
  });

  it("keeps the handlers that it was made with, each heard once", async () => {
    const heard = recordingHandler();
    const starts: string[] = [];
    const callbacks = [toLangChain(heard), { handleChatModelStart: () => void starts.push("start") }];
    const model = fromLangChain(new FakeListChatModel({ responses: ["hey"], callbacks }));
    await model.invoke("q", { callbacks: [heard] });
    expect(treeOf(heard)).toEqual(["chat_model FakeListChatModel ok"]);
    expect(starts).toEqual(["start"]);
  });

  it("is refused if it is none", () => {
    expect(() => fromLangChain({} as never)).toThrow(UnknownPartError);
    expect(() => fromLangChain(7 as never)).toThrow(UnknownPartError);
  });
});

describe("a chat model of LangChain's with something bound to it", () => {
  let server: ProviderServer;
  beforeAll(async () => {
    server = await startProviderServer(openAIProtocol);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it("is the model with that bound", async () => {
    for (const bound of [
      fromLangChain(openAIModel(server.url).bindTools([add])),
      fromLangChain(openAIModel(server.url)).bindTools?.([fromLangChain(add as never) as never]),
      fromLangChain(new FakeListChatModel({ responses: ["x"] }).withConfig({ stop: ["never"] })),
    ]) {
      const heard = recordingHandler();
      await bound?.invoke("What is 1 + 2?" as never, { callbacks: [heard] });
      expect(treeOf(heard)).toHaveLength(1);
    }
    const asked = server.requests.map(
      ({ body }) => (body["tools"] as { function: { name: string } }[])[0]?.function.name,
    );
    expect(asked).toEqual(["add", "add"]);
  });
});
