import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AgentSetupError, AgentStepLimitError, createAgent, type AgentInput } from "../../src/exports/agents.js";
import { HandlerAbort } from "../../src/exports/errors.js";
import { defineHandler } from "../../src/exports/events.js";
import { AIMessage, type BaseMessage, HumanMessage, SystemMessage, ToolMessage } from "../../src/exports/messages.js";
import { ChatPromptTemplate } from "../../src/exports/prompts.js";
import { RunnableLambda } from "../../src/exports/runnables.js";
import { tool } from "../../src/exports/tools.js";
import { FakeListChatModel } from "../../src/exports/utils/testing.js";
import { ReplyingChatModel } from "../support/replying-chat-model.js";
import { wait } from "../support/wait.js";
import { add, call, fail } from "../support/agent-tools.js";

const addOne = call("add", { a: 1, b: 2 });
const said = (messages: readonly BaseMessage[]) => messages.map((message) => [message.getType(), message.text]);

describe("an agent", () => {
  it("asks, calls and asks again until the model calls nothing", async () => {
    const model = new ReplyingChatModel([addOne], "It is 3.");
    const { messages } = await createAgent({ model, tools: [add] }).invoke("1 + 2?");
    expect(said(messages)).toEqual([
      ["human", "1 + 2?"],
      ["ai", ""],
      ["tool", "3"],
      ["ai", "It is 3."],
    ]);
    expect(messages[2]).toMatchObject({ tool_call_id: "add", name: "add" });
    expect(said(model.questions[1]!)).toEqual(said(messages.slice(0, 3)));
    expect(model.options[0]?.tools).toEqual([add]);
  });

  it("answers without tools", async () => {
    const { messages } = await createAgent({ model: new FakeListChatModel({ responses: ["hello"] }) }).invoke("hi");
    expect(said(messages)).toEqual([
      ["human", "hi"],
      ["ai", "hello"],
    ]);
  });

  it.each<AgentInput>(["hi", [["human", "hi"]], { messages: "hi" }, { messages: [new HumanMessage("hi")] }])(
    "takes %j",
    async (input) => {
      const { messages } = await createAgent({ model: new ReplyingChatModel("hello") }).invoke(input);
      expect(said(messages)).toEqual([
        ["human", "hi"],
        ["ai", "hello"],
      ]);
    },
  );

  it("runs calls at the same time, and answers in their order", async () => {
    const order: string[] = [];
    let open = 0;
    let most = 0;
    const slow = tool(
      async ({ ms }) => {
        most = Math.max(most, ++open);
        await wait(ms);
        open -= 1;
        order.push(String(ms));
        return String(ms);
      },
      { name: "slow", description: "Takes its time.", schema: z.object({ ms: z.number() }) },
    );
    const calls = [call("slow", { ms: 30 }, "1"), call("slow", { ms: 1 }, "2"), call("slow", { ms: 15 }, "3")];
    const { messages } = await createAgent({ model: new ReplyingChatModel(calls), tools: [slow] }).invoke("go");
    expect(said(messages).slice(2, 5)).toEqual([
      ["tool", "30"],
      ["tool", "1"],
      ["tool", "15"],
    ]);
    expect(order).toEqual(["1", "15", "30"]);
    expect(most).toBe(3);
    most = 0;
    await createAgent({ model: new ReplyingChatModel(calls), tools: [slow] }).invoke("go", { maxConcurrency: 1 });
    expect(most).toBe(1);
  });

  it("says the system prompt, or what a prompt makes of the conversation, and keeps it out of the output", async () => {
    const prompts = [
      { systemPrompt: "Be brief." },
      { systemPrompt: new SystemMessage("Be brief.") },
      { prompt: "Be brief." },
      {
        prompt: ChatPromptTemplate.fromMessages([
          ["system", "Be brief."],
          ["placeholder", "{messages}"],
        ]),
      },
    ];
    for (const prompt of prompts) {
      const model = new ReplyingChatModel("hello");
      const { messages } = await createAgent({ model, ...prompt }).invoke("hi");
      expect(said(model.questions[0]!)).toEqual([
        ["system", "Be brief."],
        ["human", "hi"],
      ]);
      expect(said(messages)).toEqual([
        ["human", "hi"],
        ["ai", "hello"],
      ]);
    }
  });

  it("stops at the tool whose answer is the agent's", async () => {
    const direct = tool(() => "all of it", {
      name: "direct",
      description: "",
      schema: z.object({}),
      returnDirect: true,
    });
    const model = new ReplyingChatModel([call("direct", {})]);
    const { messages } = await createAgent({ model, tools: [direct] }).invoke("go");
    expect(messages.at(-1)?.text).toBe("all of it");
    expect(model.questions).toHaveLength(1);
  });

  it("refuses parts that don't go together", () => {
    const model = new ReplyingChatModel();
    expect(() => createAgent({ model, tools: [add, add] })).toThrow('two tools are called "add"');
    expect(() => createAgent({ model, prompt: "a", systemPrompt: "b" })).toThrow(AgentSetupError);
    const mute = new FakeListChatModel({ responses: [] });
    Object.defineProperty(mute, "bindTools", { value: undefined });
    expect(() => createAgent({ model: mute, tools: [add] })).toThrow("FakeListChatModel has no `bindTools`");
    expect(() => createAgent({ model: mute, responseFormat: z.object({}) })).toThrow(AgentSetupError);
  });

  it("takes a model that has been given its tools", async () => {
    const bound = new ReplyingChatModel([addOne], "3").bindTools([add]);
    const { messages } = await createAgent({ model: bound, tools: [add] }).invoke("1 + 2?");
    expect(messages.at(-1)?.text).toBe("3");
  });
});

