import { recordingHandler, assertWellFormed } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createAgent } from "../exports/agents.js";
import { configure } from "../exports/events.js";
import { AIMessage, HumanMessage, SystemMessage, type BaseMessage } from "../exports/messages.js";
import { ChatPromptTemplate, MessagesPlaceholder } from "../exports/prompts.js";
import { RunnableLambda, RunnableSequence } from "../exports/runnables.js";
import { tool } from "../exports/tools.js";
import { FakeToolCallingModel } from "../exports/utils/testing.js";

const add = tool(({ a, b }) => a + b, {
  name: "add",
  description: "Adds.",
  schema: z.object({ a: z.number(), b: z.number() }),
});
const calling = (...toolCalls: { name: string; args: Record<string, unknown>; id?: string }[][]) =>
  new FakeToolCallingModel({ toolCalls });
const told = (messages: readonly BaseMessage[]) => messages.map(({ type, text }) => `${type}: ${text}`);
const sum = { name: "add", args: { a: 1, b: 2 } };

describe("the loop", () => {
  it("answers at once where no tool is called, and takes a text, messages and tuples", async () => {
    const agent = createAgent({ model: calling() });
    expect(told((await agent.invoke("hi")).messages)).toEqual(["human: hi", "ai: done"]);
    expect(told((await agent.invoke({ messages: "hi" })).messages)).toEqual(["human: hi", "ai: done"]);
    const { messages } = await agent.invoke({
      messages: [["human", "hi"], new AIMessage("yes?"), { role: "user", content: "well" }],
    });
    expect(told(messages)).toEqual(["human: hi", "ai: yes?", "human: well", "ai: done"]);
  });

  it("is heard as one tree: model and tool runs are siblings below the agent's, actions before their tools", async () => {
    const recording = recordingHandler();
    const agent = createAgent({
      model: calling([sum, { name: "add", args: { a: 3, b: 4 } }]),
      tools: [add],
      name: "adder",
    });
    const { messages } = await agent.invoke("?", { callbacks: [recording] });
    expect(told(messages)).toEqual(["human: ?", "ai: ", "tool: 3", "tool: 7", "ai: done"]);
    assertWellFormed(recording.events);
    const [root] = recording.events;
    expect(recording.events.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "chain.start adder",
      "chat_model.start FakeToolCallingModel",
      "chat_model.end FakeToolCallingModel",
      "agent.action adder",
      "agent.action adder",
      "tool.start add",
      "tool.end add",
      "tool.start add",
      "tool.end add",
      "chat_model.start FakeToolCallingModel",
      "chat_model.end FakeToolCallingModel",
      "agent.finish adder",
      "chain.end adder",
    ]);
    for (const { parentRunId, type } of recording.events)
      expect(parentRunId, type).toBe(/^(chain|agent)/.test(type) ? undefined : root?.runId);
    expect(recording.ofType("chain.end")[0]?.outputs).toEqual({ messages });
  });

  it("tells LangChain's methods of actions and the finish in LangChain's shape", async () => {
    const heard: unknown[] = [];
    const handler = {
      handleAgentAction: (action: unknown, runId: string) => void heard.push([action, typeof runId]),
      handleAgentEnd: (finish: unknown) => void heard.push(finish),
    };
    await createAgent({ model: calling([sum]), tools: [add] }).invoke("?", { callbacks: [handler] });
    expect(heard).toEqual([
      [{ tool: "add", toolInput: { a: 1, b: 2 }, log: "" }, "string"],
      { returnValues: { output: "done" }, log: "done" },
    ]);
  });

  it("runs the calls of a reply side by side, as many as maxConcurrency says, and answers in the order of the calls", async () => {
    let open = 0;
    let most = 0;
    const slow = tool(
      async ({ ms }) => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, ms));
        open--;
        return ms;
      },
      { name: "slow", schema: z.object({ ms: z.number() }) },
    );
    const calls = [30, 1, 15].map((ms) => ({ name: "slow", args: { ms }, id: `call_${ms}` }));
    const run = async (config?: { maxConcurrency: number }) => {
      most = 0;
      return told((await createAgent({ model: calling(calls), tools: [slow] }).invoke("?", config)).messages).slice(
        2,
        -1,
      );
    };
    expect(await run()).toEqual(["tool: 30", "tool: 1", "tool: 15"]);
    expect(most).toBe(3);
    expect(await run({ maxConcurrency: 1 })).toEqual(["tool: 30", "tool: 1", "tool: 15"]);
    expect(most).toBe(1);
  });

  it("ends with the answer of a tool that says returnDirect, unless that is an error", async () => {
    const direct = tool(
      ({ ok }) => {
        if (!ok) throw new Error("not yet");
        return "that is it";
      },
      { name: "direct", schema: z.object({ ok: z.boolean() }), returnDirect: true },
    );
    const recording = recordingHandler();
    const model = calling([{ name: "direct", args: { ok: false } }], [{ name: "direct", args: { ok: true } }]);
    const { messages } = await createAgent({ model, tools: [direct] }).invoke("?", { callbacks: [recording] });
    expect(model.callCount).toBe(2);
    expect(messages.at(-1)?.text).toBe("that is it");
    expect(recording.ofType("agent.finish")[0]?.finish.returnValues).toEqual({ output: "that is it" });
  });

  it("tells the model its prompt in each step, and keeps that out of the result", async () => {
    const asked = async (agent: ReturnType<typeof createAgent>) => {
      const recording = recordingHandler();
      await agent.invoke("hi", { callbacks: [recording] });
      return { recording, asked: recording.ofType("chat_model.start").map(({ messages }) => told(messages)) };
    };
    const model = () => calling([sum]);
    const expected = [
      ["system: count", "human: hi"],
      ["system: count", "human: hi", "ai: ", "tool: 3"],
    ];
    const tools = [add];
    expect((await asked(createAgent({ model: model(), tools, systemPrompt: "count" }))).asked).toEqual(expected);
    expect((await asked(createAgent({ model: model(), tools, prompt: new SystemMessage("count") }))).asked).toEqual(
      expected,
    );
    const template = ChatPromptTemplate.fromMessages([["system", "count"], new MessagesPlaceholder("messages")]);
    const templated = await asked(createAgent({ model: model(), tools, prompt: template as never }));
    expect(templated.asked).toEqual(expected);
    const made = await asked(
      createAgent({ model: model(), tools, prompt: ({ messages }) => [["system", "count"] as const, ...messages] }),
    );
    expect(made.asked).toEqual(expected);
    expect(made.recording.ofType("chain.start").map(({ name }) => name)).toEqual(["Agent", "prompt", "prompt"]);
    assertWellFormed(made.recording.events);
  });

  it("takes a model that has a config bound to it, and runnables as tools", async () => {
    const recording = recordingHandler();
    const double = RunnableLambda.from(({ n }: { n: number }) => n * 2).asTool({
      name: "double",
      schema: z.object({ n: z.number() }),
    });
    const model = calling([{ name: "double", args: { n: 4 } }]).withConfig({ tags: ["bound"] });
    const { messages } = await createAgent({ model, tools: [double] }).invoke("?", { callbacks: [recording] });
    expect(told(messages)).toEqual(["human: ?", "ai: ", "tool: 8", "ai: done"]);
    expect(recording.ofType("chat_model.start")[0]?.tags).toContain("bound");
    expect(recording.ofType("chat_model.start")[0]?.options).toMatchObject({ tools: [double] });
  });

  it("gives each call an id, so that each can be answered", async () => {
    const twice = calling([
      { ...sum, id: "same" },
      { ...sum, id: "same" },
      { ...sum, id: "" },
    ]);
    const { messages } = await createAgent({ model: twice, tools: [add] }).invoke("?");
    const ids = (messages[1] as AIMessage).tool_calls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(messages.slice(2, 5).map((message) => (message as { tool_call_id?: string }).tool_call_id)).toEqual(ids);
  });

  it("is a part of chains: what it streams there comes to its output", async () => {
    const agent = createAgent({ model: calling([sum]), tools: [add] });
    const last = ({ messages }: { messages: BaseMessage[] }) => messages.length;
    const chain = RunnableSequence.from([agent.withConfig({ tags: ["a"] }), last]);
    const pieces: unknown[] = [];
    for await (const piece of await chain.stream("?")) pieces.push(piece);
    expect(pieces).toEqual([4]);
    expect(await agent.pipe(last).invoke("?")).toBe(2);
  });

  it("does without ears and without asking for any", async () => {
    const restore = configure({ onHandlerError: () => expect.unreachable() });
    const input = { messages: [new HumanMessage("?")] };
    const { messages } = await createAgent({ model: calling([sum]), tools: [add] }).invoke(input);
    restore();
    expect(messages).toHaveLength(4);
    expect(input.messages).toHaveLength(1);
  });
});

