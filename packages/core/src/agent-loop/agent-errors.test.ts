import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AgentStepLimitError, createAgent, type CreateAgentParams } from "../exports/agents.js";
import { HandlerAbort } from "../exports/errors.js";
import { defineHandler } from "../exports/events.js";
import { BaseChatModel } from "../exports/language_models/chat_models.js";
import { AIMessage, type BaseMessage, type ToolMessage } from "../exports/messages.js";
import { tool } from "../exports/tools.js";
import { FakeToolCallingModel } from "../exports/utils/testing.js";

const broken = tool(
  () => {
    throw new Error("out of order");
  },
  { name: "broken", schema: z.object({ n: z.number() }) },
);
const fine = tool(({ n }) => n, { name: "fine", schema: z.object({ n: z.number() }) });

async function answers(call: { name: string; args: Record<string, unknown> }, params: Partial<CreateAgentParams> = {}) {
  const model = new FakeToolCallingModel({ toolCalls: [[call]] });
  const recording = recordingHandler();
  const agent = createAgent({ model, tools: [broken, fine], ...params } as CreateAgentParams);
  const { messages } = await agent
    .invoke("?", { callbacks: [recording] })
    .finally(() => assertWellFormed(recording.events));
  return messages[2] as ToolMessage;
}

describe("a tool's error", () => {
  it.each([
    ["an error of the tool", { name: "broken", args: { n: 1 } }, /^Error: out of order\n/],
    [
      "arguments that don't fit, with their path",
      { name: "fine", args: { n: "one" } },
      /expected schema of "fine": n: /,
    ],
    ["a tool that there isn't, with those there are", { name: "nothing", args: {} }, /no tool "nothing".*broken, fine/],
  ])("is fed back: %s", async (_, call, text) => {
    const message = await answers(call);
    expect(message).toMatchObject({ status: "error", name: call.name, tool_call_id: `call_1_${call.name}` });
    expect(message.text).toMatch(text);
  });

  it("is fed back: arguments that are no JSON, as a call that every provider takes", async () => {
    class Mumbling extends BaseChatModel {
      asked: BaseMessage[][] = [];
      override _llmType() {
        return "mumbling";
      }
      override bindTools() {
        return this as never;
      }
      override async _generate(messages: BaseMessage[]) {
        this.asked.push([...messages]);
        const invalid = [{ id: "1", name: "fine", args: '{"n": ', error: "cut off" }];
        const message = new AIMessage({ content: "", invalid_tool_calls: this.asked.length === 1 ? invalid : [] });
        return { generations: [{ text: "", message }] };
      }
    }
    const model = new Mumbling();
    const recording = recordingHandler();
    await createAgent({ model, tools: [fine] }).invoke("?", { callbacks: [recording] });
    const [, said, answer] = model.asked[1] as [BaseMessage, AIMessage, ToolMessage];
    expect(said.tool_calls).toEqual([{ type: "tool_call", id: "1", name: "fine", args: {} }]);
    expect(answer).toMatchObject({ status: "error", tool_call_id: "1" });
    expect(answer.text).toContain('no JSON (cut off): {"n": ');
    expect(recording.ofType("agent.action")[0]?.action.toolInput).toBe('{"n": ');
    expect(recording.ofType("tool.start")).toEqual([]);
  });

  it("is raised when told so, and ends the run with it", async () => {
    const call = { name: "broken", args: { n: 1 } };
    await expect(answers(call, { onToolError: "raise" })).rejects.toThrow("out of order");
    await expect(answers({ name: "no", args: {} }, { onToolError: "raise" })).rejects.toMatchObject({
      code: "UNKNOWN_TOOL",
    });
  });

  it("is worded, left to the agent, or raised by a function", async () => {
    const call = { name: "broken", args: { n: 1 } };
    const heard: unknown[] = [];
    const words = await answers(call, { onToolError: (error, given) => void heard.push(error, given.name) });
    expect(words.text).toMatch(/^Error: out of order/);
    expect(heard).toEqual([expect.objectContaining({ message: "out of order" }), "broken"]);
    expect((await answers(call, { onToolError: async () => "try fine" })).text).toBe("try fine");
    const raise = () => {
      throw new RangeError("enough");
    };
    await expect(answers(call, { onToolError: raise })).rejects.toThrow(new RangeError("enough"));
  });

  const object = (): never => {
    throw new RangeError("over budget");
  };
  it.each([
    ["a guard's objection", defineHandler({ policy: "guard", on: { "tool.start": object } }), HandlerAbort],
    ["a guard's objection at the end", defineHandler({ policy: "guard", on: { "tool.end": object } }), HandlerAbort],
    ["the own error of a handler with raiseError", { raiseError: true, handleToolStart: object }, RangeError],
    ["the same at the end", { raiseError: true, handleToolEnd: object }, RangeError],
  ])("is not %s: that ends the run", async (_, guard, expected) => {
    const recording = recordingHandler();
    const model = new FakeToolCallingModel({ toolCalls: [[{ name: "fine", args: { n: 1 } }]] });
    const callbacks = [recording, guard];
    await expect(createAgent({ model, tools: [fine] }).invoke("?", { callbacks })).rejects.toBeInstanceOf(expected);
    expect(model.callCount).toBe(1);
    assertWellFormed(recording.events);
    expect(recording.ofType("chain.end")[0]?.status).toBe("error");
  });

  it("is not an abort: that ends the run, and what its tools do", async () => {
    const controller = new AbortController();
    let stopped = "";
    const hanging = tool(
      (_: unknown, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => {
            stopped = "stopped";
            reject(signal.reason as Error);
          });
          controller.abort();
        }),
      { name: "hanging", schema: z.object({}) },
    );
    const recording = recordingHandler();
    const model = new FakeToolCallingModel({ toolCalls: [[{ name: "hanging", args: {} }]] });
    const config = { callbacks: [recording], signal: controller.signal };
    await expect(createAgent({ model, tools: [hanging] }).invoke("?", config)).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(stopped).toBe("stopped");
    expect(model.callCount).toBe(1);
    assertWellFormed(recording.events);
    expect(
      recording.events.filter(({ type }) => type.endsWith(".end")).map((end) => (end as { status?: string }).status),
    ).toEqual(["ok", "cancelled", "cancelled"]);
  });

  it("is one that the tool makes of an abort of its own run's making", async () => {
    const timed = tool(
      (_: unknown, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error))),
      {
        name: "timed",
        schema: z.object({}),
        defaultConfig: { timeout: 5 },
      },
    );
    const message = await answers({ name: "timed", args: {} }, { tools: [timed] });
    expect(message).toMatchObject({ status: "error" });
  });
});