describe("what goes wrong in a tool", () => {
  it("is told to the model", async () => {
    const calls = [call("fail", {}), call("nothing", {}), call("add", { a: "x" })];
    const { messages } = await createAgent({ model: new ReplyingChatModel(calls), tools: [add, fail] }).invoke("go");
    const answers = messages.filter((message) => ToolMessage.isInstance(message));
    expect(answers.map(({ status }) => status)).toEqual(["error", "error", "error"]);
    expect(answers[0]?.text).toContain("no luck");
    expect(answers[1]?.text).toBe('There is no tool "nothing". There are: add, fail.');
    expect(answers[2]?.text).toMatch(/a: .*b: /s);
  });

  it("is told in the words of a function, or raised by it", async () => {
    const model = () => new ReplyingChatModel([call("fail", {})]);
    const worded = createAgent({
      model: model(),
      tools: [fail],
      onToolError: (error) => `oh: ${(error as Error).message}`,
    });
    expect((await worded.invoke("go")).messages[2]?.text).toBe("oh: no luck");
    for (const onToolError of ["raise" as const, (error: unknown) => Promise.reject(error as Error)])
      await expect(createAgent({ model: model(), tools: [fail], onToolError }).invoke("go")).rejects.toThrow("no luck");
  });

  it("is told, too, if it is arguments that are no JSON", async () => {
    const invalid = [{ name: "add", args: "{a", id: "1", error: "", type: "invalid_tool_call" as const }];
    const model = new ReplyingChatModel(new AIMessage({ content: "", invalid_tool_calls: invalid }), "sorry");
    const { messages } = await createAgent({ model, tools: [add] }).invoke("go");
    expect(messages[2]?.text).toContain("no JSON: {a");
    expect(messages.at(-1)?.text).toBe("sorry");
  });

  it("is never an objection of a guard", async () => {
    const guard = defineHandler({
      name: "guard",
      policy: "guard",
      on: {
        "tool.start": () => {
          throw new Error("not that one");
        },
      },
    });
    const agent = createAgent({ model: new ReplyingChatModel([addOne]), tools: [add] });
    await expect(agent.invoke("go", { callbacks: [guard] })).rejects.toThrow(HandlerAbort);
  });

  it("leaves the model's own errors as they are", async () => {
    const agent = createAgent({ model: new ReplyingChatModel(new Error("overloaded")), tools: [add] });
    await expect(agent.invoke("go")).rejects.toThrow("overloaded");
  });
});