/** As SDKs' clients are: it has a key, and points to itself. */
class Client {
  readonly apiKey = "secret";
  readonly client = this;
}

describe("an agent whose parts don't fit", () => {
  const direct = tool(() => 1, { name: "direct", returnDirect: true });
  const answer = z.object({ n: z.number() });
  it.each([
    ["a model by its name", () => createAgent({ model: "claude" as never }), /has to be a chat model, not "claude"/],
    ["a provider's client", () => createAgent({ model: new Client() as never }), /a chat model, not a Client\./],
    ["tools by name", () => createAgent({ model: calling(), tools: { add } as never }), /a list, not an object/],
    ["a bare function", () => createAgent({ model: calling(), tools: [() => 1] as never }), /makes.*not a function/],
    ["nothing, from a wrong import", () => createAgent({ model: calling(), tools: [undefined] as never }), /undefined/],
    ["two tools of a name", () => createAgent({ model: calling(), tools: [add, add] }), /two tools are named "add"/],
    [
      "a model without tools",
      () => createAgent({ model: RunnableLambda.from(() => new AIMessage("")), tools: [add] }),
      /no `bindTools`/,
    ],
    [
      "two prompts",
      () => createAgent({ model: calling(), prompt: "a", systemPrompt: "b" }),
      /leave out one of the two/,
    ],
    [
      "an approval of nothing",
      () => createAgent({ model: calling(), tools: [add], interruptOn: { rm: true } }),
      /names "rm".*add/,
    ],
    [
      "an end without answer",
      () => createAgent({ model: calling(), tools: [direct], responseFormat: answer }),
      /returnDirect/,
    ],
    [
      "tools bound before",
      () => createAgent({ model: calling().bindTools([add]), tools: [add] }),
      /give them to the agent/,
    ],
  ])("%s", (_, make, message) => {
    expect(make).toThrow(
      expect.objectContaining({ code: "INVALID_AGENT", message: expect.stringMatching(message) as string }),
    );
  });
});

describe("options that there are not", () => {
  it("are refused: a middleware that was to ask first would silently not", async () => {
    const middleware = { model: calling(), middleware: [] } as never;
    expect(() => createAgent(middleware)).toThrow('createAgent: there is no "middleware"');
    const agent = createAgent({ model: calling() });
    const modes = ["updates", "messages"] as never;
    await expect(agent.stream("hi", { streamMode: modes })).rejects.toThrow("`streamMode` of an agent can't be a list");
  });
});
