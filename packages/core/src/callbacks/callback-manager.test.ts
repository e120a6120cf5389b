import { describe, expect, it } from "vitest";
import { defineHandler } from "../events/define-handler.js";
import { AIMessage } from "../messages/ai-message.js";
import { HumanMessage } from "../messages/human-message.js";
import { openRun } from "../runs/open-run.js";
import { CallbackManager } from "./callback-manager.js";
import { CallbackManagerForLLMRun } from "./callback-manager-for-llm-run.js";
import { eventRecorder } from "../../tests/support/event-recorder.js";

const component = { lc: 1, type: "not_implemented", id: ["test", "Thing"] } as const;
const serialized = { ...component, id: [...component.id] };

describe("CallbackManager", () => {
  it("starts and ends runs that its handlers hear, with parents, tags and metadata", async () => {
    const heard: unknown[][] = [];
    const manager = CallbackManager.fromHandlers({
      handleChainStart: (...values) => heard.push(["chain start", ...values.slice(1)]),
      handleToolStart: (...values) => heard.push(["tool start", ...values.slice(1)]),
      handleToolEnd: (...values) => heard.push(["tool end", ...values]),
      handleChainEnd: (...values) => heard.push(["chain end", ...values]),
    });
    manager.addTags(["all"]);
    manager.addTags(["first"], false);
    manager.addMetadata({ user: 7 });

    const chain = await manager.handleChainStart(serialized, { q: "?" }, "run-1", "agent", undefined, undefined, "Top");
    const tool = await chain
      .getChild("step")
      .handleToolStart(serialized, '{"n":1}', "run-2", undefined, undefined, undefined, undefined, "call-1");
    await tool.handleToolEnd("2");
    await chain.handleChainEnd({ answer: 2 });

    expect(heard).toEqual([
      ["chain start", { q: "?" }, "run-1", undefined, ["all", "first"], { user: 7 }, "agent", "Top", undefined],
      ["tool start", '{"n":1}', "run-2", "run-1", ["step", "all"], { user: 7 }, undefined, "call-1"],
      ["tool end", "2", "run-2", "run-1", ["step", "all"]],
      ["chain end", { answer: 2 }, "run-1", undefined, ["all", "first"], undefined],
    ]);
    expect([tool.parentRunId, tool.runId, chain.tags, chain.metadata]).toEqual([
      "run-1",
      "run-2",
      ["all", "first"],
      { user: 7 },
    ]);
  });

  it("hears a second end as nothing, and ends what is open below a run with it", async () => {
    const { handler, lines } = eventRecorder();
    const manager = new CallbackManager();
    manager.addHandler(handler);
    const chain = await manager.handleChainStart(serialized, {});
    await chain.getChild().handleRetrieverStart(serialized, "q");
    await chain.handleChainError(new Error("broken"));
    await chain.handleChainEnd({});
    await chain.handleText("too late");
    expect(lines()).toEqual(["chain.start Thing", "retriever.start Thing", "retriever.end Thing", "chain.end Thing"]);
  });

  it("starts one model run for each list of messages, says tokens, and takes the usage from the result", async () => {
    const { handler, events } = eventRecorder();
    const manager = new CallbackManager();
    manager.setHandler(handler);
    const lists = [[new HumanMessage("a")], [new HumanMessage("b")]];
    const [first, second] = await manager.handleChatModelStart(serialized, lists, "run-a", undefined, {
      invocation_params: { model: "m" },
      options: {},
    });
    await first?.handleLLMNewToken("x");
    await first?.handleLLMNewToken("y");
    const message = new AIMessage({
      content: "xy",
      usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    });
    await first?.handleLLMEnd({ generations: [[{ text: "xy", message } as never]] });
    await second?.handleLLMError(new Error("no"));

    expect(first?.runId).toBe("run-a");
    expect(second?.runId).not.toBe("run-a");
    expect(events.map((event) => event.type)).toEqual([
      "chat_model.start",
      "chat_model.start",
      "chat_model.delta",
      "chat_model.delta",
      "chat_model.end",
      "chat_model.end",
    ]);
    const [, , , delta, end, failure] = events;
    expect(delta).toMatchObject({ text: "y", index: 1, parts: [{ type: "text", text: "y" }] });
    expect(end).toMatchObject({
      status: "ok",
      usage: { source: "provider", input_tokens: 1 },
      firstTokenAt: expect.any(Number),
    });
    expect(failure).toMatchObject({ status: "error", usage: { source: "unavailable" } });
  });

  it("says no token of a run whose chunks the runtime says", async () => {
    const { handler, events } = eventRecorder();
    const opened = openRun({ kind: "chat_model", name: "model" }, { callbacks: [handler] });
    await new CallbackManagerForLLMRun(opened, { tokensFrom: "stream" }).handleLLMNewToken("x");
    expect(events).toEqual([]);
  });

  it("starts a text model's run for each prompt, a retriever's run, and says agent steps, retries and custom events", async () => {
    const { handler, lines } = eventRecorder();
    const manager = CallbackManager.configure([handler], undefined, ["t"]);
    const [model] = (await manager?.handleLLMStart(serialized, ["p"])) ?? [];
    await model?.handleLLMNewToken("x");
    await model?.handleRetry({ attempt: 1, error: new Error("busy") });
    await model?.handleLLMEnd({ generations: [[{ text: "x" }]] });
    const chain = await manager?.handleChainStart(serialized, {});
    await chain?.handleAgentAction({ tool: "t", toolInput: "i", log: "" });
    await chain?.handleAgentEnd({ returnValues: {}, log: "" });
    await chain?.handleCustomEvent("mine", 1);
    await chain?.getChild().handleCustomEvent("mine", 2);
    await chain?.handleChainEnd({});
    expect(lines()).toEqual(
      [
        "llm.start",
        "llm.delta",
        "run.retry",
        "llm.end",
        "chain.start",
        "agent.action",
        "agent.finish",
        "run.custom",
        "run.custom",
        "chain.end",
      ].map((type) => `${type} Thing t`),
    );
  });

  it("tells the inputs of a chain that was fed by a stream at its end", async () => {
    const ends: unknown[] = [];
    const manager = CallbackManager.fromHandlers({
      handleChainEnd: (output, _runId, _parent, _tags, kwargs) => ends.push(output, kwargs),
    });
    const extra = { lc_defers_inputs: true };
    const chain = await manager.handleChainStart(
      serialized,
      { input: "" },
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      extra,
    );
    await chain.handleChainEnd("bare", undefined, undefined, undefined, { inputs: { input: "fed" } });
    expect(ends).toEqual(["bare", { inputs: { input: "fed" } }]);
  });

  it("rejects with a guard's own error, and the run has ended with it", async () => {
    const ended: unknown[] = [];
    const objection = new Error("not on my watch");
    const manager = CallbackManager.fromHandlers({
      raiseError: true,
      handleChainStart: () => {
        throw objection;
      },
      handleChainError: (error) => void ended.push(error),
    });
    await expect(manager.handleChainStart(serialized, {})).rejects.toBe(objection);
    expect(ended).toEqual([objection]);
  });

  it("ends the runs it started for earlier messages when a later one is objected to", async () => {
    const statuses: unknown[] = [];
    const guard = defineHandler({
      policy: "guard",
      on: {
        "chat_model.start": ({ messages }) => {
          if (messages[0]?.content === "bad") throw new Error("bad");
        },
        "chat_model.end": ({ status }) => void statuses.push(status),
      },
    });
    const manager = new CallbackManager();
    manager.addHandler(guard);
    const lists = [[new HumanMessage("good")], [new HumanMessage("bad")]];
    await expect(manager.handleChatModelStart(serialized, lists)).rejects.toThrow("bad");
    expect(statuses).toEqual(["error", "cancelled"]);
  });
});
