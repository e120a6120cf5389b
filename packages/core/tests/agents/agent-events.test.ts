import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createAgent } from "../../src/exports/agents.js";
import { tool } from "../../src/exports/tools.js";
import { add, call, fail } from "../support/agent-tools.js";
import { ReplyingChatModel } from "../support/replying-chat-model.js";

const addOne = call("add", { a: 1, b: 2 });

describe("what is heard of an agent", () => {
  const parts = () => {
    const model = new ReplyingChatModel([addOne, call("fail", {})], "It is 3.");
    return {
      agent: createAgent({ model, tools: [add, fail], name: "sums", tags: ["own"] }),
      recording: recordingHandler(),
    };
  };

  it.each(["invoke", "values", "updates", "messages"] as const)("is one tree of runs: %s", async (how) => {
    const { agent, recording } = parts();
    const config = { callbacks: [recording] };
    if (how === "invoke") await agent.invoke("1 + 2?", config);
    else for await (const _ of await agent.stream("1 + 2?", { ...config, streamMode: how as "updates" }));
    assertWellFormed(recording.events);
    const root = recording.events[0]!;
    const starts = recording.events.filter(({ type }) => type.endsWith(".start"));
    expect(starts.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "chain sums",
      "chat_model ReplyingChatModel",
      "tool add",
      "tool fail",
      "chat_model ReplyingChatModel",
    ]);
    for (const { parentRunId } of starts.slice(1)) expect(parentRunId).toBe(root.runId);
    expect(root.tags).toEqual(["own"]);
    expect(recording.ofType("agent.action").map(({ action, runId }) => [action, runId])).toEqual([
      [{ tool: "add", toolInput: { a: 1, b: 2 }, log: "" }, root.runId],
      [{ tool: "fail", toolInput: {}, log: "" }, root.runId],
    ]);
    expect(recording.ofType("agent.finish").map(({ finish }) => finish)).toEqual([
      { returnValues: { output: "It is 3." }, log: "It is 3." },
    ]);
    const end = recording.ofType("chain.end").at(-1);
    expect(end).toMatchObject({ status: "ok", outputs: { messages: expect.any(Array) } });
    expect(end?.outputs).toMatchObject({ messages: { length: 5 } });
    expect(recording.ofType("tool.end").map(({ status }) => status)).toEqual(["ok", "error"]);
  });

  it("ends once when its stream is left, with the conversation so far", async () => {
    const { agent, recording } = parts();
    for await (const _ of await agent.stream("1 + 2?", { callbacks: [recording], streamMode: "updates" })) break;
    assertWellFormed(recording.events);
    const end = recording.ofType("chain.end").at(-1);
    expect(end?.status).toBe("cancelled");
    expect(end?.outputs).toMatchObject({ messages: { length: 2 } });
  });

  it.each(["invoke", "messages"] as const)("ends once when it is aborted while a tool runs: %s", async (how) => {
    const recording = recordingHandler();
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const hang = tool(
      (_, { signal }) => {
        seen = signal;
        queueMicrotask(() => controller.abort());
        return new Promise(() => undefined);
      },
      { name: "hang", description: "", schema: z.object({}) },
    );
    const agent = createAgent({ model: new ReplyingChatModel([call("hang", {})]), tools: [hang] });
    const config = { callbacks: [recording], signal: controller.signal };
    const work = async () => {
      if (how === "invoke") return agent.invoke("go", config);
      for await (const _ of await agent.stream("go", { ...config, streamMode: how }));
    };
    await expect(work()).rejects.toMatchObject({ name: "AbortError" });
    expect(seen?.aborted).toBe(true);
    assertWellFormed(recording.events);
    expect(recording.ofType("tool.end").map(({ status }) => status)).toEqual(["cancelled"]);
    expect(recording.ofType("chain.end")[0]).toMatchObject({ status: "cancelled" });
  });

  it("times out as any run does", async () => {
    const never = () => new Promise<never>(() => undefined);
    const agent = createAgent({ model: new ReplyingChatModel(never), tools: [add] });
    await expect(agent.invoke("go", { timeout: 20 })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("keeps its own settings from what it calls", async () => {
    const inner = createAgent({
      model: new ReplyingChatModel(...Array.from({ length: 3 }, () => [addOne])),
      tools: [add],
    });
    const ask = tool(async (_, config) => (await inner.invoke("go", config)).messages.length, {
      name: "ask",
      description: "",
      schema: z.object({}),
    });
    const model = new ReplyingChatModel([call("ask", {})]);
    const outer = createAgent({ model, tools: [ask] });
    const { messages } = await outer.invoke("go", { recursionLimit: 2, streamMode: "values" });
    expect(messages[2]?.text).toBe("8");
    expect(model.options[0]).not.toHaveProperty("streamMode");
  });
});