describe("the step limit", () => {
  it("is how often the model may be asked, and its error has the conversation", async () => {
    const model = new ReplyingChatModel(...Array.from({ length: 30 }, () => [addOne]));
    const agent = createAgent({ model, tools: [add], name: "counter" });
    const error = await agent.invoke("go", { recursionLimit: 2 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AgentStepLimitError);
    expect(error).toMatchObject({ code: "AGENT_STEP_LIMIT", limit: 2, message: expect.stringContaining('"counter"') });
    expect((error as AgentStepLimitError).messages).toHaveLength(5);
    expect(model.questions).toHaveLength(2);
    await expect(agent.invoke("go")).rejects.toMatchObject({ limit: 25 });
  });
});

describe("a structured response", () => {
  const schema = z.object({ city: z.string(), degrees: z.number() });
  const good = call("structured_response", { city: "Bern", degrees: 20 });

  it("is the arguments of a tool of its own", async () => {
    const model = new ReplyingChatModel([addOne], [good]);
    const agent = createAgent({ model, tools: [add], responseFormat: schema });
    const { messages, structuredResponse } = await agent.invoke("go");
    expect(structuredResponse).toEqual({ city: "Bern", degrees: 20 });
    expect(messages.at(-1)).toMatchObject({ tool_call_id: "structured_response", status: "success" });
    expect(model.options[0]).toMatchObject({ tool_choice: "any" });
    expect(model.options[0]?.tools).toHaveLength(2);
  });

  it("is asked for again if it is not in the form, or not given", async () => {
    const model = new ReplyingChatModel([call("structured_response", { city: 1 })], "It is warm.", [good]);
    const { messages, structuredResponse } = await createAgent({ model, responseFormat: schema }).invoke("go");
    expect(structuredResponse).toEqual({ city: "Bern", degrees: 20 });
    expect(messages[2]).toMatchObject({ status: "error", content: expect.stringMatching(/city.*degrees/s) });
    expect(messages[4]?.text).toContain("structured_response");
    expect(model.options[0]).toMatchObject({ tool_choice: "structured_response" });
  });

  it("is named after its schema, unless a tool is", async () => {
    const titled = { title: "add", type: "object", properties: { city: { type: "string" } } };
    const model = new ReplyingChatModel([call("structured_response", { city: "Bern" })]);
    const { structuredResponse } = await createAgent({ model, tools: [add], responseFormat: titled }).invoke("go");
    expect(structuredResponse).toEqual({ city: "Bern" });
    const other = new ReplyingChatModel([call("Weather", { city: "Bern" })]);
    const weather = { ...titled, title: "Weather" };
    expect((await createAgent({ model: other, responseFormat: weather }).invoke("go")).structuredResponse).toEqual({
      city: "Bern",
    });
  });
});

describe("an agent's stream", () => {
  const agent = () => createAgent({ model: new ReplyingChatModel([addOne], "It is 3."), tools: [add] });

  it("gives the output so far, each in place of the one before", async () => {
    const chunks = [];
    for await (const chunk of await agent().stream("1 + 2?")) chunks.push(said(chunk.messages).length);
    expect(chunks).toEqual([2, 3, 4]);
    const counted = agent().pipe(RunnableLambda.from(({ messages }: { messages: BaseMessage[] }) => messages.length));
    for await (const count of await counted.stream("1 + 2?")) expect(count).toBe(4);
  });

  it("gives what each step adds", async () => {
    const chunks = [];
    for await (const chunk of await agent().stream("1 + 2?", { streamMode: "updates" })) {
      const [node, update] = Object.entries(chunk)[0] as [string, { messages: BaseMessage[] }];
      chunks.push([node, update.messages.map(({ text }) => text)]);
    }
    expect(chunks).toEqual([
      ["model", [""]],
      ["tools", ["3"]],
      ["model", ["It is 3."]],
    ]);
  });

  it("gives messages piece by piece", async () => {
    const chunks = [];
    for await (const [message, { node }] of await agent().stream("1 + 2?", { streamMode: "messages" }))
      chunks.push([node, message.getType(), message.text]);
    expect(chunks).toEqual([
      ["model", "ai", ""],
      ["tools", "tool", "3"],
      ["model", "ai", "It "],
      ["model", "ai", "is "],
      ["model", "ai", "3."],
    ]);
  });
});
