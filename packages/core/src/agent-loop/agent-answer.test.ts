import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createAgent } from "../exports/agents.js";
import type { BaseMessage } from "../exports/messages.js";
import { tool } from "../exports/tools.js";
import { FakeToolCallingModel } from "../exports/utils/testing.js";

const weather = z.object({ city: z.string(), degrees: z.number().default(20) });
const look = tool(({ city }) => `sun in ${city}`, { name: "look", schema: z.object({ city: z.string() }) });
const extract = (args: Record<string, unknown>) => ({ name: "extract", args });
const calling = (...toolCalls: { name: string; args: Record<string, unknown> }[][]) =>
  new FakeToolCallingModel({ toolCalls });
const told = (messages: readonly BaseMessage[]) => messages.map(({ type, text }) => `${type}: ${text}`);

describe("an answer in a form", () => {
  it("is given by a call, checked, and part of the result", async () => {
    const recording = recordingHandler();
    const model = calling([{ name: "look", args: { city: "Rome" } }], [extract({ city: "Rome" })]);
    const agent = createAgent({ model, tools: [look], responseFormat: weather });
    const { messages, structuredResponse } = await agent.invoke("?", { callbacks: [recording] });
    expect(structuredResponse).toEqual({ city: "Rome", degrees: 20 });
    expect(told(messages)).toEqual([
      "human: ?",
      "ai: ",
      "tool: sun in Rome",
      "ai: ",
      'tool: The answer: {"city":"Rome","degrees":20}',
    ]);
    expect(recording.ofType("chat_model.start")[0]?.options).toMatchObject({
      tool_choice: "any",
      tools: [look, { type: "function", function: { name: "extract", parameters: { required: ["city"] } } }],
    });
    expect(recording.ofType("agent.action").map(({ action }) => action.tool)).toEqual(["look"]);
    expect(recording.ofType("agent.finish")[0]?.finish.returnValues).toMatchObject({ structuredResponse });
    expect(recording.ofType("chain.end")[0]?.outputs).toEqual({ messages, structuredResponse });
    assertWellFormed(recording.events);
  });

  it("is fed back when it doesn't fit, or when there is none", async () => {
    const model = calling([extract({ city: 7 })], [], [extract({ city: "Rome", degrees: 3 })]);
    const { messages, structuredResponse } = await createAgent({ model, responseFormat: weather }).invoke("?");
    expect(structuredResponse).toEqual({ city: "Rome", degrees: 3 });
    expect(told(messages)[2]).toMatch(/^tool: The answer doesn't match its schema: city: .*\nCall "extract" again/);
    expect(messages[2]).toMatchObject({ status: "error" });
    expect(told(messages)[4]).toBe('human: Give your answer by calling "extract".');
  });

  it("that never fits ends at the step limit, with the reason", async () => {
    const model = calling([extract({})], [extract({})]);
    const agent = createAgent({ model, responseFormat: weather });
    await expect(agent.invoke("?", { recursionLimit: 2 })).rejects.toMatchObject({
      code: "AGENT_STEP_LIMIT",
      cause: { code: "SCHEMA", issues: [{ path: "city" }] },
      messages: { length: 5 },
    });
    await expect(createAgent({ model, responseFormat: weather }).invoke("?", { recursionLimit: 1 })).rejects.toThrow(
      /It did not call "extract"/,
    );
  });

  it("is the first that fits, and every other call of its reply is answered too", async () => {
    const model = calling([
      extract({}),
      { name: "look", args: { city: "Oslo" } },
      extract({ city: "A" }),
      extract({ city: "B" }),
    ]);
    const { messages, structuredResponse } = await createAgent({
      model,
      tools: [look],
      responseFormat: weather,
    }).invoke("?");
    expect(structuredResponse.city).toBe("A");
    expect(told(messages)[3]).toBe("tool: sun in Oslo");
    expect(messages).toHaveLength(6);
    expect(model.callCount).toBe(1);
  });

  it("may be described by a JSON Schema, and validated by a schema that takes its time", async () => {
    const schema = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] } as const;
    const model = calling([extract({ n: "1" })], [extract({ n: 1 })]);
    expect((await createAgent({ model, responseFormat: schema }).invoke("?")).structuredResponse).toEqual({ n: 1 });
    const slow = z.object({ n: z.number() }).refine(async ({ n }) => n > 0);
    const agent = createAgent({ model: calling([extract({ n: 0 })], [extract({ n: 2 })]), responseFormat: slow });
    expect((await agent.invoke("?")).structuredResponse).toEqual({ n: 2 });
  });

  it("comes with the update of its step, and with the last of the values", async () => {
    const make = () => createAgent({ model: calling([extract({ city: "Rome" })]), responseFormat: weather });
    const updates: unknown[] = [];
    for await (const { tools } of await make().stream("?")) updates.push(tools?.structuredResponse);
    expect(updates).toEqual([undefined, { city: "Rome", degrees: 20 }]);
    const values: unknown[] = [];
    for await (const { structuredResponse } of await make().stream("?", { streamMode: "values" }))
      values.push(structuredResponse);
    expect(values).toEqual([undefined, undefined, { city: "Rome", degrees: 20 }]);
  });

  it("can't be named as a tool is", () => {
    const taken = tool(() => "", { name: "extract" });
    expect(() => createAgent({ model: calling(), tools: [taken], responseFormat: weather })).toThrow(
      /name that tool otherwise/,
    );
  });
});
