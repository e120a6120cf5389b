import { HumanMessage as LangChainHumanMessage } from "@langchain/core/messages";
import { StringOutputParser as LangChainParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate as LangChainPrompt } from "@langchain/core/prompts";
import { RunnableLambda as LangChainLambda, RunnableSequence as LangChainSequence } from "@langchain/core/runnables";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import type { AIMessageChunk } from "../../src/exports/messages.js";
import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { ChatPromptTemplate } from "../../src/exports/prompts.js";
import { RunnableLambda, type RunnableLike } from "../../src/exports/runnables.js";
import { FakeChatModel } from "./support/fake-chat-model.js";
import { piecesOf } from "../support/pieces-of.js";

/** LangChain's runnables are ours as far as composing goes. */
const ours = <TInput, TOutput>(runnable: object) => runnable as RunnableLike<TInput, TOutput>;
const prompt = ChatPromptTemplate.fromTemplate("Say {what}");
const model = () => new FakeChatModel({ chunks: ["a", "b"] });

describe("LangChain's runnables as steps of our chain", () => {
  it("parse what our model says, in pieces too", async () => {
    const chain = prompt.pipe(model()).pipe(ours<AIMessageChunk, string>(new LangChainParser()));
    expect(await chain.invoke({ what: "ab" })).toBe("ab");
    expect(await piecesOf(chain.stream({ what: "ab" }))).toEqual(["a", "b"]);
  });

  it("are heard by our handlers, below our run, and end before it", async () => {
    const recording = recordingHandler();
    const methods: [string, string | undefined][] = [];
    let [root, lambda] = ["", ""];
    const step = LangChainLambda.from((n: number) => n + 1);
    const chain = RunnableLambda.from((n: number) => n).pipe(ours<number, number>(step));
    const handler = {
      name: "langchain",
      awaitHandlers: true,
      handleChainStart(serialized: { readonly id: string[] }, _: unknown, runId: string, parentRunId?: string) {
        if (parentRunId === undefined) root = runId;
        lambda = runId;
        methods.push([serialized.id.at(-1) as string, parentRunId === undefined ? undefined : "root"]);
        if (parentRunId !== undefined) expect(parentRunId).toBe(root);
      },
      handleChainEnd(_: unknown, runId: string) {
        methods.push(["end", runId === root ? "root" : runId === lambda ? "lambda" : "first"]);
      },
    };
    expect(await chain.invoke(1, { callbacks: [handler as never, recording], tags: ["t"] })).toBe(2);
    expect(methods.map(([name]) => name)).toEqual([
      "RunnableSequence",
      "RunnableLambda",
      "end",
      "RunnableLambda",
      "end",
      "end",
    ]);
    expect(methods.at(-1)).toEqual(["end", "root"]);
    assertWellFormed(recording.events);
  });

  it("begin a chain of ours with their prompt", async () => {
    const spoken = model();
    const chain = RunnableLambda.from((what: string) => ({ what }))
      .pipe(ours<{ what: string }, never>(LangChainPrompt.fromTemplate("Say {what}")))
      .pipe(spoken);
    expect((await chain.invoke("ab")).text).toBe("ab");
    expect(spoken.calls[0]?.messages[0]?.text).toBe("Say ab");
  });

  it("end with their own error, and are heard to do so", async () => {
    const recording = recordingHandler();
    const failure = new Error("theirs");
    const step = LangChainLambda.from(() => {
      throw failure;
    });
    const chain = RunnableLambda.from((n: number) => n).pipe(ours<number, number>(step));
    await expect(chain.invoke(1, { callbacks: [recording] })).rejects.toBe(failure);
    expect(recording.ofType("chain.end").map(({ status, error }) => [status, error])).toEqual([
      ["ok", undefined],
      ["error", failure],
      ["error", failure],
    ]);
    assertWellFormed(recording.events);
  });

  it("are stopped by our signal", async () => {
    const controller = new AbortController();
    let signal: AbortSignal | undefined;
    const step = LangChainLambda.from((_: number, config: { signal?: AbortSignal }) => {
      signal = config.signal;
      return new Promise<number>(() => undefined);
    });
    const answer = RunnableLambda.from((n: number) => n)
      .pipe(ours<number, number>(step))
      .invoke(1, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("stop")), 5);
    await expect(answer).rejects.toThrow("stop");
    expect(signal?.aborted).toBe(true);
  });
});

describe("our runnables as steps of LangChain's chain", () => {
  it("answer LangChain's prompt, and are read by its parser", async () => {
    const chain = LangChainPrompt.fromTemplate("Say {what}")
      .pipe(model() as never)
      .pipe(new LangChainParser() as never);
    expect(await chain.invoke({ what: "ab" })).toBe("ab");
    expect(await piecesOf(chain.stream({ what: "ab" }))).toEqual(["a", "b"]);
  });

  it("are heard below LangChain's run", async () => {
    const parents: Record<string, string | undefined> = {};
    const chain = LangChainSequence.from([
      LangChainLambda.from(() => [new LangChainHumanMessage("hi")]) as never,
      model() as never,
      new StringOutputParser() as never,
    ]);
    const answer = await chain.invoke("x", {
      callbacks: [
        {
          awaitHandlers: true,
          handleChainStart: (serialized, _, runId, parentRunId) =>
            void (parents[serialized.id.at(-1) as string] = parentRunId ?? (parents["root"] = runId) ?? undefined),
          handleChatModelStart: (_, __, ___, parentRunId) => void (parents["model"] = parentRunId),
        },
      ],
    });
    expect(answer).toBe("ab");
    expect(parents["model"]).toBe(parents["root"]);
    expect(parents["StrOutputParser"]).toBe(parents["root"]);
  });
});
