import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createAgent } from "../exports/agents.js";
import { AIMessageChunk, type BaseMessage } from "../exports/messages.js";
import { tool } from "../exports/tools.js";
import { FakeToolCallingModel, type FakeToolCallingModelFields } from "../exports/utils/testing.js";

const told = (messages: readonly BaseMessage[]) => messages.map(({ type, text }) => `${type}: ${text}`);

function waiter(fields: FakeToolCallingModelFields = {}) {
  // Both begin to wait at the same moment, so that the shorter wait is over first however busy the machine is.
  let shortOneBegins: () => void = () => undefined;
  const shortOne = new Promise<void>((resolve) => (shortOneBegins = resolve));
  const wait = tool(
    async ({ ms }) => {
      if (ms === 1) shortOneBegins();
      await shortOne;
      await new Promise((resolve) => setTimeout(resolve, ms));
      return ms;
    },
    { name: "wait", schema: z.object({ ms: z.number() }) },
  );
  const calls = [20, 1].map((ms) => ({ name: "wait", args: { ms } }));
  const model = new FakeToolCallingModel({ toolCalls: [calls], ...fields });
  const recording = recordingHandler();
  return { agent: createAgent({ model, tools: [wait] }), recording, config: { callbacks: [recording] } };
}

describe("an agent's stream", () => {
  it("gives what each step adds", async () => {
    const { agent, recording, config } = waiter();
    const updates: unknown[] = [];
    for await (const { model_request: model, tools } of await agent.stream("?", config))
      updates.push({ ...(model && { model: told(model.messages) }), ...(tools && { tools: told(tools.messages) }) });
    expect(updates).toEqual([{ model: ["ai: "] }, { tools: ["tool: 20", "tool: 1"] }, { model: ["ai: done"] }]);
    assertWellFormed(recording.events);
    const outputs = recording.ofType("chain.end")[0]?.outputs as { messages: BaseMessage[] };
    expect(told(outputs.messages)).toEqual(["human: ?", "ai: ", "tool: 20", "tool: 1", "ai: done"]);
    expect(recording.ofType("chat_model.start")[0]?.options).not.toHaveProperty("streamMode");
  });

  it("gives all there is, at first and after each step", async () => {
    const { agent } = waiter();
    const lengths: number[] = [];
    for await (const { messages } of await agent.stream("?", { streamMode: "values" })) lengths.push(messages.length);
    expect(lengths).toEqual([1, 2, 4, 5]);
  });

  it("gives messages as they come: the model's in chunks, a tool's when it is there", async () => {
    const { agent, recording, config } = waiter({ text: "two words" });
    const seen: string[] = [];
    const modelIsBusy: boolean[] = [];
    for await (const [message, { langgraph_node, langgraph_step }] of await agent.stream("?", {
      ...config,
      streamMode: "messages",
    })) {
      const pieces =
        message instanceof AIMessageChunk ? (message.tool_call_chunks ?? []).map(({ args }) => args).join("") : "";
      seen.push(`${langgraph_step} ${langgraph_node} ${message.text}${pieces}`.trim());
      modelIsBusy.push(recording.ofType("chat_model.start").length > recording.ofType("chat_model.end").length);
    }
    expect(seen).toEqual([
      "1 model_request two",
      "1 model_request  words",
      "1 model_request",
      '1 model_request {"ms":20',
      "1 model_request }",
      "1 model_request",
      '1 model_request {"ms":1}',
      "1 tools 1",
      "1 tools 20",
      "2 model_request two",
      "2 model_request  words",
    ]);
    expect(modelIsBusy.slice(0, 3)).toEqual([true, true, true]);
    assertWellFormed(recording.events);
    const outputs = recording.ofType("chain.end")[0]?.outputs as { messages: BaseMessage[] };
    expect(told(outputs.messages)).toEqual(["human: ?", "ai: two words", "tool: 20", "tool: 1", "ai: two words"]);
  });

  it.each(["updates", "values", "messages"] as const)(
    "settles everything once when its consumer leaves: %s",
    async (streamMode) => {
      const { agent, recording, config } = waiter();
      let steps = 0;
      for await (const _ of await agent.stream("?", { ...config, streamMode } as never)) if (++steps === 2) break;
      assertWellFormed(recording.events);
      expect(recording.ofType("chain.end")[0]).toMatchObject({ status: "cancelled", error: undefined });
    },
  );

  it.each(["updates", "values", "messages"] as const)(
    "settles everything once when it is aborted in a tool: %s",
    async (streamMode) => {
      const { agent, recording, config } = waiter();
      const controller = new AbortController();
      const onStart = { handleToolStart: () => controller.abort() };
      const signal = controller.signal;
      const read = async () => {
        const callbacks = [recording, onStart];
        for await (const _ of await agent.stream("?", { ...config, callbacks, signal, streamMode } as never));
      };
      await expect(read()).rejects.toMatchObject({ name: "AbortError" });
      assertWellFormed(recording.events);
      expect(recording.ofType("chain.end")[0]?.status).toBe("cancelled");
    },
  );

  it("stops a model that hangs, midway in its chunks", async () => {
    const { agent, recording, config } = waiter({ text: "one two three", hangsAfter: 1 });
    for await (const [message] of await agent.stream("?", { ...config, streamMode: "messages" })) {
      expect(message.text).toBe("one");
      break;
    }
    assertWellFormed(recording.events);
    expect(recording.ofType("chat_model.end")[0]).toMatchObject({ status: "cancelled" });
  });

  it("is told by streamEvents", async () => {
    const { agent } = waiter();
    const events: string[] = [];
    for await (const { event, name } of agent.streamEvents("?", { version: "v2" })) events.push(`${event} ${name}`);
    expect(events.filter((event) => event.includes("Agent"))).toEqual([
      "on_chain_start Agent",
      ...Array.from({ length: 3 }, () => "on_chain_stream Agent"),
      "on_chain_end Agent",
    ]);
    expect(events).toContain("on_tool_end wait");
  });
});