describe("the model's errors and the step limit", () => {
  it("ends with the error of the model", async () => {
    const recording = recordingHandler();
    const agent = createAgent({ model: new FakeToolCallingModel({ error: new Error("overloaded") }) });
    await expect(agent.invoke("?", { callbacks: [recording] })).rejects.toThrow("overloaded");
    assertWellFormed(recording.events);
  });

  it("stops after so many calls of the model, and loses nothing", async () => {
    const calls = Array.from({ length: 40 }, () => [{ name: "fine", args: { n: 1 } }]);
    const model = new FakeToolCallingModel({ toolCalls: calls });
    const agent = createAgent({ model, tools: [fine] });
    const recording = recordingHandler();
    const error = await agent
      .invoke("?", { recursionLimit: 2, callbacks: [recording] })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AgentStepLimitError);
    expect(error).toMatchObject({ code: "AGENT_STEP_LIMIT", limit: 2, messages: { length: 5 } });
    assertWellFormed(recording.events);
    expect(recording.ofType("chain.end")[0]).toMatchObject({ status: "error", outputs: { messages: { length: 5 } } });
    await expect(agent.invoke("?")).rejects.toMatchObject({ limit: 25, messages: { length: 51 } });
    expect(model.callCount).toBe(27);
  });

  it("counts down from agent to agent, so that those who call each other end", async () => {
    const seen: (number | undefined)[] = [];
    const inner = tool((_: unknown, { recursionLimit }) => void seen.push(recursionLimit), {
      name: "inner",
      schema: z.object({}),
    });
    const model = new FakeToolCallingModel({ toolCalls: [[{ name: "inner", args: {} }]] });
    await createAgent({ model, tools: [inner] }).invoke("?");
    expect(seen).toEqual([24]);
  });

  it("rejects an input that is no conversation, and is heard", async () => {
    const recording = recordingHandler();
    const agent = createAgent({ model: new FakeToolCallingModel() });
    const config = { callbacks: [recording, defineHandler({ onEvent: () => undefined })] };
    await expect(agent.invoke({ messages: [7 as never] }, config)).rejects.toMatchObject({ code: "MESSAGE_COERCION" });
    await expect(agent.stream({ messages: [7 as never] }, config)).rejects.toMatchObject({ code: "MESSAGE_COERCION" });
    assertWellFormed(recording.events);
  });
});
