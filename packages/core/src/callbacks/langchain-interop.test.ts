import { describe, expect, it } from "vitest";
import { CallbackManager as LangChainManager } from "@langchain/core/callbacks/manager";
import { RunnableLambda } from "@langchain/core/runnables";
import { FakeListChatModel } from "@langchain/core/utils/testing";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { defineHandler } from "../events/define-handler.js";
import type { EarshotEvent } from "../events/event.js";
import { run } from "../runs/run-with.js";
import { CallbackManager } from "./callback-manager.js";

const options = { kind: "chain", name: "ours", start: { inputs: 1 } } as const;

describe("LangChain's own runnables", () => {
  it("run below an Earshot run when they are handed its manager, and each event is heard once", async () => {
    const events: EarshotEvent[] = [];
    const handler = defineHandler({ onEvent: (event) => void events.push(event) });
    const theirs = new FakeListChatModel({ responses: ["hi"] }).pipe(new StringOutputParser());
    const runId = "00000000-0000-7000-8000-000000000001";
    await run(
      options,
      async ({ config }) => {
        const callbacks = CallbackManager.configure(config.callbacks, undefined);
        return theirs.invoke("x", { callbacks: callbacks as unknown as LangChainManager, tags: ["t"] });
      },
      { callbacks: [handler], runId },
    );

    const names = new Map(events.map((event) => [event.runId, event.name]));
    expect(events.map(({ type, parentRunId, name }) => `${type} ${name} < ${names.get(parentRunId ?? "")}`)).toEqual([
      "chain.start ours < undefined",
      "chain.start RunnableSequence < ours",
      "chat_model.start FakeListChatModel < RunnableSequence",
      "chat_model.end FakeListChatModel < RunnableSequence",
      "chain.start StrOutputParser < RunnableSequence",
      "chain.end StrOutputParser < RunnableSequence",
      "chain.end RunnableSequence < ours",
      "chain.end ours < undefined",
    ]);
    expect(events[2]?.tags).toEqual(expect.arrayContaining(["t", "seq:step:1"]));
  });

  it("stream tokens into an Earshot run, also for a handler that prefers LangChain's stream events", async () => {
    for (const preference of ["lc_prefer_streaming", "lc_prefer_chat_model_stream_events"]) {
      const tokens: string[] = [];
      const handler = {
        name: "tokens",
        [preference]: true,
        handleLLMNewToken: (token: string) => void tokens.push(token),
        handleChatModelStreamEvent: () => undefined,
      };
      const manager = CallbackManager.configure([handler]);
      const theirs = new FakeListChatModel({ responses: ["abc"] });
      await theirs.invoke("x", { callbacks: manager as unknown as LangChainManager });
      expect(tokens.join(""), preference).toBe("abc");
    }
  });

  it("tell their failure, and reject with it", async () => {
    const ends: unknown[] = [];
    const manager = CallbackManager.fromHandlers({ handleChainError: (error) => void ends.push(error) });
    const failure = new Error("theirs");
    const theirs = RunnableLambda.from(() => {
      throw failure;
    });
    await expect(theirs.invoke(1, { callbacks: manager as unknown as LangChainManager })).rejects.toBe(failure);
    expect(ends).toEqual([failure]);
  });

  it("are heard by Earshot runs that are handed LangChain's manager", async () => {
    const heard: unknown[] = [];
    const theirs = LangChainManager.fromHandlers({
      handleChainStart: (_chain, _inputs, runId) => void heard.push(runId),
      handleChainEnd: (outputs) => void heard.push(outputs),
    });
    await run(options, () => 2, { callbacks: theirs as never, runId: "r" });
    expect(heard).toEqual(["r", { output: 2 }]);
  });
});
